// Deleted sessions are kept until the folder's owner empties `.trash`, so that a deletion can be undone. Each deletion has
// its own name there, so it never replaces an earlier deletion of the same id.
import { randomBytes } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pcapng } from '@unstick/formats'
import { move } from '../disk/durable.ts'
import { errnoOf, refusal } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import { diskRefusal } from './disk-refusal.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** Names one deletion of a session by its time, so that names sort, and a unique ending. */
export const deletionPattern = String.raw`^\d{8}T\d{9}Z-[0-9a-f]{8}$`

/** Returns the deletion's name. Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`, `DISK_FAILED`. */
export const deleteSession = (folder: SessionsFolder, id: string): Promise<string> =>
  folder.change(id, async () => {
    const path = await folder.existing(id)
    const deletion = newDeletion(folder.now())
    await folder.turnAt(id, async () => {
      await madeTrash(folder)
      await moveOr(path, trashed(folder, id, deletion), id, folder)
    })
    return deletion
  })

/**
 * Undoes one deletion; without its name, the last one. Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`,
 * `SESSION_EXISTS`, `FILE_UNREADABLE` if `.trash` cannot be read, `DISK_FAILED`.
 */
export const restoreSession = (folder: SessionsFolder, id: string, deletion?: string): Promise<void> =>
  folder.change(id, () =>
    folder.turn(async () => {
      const path = folder.fileOf(id)
      if (await exists(path)) throw refusal('SESSION_EXISTS', id)
      const from = deletion === undefined ? await lastTrashed(folder, id) : trashed(folder, id, deletion)
      await moveOr(from, path, id, folder)
    }),
  )

/** Whoever empties the trash may remove its folder too. */
const madeTrash = async ({ path, trash }: SessionsFolder): Promise<void> => {
  try {
    await makeFolder(trash)
  } catch (error) {
    throw diskRefusal(error, path)
  }
}

const newDeletion = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`

const trashed = ({ trash }: SessionsFolder, id: string, deletion: string): string =>
  join(trash, `${id}.deleted-${deletion}${pcapng.extension}`)

/** Earlier versions of Unstick kept one deletion of each id, under the session's own name. */
const lastTrashed = async ({ trash }: SessionsFolder, id: string): Promise<string> => {
  const before = `${id}.deleted-`
  const names = (await entriesOf(trash, id)).filter(
    (name) => name.startsWith(before) && deletions.test(name.slice(before.length)),
  )
  return join(trash, names.sort().at(-1) ?? `${id}${pcapng.extension}`)
}

const deletions = new RegExp(deletionPattern.replace('$', `\\${pcapng.extension}$`))

const entriesOf = async (trash: string, id: string): Promise<string[]> => {
  try {
    return await readdir(trash)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    throw errno === 'ENOENT' ? refusal('SESSION_UNKNOWN', id) : refusal('FILE_UNREADABLE', trash, errno)
  }
}

const moveOr = async (from: string, to: string, id: string, folder: SessionsFolder): Promise<void> => {
  try {
    await move(from, to)
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? refusal('SESSION_UNKNOWN', id) : diskRefusal(error, folder.path)
  }
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
