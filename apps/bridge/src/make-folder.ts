// Makes a folder with its parents. Node's own recursive `mkdir` never returns below a folder such as /proc, which says
// ENOENT to every name: here each parent is made once, and the second ENOENT is the answer.
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './disk/durable.ts'
import { createPrivateFolder } from './disk/private-file.ts'
import { errnoOf } from './errors.ts'

/**
 * What is made has mode 0700, and a power cut does not take it away again. A folder that is there already stays as it
 * is: its modes are its owner's choice. Rejects with Node's error.
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
