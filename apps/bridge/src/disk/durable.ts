// Puts files in place so that they survive a power cut: a file's bytes are on the disk before its name is, and the name is
// on the disk before anybody gets an answer (fsync(2): syncing a file does not sync its folder's entry).
import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf } from '../errors.ts'
import { createPrivateFile } from './private-file.ts'

/** Syncs the file's bytes to the disk. Rejects with Node's error. */
export const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Syncs the folder's entries to the disk: what was created, renamed or deleted there. Rejects with Node's error. */
export const syncFolder = async (path: string): Promise<void> => {
  try {
    await syncFile(path)
  } catch (error) {
    // Some file systems, and Windows, cannot sync a folder, and a folder that the process may not read cannot be opened.
    // Then nothing more can be done.
    if (!folderless.has(errnoOf(error) ?? '')) throw error
  }
}

/**
 * Gives the finished `temporary`, which is on the same disk, the name `path`, which must be free. Rejects with Node's
 * error (`EEXIST` if there is such a file); `temporary` is then still there.
 */
export const placeNew = async (temporary: string, path: string): Promise<void> => {
  await syncFile(temporary)
  try {
    await link(temporary, path)
    await unlink(temporary)
  } catch (error) {
    if (!linkless.has(errnoOf(error) ?? '')) throw error
    // Without hard links (FAT, some network file systems), an empty file takes the name first.
    await (await createPrivateFile(path)).close()
    await rename(temporary, path)
  }
  await syncFolder(dirname(path))
}

/** Gives the finished `temporary`, which is on the same disk, the name `path`. It replaces the file of that name in one step. */
export const placeOver = async (temporary: string, path: string): Promise<void> => {
  await syncFile(temporary)
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Renames `from` to `to` and replaces what is there. Then both folders' entries are on the disk. */
export const move = async (from: string, to: string): Promise<void> => {
  await rename(from, to)
  // Sync the new name first: after a power cut in between, the file has both names and not none.
  await syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) await syncFolder(dirname(from))
}

/**
 * Writes a small file that only the owner may read (0600) beside `path`, and puts it in place with `place`: `placeNew`
 * or `placeOver`. Rejects as those do, and then leaves no file.
 */
export const writePrivateFile = async (
  path: string,
  bytes: Uint8Array | string,
  place: (temporary: string, path: string) => Promise<void>,
): Promise<void> => {
  const temporary = join(dirname(path), `.new-${randomUUID()}`)
  try {
    const file = await createPrivateFile(temporary)
    try {
      await file.writeFile(bytes)
    } finally {
      await file.close()
    }
    await place(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  }
}

const folderless = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EACCES'])
const linkless = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])
