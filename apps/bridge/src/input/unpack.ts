// What is packed, unpacked as it comes; anything else goes through as it is.
import { PACKING_HEAD, packingOf, peek, type Unpackers } from '@unstick/formats'
import { Refusal, refusal } from '../errors.ts'
import { DamagedPacking } from './damaged-packing.ts'
import { gunzip } from './gunzip.ts'
import { unzstd } from './unzstd.ts'

/** The most bytes unpacked from one input, because a few kilobytes can unpack to any number. */
const MAX_UNPACKED = 4 * 1024 ** 3

const unpackers: Unpackers = { gzip: gunzip, zstd: unzstd }

/**
 * Yields the unpacked bytes of `pieces`. Throws `PACKED_DAMAGED` and `UNPACKED_TOO_LARGE` once everything that was
 * unpacked before has been yielded.
 */
export async function* unpack(
  pieces: AsyncIterable<Uint8Array>,
  limit = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(pieces, PACKING_HEAD)
  const packing = packingOf(head)
  if (packing === undefined) {
    yield* whole
    return
  }
  let size = 0
  try {
    for await (const piece of unpackers[packing](whole)) {
      if (size + piece.length > limit) {
        yield piece.subarray(0, limit - size)
        throw refusal('UNPACKED_TOO_LARGE', packing, limit)
      }
      size += piece.length
      yield piece
    }
  } catch (error) {
    if (error instanceof DamagedPacking) throw refusal('PACKED_DAMAGED', packing, size, error.message)
    throw error
  }
}

/** Whether the refusal only means that the data ended too early, and everything before is valid. */
export const endsEarly = (error: unknown): error is Refusal =>
  error instanceof Refusal && earlyEnds.has(error.code)

const earlyEnds: ReadonlySet<string> = new Set(['PACKED_DAMAGED', 'UNPACKED_TOO_LARGE', 'FILE_DAMAGED'])
