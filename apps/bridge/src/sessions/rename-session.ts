// Gives a session another title: its file written anew beside the old one, which it then replaces in one step.
import { randomUUID } from 'node:crypto'
import { type FileHandle, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { placeOver } from '../disk/durable.ts'
import { piecesOf } from '../disk/file-pieces.ts'
import { refuseUnreadable } from '../input/input.ts'
import { diskRefusal } from './disk-refusal.ts'
import { mustOpen } from './must-open.ts'
import type { SessionsFolder } from './sessions-folder.ts'
import { writeSession } from './write-session.ts'

/**
 * Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`, `SESSION_UNREADABLE`, `FILE_UNREADABLE`,
 * `NOT_A_CAPTURE`, `SESSION_HEADER_TOO_LONG`, `DISK_FULL`, `DISK_FAILED`; the session is as it was then. A capture of another tool gets a description of ours and keeps all else; a pcap that somebody put into
 * the folder becomes pcapng.
 */
export const renameSession = async (folder: SessionsFolder, id: string, title: string): Promise<void> => {
  const path = await folder.existing(id)
  folder.mustBeOver(id)
  const source = await folder.openFile(id)
  const temporary = join(folder.path, `.rename-${randomUUID()}`)
  try {
    const written = await writeSession(temporary, readable(path, source), (own) => ({ ...own, title }))
    await mustOpen(temporary, title, written)
    await placeOver(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw diskRefusal(error, folder.path)
  } finally {
    await source.close()
  }
}

/** The session's bytes; what fails here is the file that is read, not the disk that is written. */
async function* readable(path: string, source: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    yield* piecesOf(source)
  } catch (error) {
    refuseUnreadable(basename(path), error)
  }
}
