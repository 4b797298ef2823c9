// Writes a capture's bytes to a new file as a session.
import { type Refusal, refusal } from '../errors.ts'
import { endsEarly } from '../input/unpack.ts'
import { Recorder } from '../log/recorder.ts'
import { type Describe, SessionBlocks } from './session-blocks.ts'

export interface Written {
  readonly packets: number
  /** Why not everything could be read: `FILE_DAMAGED` or `PACKED_DAMAGED`. */
  readonly problem: Refusal | undefined
}

/**
 * The bytes of a pcapng after its damage are written unchanged, because other tools may be able to read them. Throws
 * `NOT_A_CAPTURE`, `SESSION_HEADER_TOO_LONG`, `UNPACKED_TOO_LARGE`, `DISK_FULL`, `DISK_FAILED`, and what the pieces throw.
 * The caller must then remove the file.
 */
export const writeSession = async (
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  describe: Describe,
): Promise<Written> => {
  const recorder = await Recorder.create(path, [])
  const blocks = new SessionBlocks(describe)
  const append = async (all: readonly Uint8Array[]) => {
    for (const block of all) recorder.append(block)
    await recorder.room()
    if (recorder.trouble) throw recorder.trouble
  }
  let early: Refusal | undefined
  try {
    for await (const piece of pieces) {
      await append(blocks.push(piece))
      if (blocks.error && !blocks.format) break
      if (blocks.error) await append(blocks.rest())
    }
  } catch (error) {
    if (!endsEarly(error) || error.code !== 'PACKED_DAMAGED') throw error
    early = error
  } finally {
    blocks.end()
    if (blocks.format) for (const piece of blocks.rest()) recorder.append(piece)
    await recorder.close()
  }
  if (recorder.trouble) throw recorder.trouble
  const { error, format } = blocks
  if (!format) throw early ?? refusal('NOT_A_CAPTURE', error?.message ?? '')
  const problem = early ?? (error && refusal('FILE_DAMAGED', error.message))
  return { packets: blocks.packets, problem }
}
