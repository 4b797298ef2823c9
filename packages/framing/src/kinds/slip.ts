// `slip`: byte stuffing of RFC 1055: 0xC0 ends a frame, 0xDB escapes.
import { Cutter } from '../cutters/cutter.ts'
import { encodeError } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import { sayByte } from '../spec/marks.ts'
import type { SlipSpec } from '../spec/spec.ts'

const END = 0xc0
const ESC = 0xdb
const ESC_END = 0xdc
const ESC_ESC = 0xdd

class SlipCutter extends Cutter {
  readonly #max: number
  #escaped = false

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    const limit = chunk.length
    let start = this.frameStart - base
    let escaped = this.#escaped
    for (let pos = from; pos < limit; pos++) {
      const byte = chunk[pos] as number
      if (pos - start >= this.#max)
        return this.#stop('FRAME_TOO_LONG', base + start, pos, { limit: this.#max })
      if (escaped) {
        if (byte !== ESC_END && byte !== ESC_ESC) {
          const facts = { value: sayByte(byte), limit: '0xdc or 0xdd after 0xdb', within: pos - start }
          return this.#stop('STUFFING_INVALID', base + start, pos, facts)
        }
        escaped = false
      } else if (byte === ESC) {
        escaped = true
      } else if (byte === END) {
        // Senders may begin with an END to flush line noise. Two ENDs with nothing between them are not a frame.
        if (pos > start) out.push(base + start, base + pos + 1, 0, 1)
        start = pos + 1
        if (out.count >= last) {
          this.frameStart = base + start
          return start
        }
      }
    }
    this.#escaped = escaped
    this.frameStart = base + start
    return limit
  }

  override decode(frame: Uint8Array): Uint8Array {
    const end = frame.length - 1
    if (!frame.includes(ESC)) return frame.subarray(0, end)
    const body = new Uint8Array(end)
    let length = 0
    for (let index = 0; index < end; index++) {
      const byte = frame[index] as number
      body[length++] = byte === ESC ? (frame[++index] === ESC_END ? END : ESC) : byte
    }
    return body.subarray(0, length)
  }

  #stop(...[code, frameStart, index, facts]: StopArguments): number {
    this.frameStart = frameStart
    return this.fail(code, index, facts)
  }
}

type StopArguments = [
  code: 'FRAME_TOO_LONG' | 'STUFFING_INVALID',
  frameStart: number,
  index: number,
  facts: { value?: string; limit: number | string },
]

/**
 *     +---------------------------------------+------+
 *     | body: C0 as DB DC, DB as DB DD        | 0xC0 |
 *     +---------------------------------------+------+
 */
export const slip: Kind<SlipSpec> = {
  grammar: { says: 'SLIP byte stuffing: 0xC0 ends each frame', keys: [] },
  cutter: (_spec, max) => new SlipCutter(max),
  encode(_spec, body, max) {
    if (body.length === 0) {
      return { ok: false, error: encodeError('BODY_SIZE_WRONG', { value: 0, limit: 'at least 1 byte' }) }
    }
    const stuffed: number[] = []
    for (const byte of body) {
      if (byte === END) stuffed.push(ESC, ESC_END)
      else if (byte === ESC) stuffed.push(ESC, ESC_ESC)
      else stuffed.push(byte)
    }
    if (stuffed.length >= max) {
      return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - 1 }) }
    }
    return { ok: true, frame: Uint8Array.from([...stuffed, END]) }
  },
  fields: (_spec, frame) => [
    { name: 'delimiter', start: frame.length - 1, end: frame.length, value: END, text: '0xc0' },
  ],
  sentence: () => 'A byte C0 ends each frame. In the body, C0 is written as DB DC and DB as DB DD.',
  diagram: () => [
    { name: 'stuffed body', size: undefined, role: 'body' },
    { name: 'c0', size: 1, role: 'trailer' },
  ],
}
