// Recognises gzip and zstd by their first bytes and unpacks them as they come. Anything else passes unchanged.
import { Refusal, refusal } from '../errors.ts'
import { DamagedPacking } from './damaged-packing.ts'
import { gunzip } from './gunzip.ts'
import { peek } from './peek.ts'
import { unzstd } from './unzstd.ts'

/** The most bytes unpacked from one input, because a few kilobytes can unpack to any number. */
const MAX_UNPACKED = 4 * 1024 ** 3

const packings = [
  { name: 'gzip', magic: Uint8Array.of(0x1f, 0x8b), unpack: gunzip },
  { name: 'zstd', magic: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), unpack: unzstd },
] as const

/**
 * Yields the unpacked bytes of `pieces`. Throws `PACKED_DAMAGED` and `UNPACKED_TOO_LARGE` once everything that was
 * unpacked before has been yielded.
 */
export async function* unpack(
  pieces: AsyncIterable<Uint8Array>,
  limit = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(pieces, 4)
  const packing = packings.find(({ magic }) => magic.every((byte, index) => head[index] === byte))
  if (!packing) {
    yield* whole
    return
  }
  let size = 0
  try {
    for await (const piece of packing.unpack(whole)) {
      if (size + piece.length > limit) {
        yield piece.subarray(0, limit - size)
        throw refusal('UNPACKED_TOO_LARGE', packing.name, limit)
      }
      size += piece.length
      yield piece
    }
  } catch (error) {
    if (error instanceof DamagedPacking) throw refusal('PACKED_DAMAGED', packing.name, size, error.message)
    throw error
  }
}

/** Whether the refusal only means that the data ended too early, and everything before is valid. */
export const endsEarly = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.code === 'PACKED_DAMAGED' || error.code === 'UNPACKED_TOO_LARGE')
