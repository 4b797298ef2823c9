// Gives a session another title: its file written anew beside the old one, which it then replaces in one step.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { placeOver } from '../disk/durable.ts'
import { diskRefusal } from './disk-refusal.ts'
import type { SessionsFolder } from './sessions-folder.ts'
import { writeSession } from './write-session.ts'

/**
 * Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`, `NOT_A_CAPTURE`, `DISK_FULL`, `DISK_FAILED`. A
 * capture of another tool gets a description of ours and keeps all else; a pcap that somebody put into the folder
 * becomes pcapng.
 */
export const renameSession = async (folder: SessionsFolder, id: string, title: string): Promise<void> => {
  const path = await folder.existing(id)
  folder.mustBeOver(id)
  const temporary = join(folder.path, `.rename-${randomUUID()}`)
  try {
    await writeSession(temporary, createReadStream(path), (own) => ({ ...own, title }))
    await placeOver(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw diskRefusal(error, folder.path)
  }
}
