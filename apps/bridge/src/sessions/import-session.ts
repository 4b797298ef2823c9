// Imports a capture into the folder: writes it to a temporary file as it comes, checks it, and then gives it its name.
import { unlink } from 'node:fs/promises'
import type { Importer } from '@unstick/formats'
import { placeNew } from '../disk/durable.ts'
import { type Refusal, refusal } from '../errors.ts'
import { unpack } from '../input/unpack.ts'
import { diskRefusal } from './disk-refusal.ts'
import type { SessionsFolder } from './sessions-folder.ts'
import { writeSession } from './write-session.ts'

/** The most bytes that an imported file may have, packed or unpacked. */
export const MAX_IMPORT = 4 * 1024 ** 3

export interface Imported {
  readonly id: string
  /** What was wrong with the file. Everything readable was imported. */
  readonly problem: Refusal | undefined
}

/**
 * Imports every format that an importer knows, also packed. `title` names the session if the capture has no title. If a
 * capture is damaged after its beginning, it imports the readable part. Throws `NOT_A_CAPTURE`,
 * `SESSION_HEADER_TOO_LONG`, `PACKED_DAMAGED` if nothing could be unpacked, `IMPORT_TOO_LARGE`, `UNPACKED_TOO_LARGE`,
 * `DISK_FULL`, `DISK_FAILED`, and then leaves no file. When it resolves, the session survives a power cut.
 */
export const importSession = async (
  folder: SessionsFolder,
  title: string,
  pieces: AsyncIterable<Uint8Array>,
  limit = MAX_IMPORT,
  importers?: readonly Importer[],
): Promise<Imported> => {
  let temporary: string | undefined
  try {
    const written = (temporary = await folder.temporary())
    const unpacked = unpack(bounded(pieces, limit), limit)
    const { problem } = await writeSession(
      written,
      unpacked,
      (own) => own ?? (title === '' ? undefined : { title }),
      importers,
    )
    const id = await folder.withNewId(title, async (fresh, path) => {
      await placeNew(written, path)
      return fresh
    })
    return { id, problem }
  } catch (error) {
    throw diskRefusal(error, folder.path)
  } finally {
    if (temporary !== undefined) await unlink(temporary).catch(() => undefined)
  }
}

async function* bounded(pieces: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > limit) throw refusal('IMPORT_TOO_LARGE', limit)
    yield piece
  }
}
