// Takes a capture from outside into the folder: to a temporary file as it comes, checked, then given its name.
import { randomUUID } from 'node:crypto'
import { type FileHandle, link, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type CaptureError, CaptureReader } from '@unstick/pcapng'
import { parseSessionHeader } from '@unstick/session'
import { refusal } from '../errors.ts'
import { diskRefusal } from './disk-refusal.ts'
import { renameSession } from './rename-session.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** The most bytes a file from outside may have. */
export const MAX_IMPORT = 4 * 1024 ** 3

/**
 * Returns the new session's id. `title` names it where the capture has no title of its own. A capture that is
 * damaged further in is taken: what is readable of it is worth having. Throws `NOT_A_CAPTURE`, `IMPORT_TOO_LARGE`,
 * `DISK_FULL`, `DISK_FAILED`; nothing is left behind then.
 */
export const importSession = async (
  folder: SessionsFolder,
  title: string,
  pieces: AsyncIterable<Uint8Array>,
  limit = MAX_IMPORT,
): Promise<string> => {
  const temporary = join(folder.path, `.import-${randomUUID()}`)
  try {
    const check = new CaptureCheck()
    const file = await open(temporary, 'wx')
    try {
      await receive(file, pieces, check, limit)
    } finally {
      await file.close()
    }
    check.end()
    const id = await folder.withNewId(title, async (fresh, path) => {
      await link(temporary, path)
      return fresh
    })
    if (check.format === 'pcapng' && !check.titled && title !== '') await renameSession(folder, id, title)
    return id
  } catch (error) {
    throw diskRefusal(error, folder.path)
  } finally {
    await unlink(temporary).catch(() => undefined)
  }
}

const receive = async (
  file: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  check: CaptureCheck,
  limit: number,
): Promise<void> => {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > limit) throw refusal('IMPORT_TOO_LARGE', limit)
    check.push(piece)
    await file.writeFile(piece)
  }
}

/** Reads a capture's first block, which is enough to tell that it is one. */
class CaptureCheck {
  format: 'pcapng' | 'pcap' | undefined
  /** Whether it has a title of ours. */
  titled = false
  readonly #reader = new CaptureReader({
    section: ({ format, comment }) => {
      this.format ??= format
      this.titled ||= comment !== undefined && parseSessionHeader(comment) !== undefined
    },
    packet: () => undefined,
  })

  /** Throws `NOT_A_CAPTURE`. */
  push(piece: Uint8Array): void {
    if (this.format) return
    this.#reader.push(piece)
    this.#refuse(this.#reader.error)
  }

  /** Throws `NOT_A_CAPTURE`. */
  end(): void {
    if (this.format) return
    this.#reader.end()
    this.#refuse(this.#reader.error)
  }

  #refuse(error: CaptureError | undefined): void {
    if (error && !this.format) throw refusal('NOT_A_CAPTURE', error.message)
  }
}
