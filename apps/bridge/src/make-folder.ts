// Makes a folder with its parents. Node's own recursive `mkdir` never returns below a folder such as /proc, which answers
// ENOENT to every name. Here each parent is made once, and a second ENOENT is the answer.
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './disk/durable.ts'
import { createPrivateFolder } from './disk/private-file.ts'
import { errnoOf } from './errors.ts'

/**
 * New folders have mode 0700, and a power cut does not remove them. A folder that already exists stays unchanged, because
 * its mode is its owner's choice. Rejects with Node's error.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await makeOne(path)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await makeOne(path)
  }
}

/** Another process may make the same folder at the same time. */
const makeOne = async (path: string): Promise<void> => {
  try {
    await createPrivateFolder(path)
    await syncFolder(dirname(path))
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error
  }
}
