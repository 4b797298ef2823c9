// Gives a session another title: writes a new file, and then replaces the old one in one step.
import type { BigIntStats } from 'node:fs'
import { type FileHandle, lstat, unlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { placeOver, syncFile } from '../disk/durable.ts'
import { piecesOf } from '../disk/file-pieces.ts'
import { keepAccess } from '../disk/keep-access.ts'
import { errnoOf, refusal } from '../errors.ts'
import { refuseUnreadable } from '../input/input.ts'
import { diskRefusal } from './disk-refusal.ts'
import { mustOpen } from './must-open.ts'
import type { SessionsFolder } from './sessions-folder.ts'
import { writeSession } from './write-session.ts'

/** How often the file is written again if another program changes it meanwhile. */
const TRIES = 3

/**
 * Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`, `SESSION_UNREADABLE`, `SESSION_REPLACED` if another
 * program keeps changing the file, `FILE_UNREADABLE`, `NOT_A_CAPTURE`, `SESSION_HEADER_TOO_LONG`, `DISK_FULL`,
 * `DISK_FAILED`. The session is then unchanged. A capture from another tool gets our description and keeps everything
 * else. A pcap that somebody put into the folder becomes pcapng.
 */
export const renameSession = (folder: SessionsFolder, id: string, title: string): Promise<void> =>
  folder.change(id, async () => {
    for (let tries = 0; tries < TRIES; tries += 1) if (await renameOnce(folder, id, title)) return
    throw refusal('SESSION_REPLACED', id)
  })

/** Returns whether the file was still the one that was read when the new one was ready to replace it. */
const renameOnce = async (folder: SessionsFolder, id: string, title: string): Promise<boolean> => {
  const path = folder.fileOf(id)
  const source = await folder.openFile(id)
  let temporary: string | undefined
  try {
    await folder.mustBeOver(id)
    temporary = await folder.temporary()
    const before = await source.stat({ bigint: true })
    const written = await writeSession(temporary, readable(path, source), (own) => ({ ...own, title }))
    await mustOpen(temporary, title, written)
    await keepAccess(temporary, source)
    // This takes long for a large file, and a turn must be short, so it comes before the turn.
    await syncFile(temporary)
    const finished = temporary
    return await folder.turnAt(id, async () => {
      if (!(await isSame(path, id, before))) return false
      await placeOver(finished, path)
      return true
    })
  } catch (error) {
    throw diskRefusal(error, folder.path)
  } finally {
    await source.close()
    if (temporary !== undefined) await unlink(temporary).catch(() => undefined)
  }
}

/** Whether the file was neither replaced nor written to. Throws `SESSION_UNKNOWN`. */
const isSame = async (path: string, id: string, before: BigIntStats): Promise<boolean> => {
  try {
    const now = await lstat(path, { bigint: true })
    return now.ino === before.ino && now.size === before.size && now.mtimeNs === before.mtimeNs
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw refusal('SESSION_UNKNOWN', id)
    throw error
  }
}

/** The session's bytes. A failure here is one of the file that is read, not of the disk that is written to. */
async function* readable(path: string, source: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    yield* piecesOf(source)
  } catch (error) {
    refuseUnreadable(basename(path), error)
  }
}
