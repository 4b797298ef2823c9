// `fix`: FIX tag=value messages: BeginString, BodyLength, the body, CheckSum. Source: FIX 4.4 volume 1 and FIX
// Session Layer, "Standard message header" and "trailer": BodyLength counts the bytes after its own field, up to and
// including the delimiter before `10=`.
import { encodeError } from '../frames/errors.ts'
import type { HeaderField, Kind } from './kind.ts'
import { sayByte } from '../spec/marks.ts'
import { FAULT, MORE, SizedCutter } from '../cutters/sized-cutter.ts'
import type { FixSpec } from '../spec/spec.ts'

const SOH = 1
/** At most this many bytes in BeginString's value: `FIXT.1.1` has 8. */
const MOST_BEGIN = 16
const MOST_DIGITS = 10
/** `10=ccc` and the delimiter. `c` is a digit; the framing does not check the sum. */
const CHECKSUM_FIELD = [0x31, 0x30, 0x3d, -1, -1, -1, SOH]

class FixCutter extends SizedCutter {
  constructor(max: number) {
    super(max, 2 + MOST_BEGIN + 1 + 2 + MOST_DIGITS + 1, CHECKSUM_FIELD)
    this.trailer = CHECKSUM_FIELD.length
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    const begin = this.#tag(bytes, at, at, limit, 0x38, '8=')
    if (begin <= 0) return begin
    let index = begin
    while (index < limit && bytes[index] !== SOH && index - begin < MOST_BEGIN) index++
    if (index === limit) return MORE
    if (bytes[index] !== SOH) {
      const facts = { value: 'a BeginString without an end', limit: `at most ${MOST_BEGIN} bytes and 0x01` }
      return this.fail('HEADER_INVALID', FAULT, facts)
    }
    const digits = this.#tag(bytes, at, index + 1, limit, 0x39, '9=')
    if (digits <= 0) return digits
    return this.#bodyLength(bytes, at, digits, limit)
  }

  /** Index after the `tag=` that begins at `at`, in the frame that begins at `start`; or MORE, or FAULT. */
  #tag(bytes: Uint8Array, start: number, at: number, limit: number, tag: number, text: string): number {
    if (at >= limit) return MORE
    if (bytes[at] !== tag)
      return this.fail('START_WRONG', FAULT, { value: sayByte(bytes[at]), limit: text, within: at - start })
    if (at + 1 >= limit) return MORE
    if (bytes[at + 1] !== 0x3d)
      return this.fail('START_WRONG', FAULT, {
        value: sayByte(bytes[at + 1]),
        limit: text,
        within: at + 1 - start,
      })
    return at + 2
  }

  #bodyLength(bytes: Uint8Array, at: number, first: number, limit: number): number {
    let value = 0
    for (let index = first; index <= first + MOST_DIGITS; index++) {
      if (index >= limit) return MORE
      const byte = bytes[index] as number
      if (byte === SOH && index > first) {
        this.header = index + 1 - at
        const size = this.header + value + CHECKSUM_FIELD.length
        return size > this.max
          ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max, within: first - at })
          : size
      }
      if (byte < 0x30 || byte > 0x39) {
        const facts = {
          value: `interrupted by ${sayByte(byte)}`,
          limit: 'decimal digits and 0x01',
          within: index - at,
        }
        return this.fail('LENGTH_INVALID', FAULT, facts)
      }
      value = value * 10 + byte - 0x30
    }
    return this.fail('FRAME_TOO_LONG', FAULT, { limit: this.max })
  }
}

/**
 *     +--------------+--------+----------------------+---------+
 *     |  8=FIX.4.4|  |  9=N|  |   body: 35=… |       | 10=ccc| |     | is 0x01; trailer 7
 *     +--------------+--------+----------------------+---------+
 *                             |<-------- N --------->|
 */
export const fix: Kind<FixSpec> = {
  grammar: { says: 'FIX tag=value messages: 8=…, 9=length, …, 10=checksum', keys: [] },
  cutter: (_spec, max) => new FixCutter(max),
  encode(_spec, body, max) {
    const head = `8=FIX.4.4\x019=${body.length}\x01`
    const size = head.length + body.length + CHECKSUM_FIELD.length
    if (size > max) {
      const limit = max - head.length - CHECKSUM_FIELD.length
      return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit }) }
    }
    const frame = new Uint8Array(size)
    write(frame, 0, head)
    frame.set(body, head.length)
    const sum = frame.reduce((total, byte) => (total + byte) & 0xff, 0)
    write(frame, head.length + body.length, `10=${String(sum).padStart(3, '0')}\x01`)
    return { ok: true, frame }
  },
  fields(_spec, frame) {
    const fields: HeaderField[] = []
    let start = 0
    for (const name of ['BeginString', 'BodyLength']) {
      const end = frame.indexOf(SOH, start)
      if (end < 0) return fields
      const text = String.fromCharCode(...frame.subarray(start + 2, Math.min(end, start + 40)))
      fields.push({ name, start, end: end + 1, value: name === 'BodyLength' ? Number(text) : text, text })
      start = end + 1
    }
    const sum = frame.length - CHECKSUM_FIELD.length
    if (sum >= start) {
      const text = String.fromCharCode(...frame.subarray(sum + 3, sum + 6))
      fields.push({ name: 'CheckSum', start: sum, end: frame.length, value: text, text })
    }
    return fields
  },
  sentence: () => 'A frame begins with 8=…; its 9= says how many bytes follow; 10=ccc and a 0x01 end it.',
  diagram: () => [
    { name: '8=…', size: undefined, role: 'header' },
    { name: '9=N', size: undefined, role: 'length' },
    { name: 'body', size: undefined, role: 'body' },
    { name: '10=ccc', size: CHECKSUM_FIELD.length, role: 'trailer' },
  ],
}

function write(frame: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) frame[at + index] = text.charCodeAt(index)
}
