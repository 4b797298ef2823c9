// Writes a capture's bytes to a new file as a session.
import { open, rename, unlink } from 'node:fs/promises'
import { ImportDamage, type Importer, sniff } from '@unstick/formats'
import { piecesOf } from '../disk/file-pieces.ts'
import { type Refusal, refusal } from '../errors.ts'
import { endsEarly } from '../input/unpack.ts'
import { notACapture } from '../input/not-a-capture.ts'
import { Recorder } from '../log/recorder.ts'
import { type Describe, Description, type Replacement } from './description.ts'

export interface Written {
  readonly packets: number
  /** Why not everything could be read: `FILE_DAMAGED` or `PACKED_DAMAGED`. */
  readonly problem: Refusal | undefined
}

/**
 * What a pcapng has after its damage is written as it is, because other programs may read more of it. Throws
 * `NOT_A_CAPTURE`, `SESSION_HEADER_TOO_LONG`, `UNPACKED_TOO_LARGE`, `DISK_FULL`, `DISK_FAILED`, and what the pieces
 * throw; the file is left to the caller then.
 */
export const writeSession = async (
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  describe: Describe,
  importers?: readonly Importer[],
): Promise<Written> => {
  const recorder = await Recorder.create(path, [])
  const description = new Description(describe)
  let began = false
  let packets = 0
  let problem: Refusal | undefined
  try {
    const { importer, whole } = await sniff(pieces, importers)
    if (!importer) throw await notACapture(whole)
    for await (const blocks of importer.blocks(whole, { keepDamaged: true })) {
      began = true
      packets += blocks.packets
      for (const block of description.take(blocks)) recorder.append(block)
      await recorder.room()
      if (recorder.trouble) throw recorder.trouble
    }
  } catch (error) {
    problem = problemOf(error, began)
  } finally {
    await recorder.close()
  }
  if (recorder.trouble) throw recorder.trouble
  const { replacement } = description
  if (replacement) await replaceIn(path, replacement)
  return { packets, problem }
}

/** Why no more came of a capture of which something came. Throws anything else. */
const problemOf = (error: unknown, began: boolean): Refusal => {
  if (error instanceof ImportDamage) {
    if (!began) throw refusal('NOT_A_CAPTURE', error.message)
    return refusal('FILE_DAMAGED', error.message)
  }
  if (endsEarly(error) && error.code === 'PACKED_DAMAGED' && began) return error
  throw error
}

/** Writes the new file next to the old one, in a second pass over it. Throws `DISK_FULL`, `DISK_FAILED`. */
const replaceIn = async (path: string, { offset, length, block }: Replacement): Promise<void> => {
  const temporary = `${path}.anew`
  const file = await open(path, 'r')
  try {
    const recorder = await Recorder.create(temporary, [])
    try {
      for await (const piece of piecesOf(file, { from: 0, to: offset })) recorder.append(piece)
      recorder.append(block)
      for await (const piece of piecesOf(file, { from: offset + length })) {
        recorder.append(piece)
        await recorder.room()
        if (recorder.trouble) break
      }
    } finally {
      await recorder.close()
    }
    if (recorder.trouble) throw recorder.trouble
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}
