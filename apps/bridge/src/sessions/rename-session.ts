// Gives a session another title: its file written anew beside the old one, which it then replaces in one step.
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { randomUUID } from 'node:crypto'
import { refusal } from '../errors.ts'
import { changeSectionHeader, MAX_SECTION_HEADER, sectionHeaderLength } from './section-comment.ts'
import type { SessionsFolder } from './sessions-folder.ts'
import { diskRefusal } from './disk-refusal.ts'

/**
 * Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_LIVE`, `RENAME_NEEDS_PCAPNG`, `DISK_FULL`. A capture of
 * another tool gets a description of ours and keeps all else.
 */
export const renameSession = async (folder: SessionsFolder, id: string, title: string): Promise<void> => {
  const path = await folder.existing(id)
  folder.mustBeOver(id)
  const old = await readSectionHeader(path)
  if (!old) throw refusal('RENAME_NEEDS_PCAPNG', id)
  const header = changeSectionHeader(old, (known) => ({ ...known, title }))
  const temporary = join(folder.path, `.rename-${randomUUID()}`)
  try {
    await pipeline(prefixed(header, path, old.length), createWriteStream(temporary, { flags: 'wx' }))
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw diskRefusal(error, folder.path)
  }
}

/** The file's first block, if it is a section header. */
const readSectionHeader = async (path: string): Promise<Uint8Array | undefined> => {
  const file = await open(path, 'r')
  try {
    const beginning = new Uint8Array(MAX_SECTION_HEADER)
    const { bytesRead } = await file.read(beginning, 0, beginning.length, 0)
    const length = sectionHeaderLength(beginning.subarray(0, bytesRead))
    return length !== undefined && length <= bytesRead ? beginning.slice(0, length) : undefined
  } finally {
    await file.close()
  }
}

async function* prefixed(header: Uint8Array, path: string, from: number): AsyncGenerator<Uint8Array> {
  yield header
  for await (const piece of createReadStream(path, { start: from })) yield piece as Buffer
}
