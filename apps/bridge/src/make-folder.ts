// Makes a folder with its parents. Node's own recursive `mkdir` never returns below a folder such as /proc, which says
// ENOENT to every name: here each parent is made once, and the second ENOENT is the answer.
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf } from './errors.ts'

/** Fine where the folder is there already. Rejects with Node's error, whose `code` is the errno's name. */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (errno !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path, { mode: 0o700 })
  }
}
