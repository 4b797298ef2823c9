// `cobs`: Consistent Overhead Byte Stuffing; a zero ends each frame. Source: S. Cheshire and M. Baker, "Consistent
// Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7(2), 1999.
import { Cutter } from '../cutters/cutter.ts'
import { encodeError } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import type { CobsSpec } from '../spec/spec.ts'

class CobsCutter extends Cutter {
  readonly #max: number
  /** Stream offset at which the next code byte must be. */
  #nextCode = 0

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    if (this.frameStart >= base + from) this.#nextCode = this.frameStart
    while (out.count < last) {
      const zero = chunk.indexOf(0, pos)
      const limit = zero < 0 ? chunk.length : zero
      let code = this.#nextCode - base
      while (code < limit) code += chunk[code] as number
      this.#nextCode = base + code
      const size = base + limit - this.frameStart + (zero < 0 ? 0 : 1)
      if (size > this.#max) return this.fail('FRAME_TOO_LONG', limit, { limit: this.#max })
      if (zero < 0) return chunk.length
      if (code !== zero) {
        return this.fail('STUFFING_INVALID', zero, {
          value: 'a zero',
          limit: `${code - zero} more bytes before it`,
          within: base + zero - this.frameStart,
        })
      }
      // A zero right after another ends no frame: senders use it only to resynchronise.
      if (size > 1) out.push(this.frameStart, base + zero + 1, 0, 1)
      pos = zero + 1
      this.frameStart = base + pos
      this.#nextCode = this.frameStart
    }
    return pos
  }

  override decode(frame: Uint8Array): Uint8Array {
    const body = new Uint8Array(frame.length)
    let length = 0
    const end = frame.length - 1
    for (let code = 0; code < end;) {
      const count = frame[code] as number
      body.set(frame.subarray(code + 1, code + count), length)
      length += count - 1
      code += count
      if (count < 0xff && code < end) length++
    }
    return body.subarray(0, length)
  }
}

/**
 *     +------+-----------------+------+-----------+---+------+
 *     | code | code−1 bytes    | code | …         |   | 0x00 |     no byte before the last is zero
 *     +------+-----------------+------+-----------+---+------+
 */
export const cobs: Kind<CobsSpec> = {
  grammar: { says: 'Consistent Overhead Byte Stuffing: a zero ends each frame', keys: [] },
  cutter: (_spec, max) => new CobsCutter(max),
  encode(_spec, body, max) {
    const frame = new Uint8Array(body.length + Math.floor(body.length / 254) + 2)
    let code = 0
    let length = 1
    for (let index = 0; index < body.length; index++) {
      const byte = body[index] as number
      if (byte !== 0) frame[length++] = byte
      const full = length - code === 0xff
      if (byte !== 0 && !(full && index + 1 < body.length)) continue
      frame[code] = length - code
      code = length++
    }
    frame[code] = length - code
    const size = length + 1
    if (size > max) {
      const limit = max - Math.ceil(max / 255) - 1
      return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit }) }
    }
    return { ok: true, frame: frame.subarray(0, size) }
  },
  fields: (_spec, frame) => [
    { name: 'code', start: 0, end: 1, value: frame[0] ?? 0, text: String(frame[0] ?? 0) },
    { name: 'delimiter', start: frame.length - 1, end: frame.length, value: 0, text: '0x00' },
  ],
  sentence: () => 'A zero byte ends each frame. Removing the COBS stuffing gives the body.',
  diagram: () => [
    { name: 'stuffed body', size: undefined, role: 'body' },
    { name: '00', size: 1, role: 'trailer' },
  ],
}
