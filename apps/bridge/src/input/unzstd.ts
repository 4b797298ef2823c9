// Unpacks zstd (RFC 8878) as it comes, block by block, and checks each frame's checksum.
import { setImmediate } from 'node:timers/promises'
import { Decompress } from 'fzstd'
import xxhash, { type XXHashAPI } from 'xxhash-wasm'
import { DamagedPacking } from './damaged-packing.ts'
import { ZstdFrames } from './zstd-frames.ts'

/** Bytes of input at a time, so that what was unpacked before a fault is handed out. */
const SLICE = 8 * 1024

/** After this many milliseconds of unpacking, others in this process get a turn. */
const BUSY_MS = 8

/** Holds a frame's window, at most 128 MiB, and the output of one block, at most 128 KiB. Throws `DamagedPacking`. */
export async function* unzstd(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hashes = await xxhash()
  const frames = new ZstdFrames()
  let frame = new Frame(hashes)
  let begun = performance.now()
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) {
      for (const { bytes, skipped, ends, checksum } of frames.parts(piece.subarray(at, at + SLICE))) {
        if (!skipped) {
          const fault = frame.push(bytes, ends)
          yield* frame.ready.splice(0)
          if (fault) throw fault
          frame.check(checksum)
        }
        if (ends) frame = new Frame(hashes)
        if (performance.now() - begun < BUSY_MS) continue
        await setImmediate()
        begun = performance.now()
      }
    }
  }
  if (!frames.between) throw new DamagedPacking('it ends inside a frame')
}

class Frame {
  /** Unpacked and not yet handed out. */
  readonly ready: Uint8Array[] = []
  readonly #hash: ReturnType<XXHashAPI['create64']>
  readonly #decompress = new Decompress((piece) => {
    if (piece.length === 0) return
    this.#hash.update(piece)
    this.ready.push(piece)
  })

  constructor(hashes: XXHashAPI) {
    this.#hash = hashes.create64()
  }

  /** Returns the fault as a value, so that what was unpacked before it can be handed out first. */
  push(bytes: Uint8Array, last: boolean): DamagedPacking | undefined {
    try {
      this.#decompress.push(bytes, last)
      return undefined
    } catch (error) {
      // fzstd throws errors of its own, and a damaged table can end in a TypeError or RangeError inside it.
      return new DamagedPacking(error instanceof Error ? error.message : String(error))
    }
  }

  /** Throws `DamagedPacking` if the content does not match the checksum. */
  check(checksum: number | undefined): void {
    if (checksum === undefined || checksum === Number(this.#hash.digest() & 0xffff_ffffn)) return
    throw new DamagedPacking('its content does not match the checksum after it')
  }
}
