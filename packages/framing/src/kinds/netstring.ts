// `netstring`: decimal length, colon, body, comma. Source: D. J. Bernstein, "Netstrings", 1997.
import { encodeError } from '../errors.ts'
import type { Kind } from '../kind.ts'
import { sayByte } from '../marks.ts'
import { FAULT, MORE, SizedCutter } from '../sized-cutter.ts'
import type { NetstringSpec } from '../spec.ts'

const COLON = 0x3a
const COMMA = 0x2c
/** Digits of 2⁵³, more than any limit needs. */
const MOST_DIGITS = 16

class NetstringCutter extends SizedCutter {
  constructor(max: number) {
    super(max, MOST_DIGITS + 1, [COMMA])
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    let value = 0
    for (let index = 0; index <= MOST_DIGITS; index++) {
      if (at + index === limit) return MORE
      const byte = bytes[at + index] as number
      if (byte === COLON && index > 0) {
        this.header = index + 1
        this.trailer = 1
        const size = value + index + 2
        return size > this.max ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max }) : size
      }
      const isDigit = byte >= 0x30 && byte <= 0x39
      if (!isDigit || (index > 0 && value === 0)) {
        const limits =
          index === 0 ? 'decimal digits' : index > 0 && value === 0 ? 'a : after 0' : 'a digit or :'
        return this.fail('LENGTH_INVALID', FAULT, { value: `interrupted by ${sayByte(byte)}`, limit: limits })
      }
      value = value * 10 + byte - 0x30
    }
    return this.fail('FRAME_TOO_LONG', FAULT, { limit: this.max })
  }
}

/**
 *     +-----------+-----+--------------+-----+
 *     |  digits   |  :  |     body     |  ,  |     header = digits + 1, trailer = 1
 *     +-----------+-----+--------------+-----+
 */
export const netstring: Kind<NetstringSpec> = {
  grammar: { says: 'a decimal length, a colon, the body, a comma: 5:hello,', keys: [] },
  cutter: (_spec, max) => new NetstringCutter(max),
  encode(_spec, body, max) {
    const head = `${body.length}:`
    const size = head.length + body.length + 1
    if (size > max) {
      return {
        ok: false,
        error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - head.length - 1 }),
      }
    }
    const frame = new Uint8Array(size)
    for (let index = 0; index < head.length; index++) frame[index] = head.charCodeAt(index)
    frame.set(body, head.length)
    frame[size - 1] = COMMA
    return { ok: true, frame }
  },
  fields(_spec, frame) {
    const colon = frame.indexOf(COLON)
    if (colon < 0) return []
    const text = String.fromCharCode(...frame.subarray(0, Math.min(colon, MOST_DIGITS)))
    return [{ name: 'length', start: 0, end: colon, value: Number(text), text }]
  },
  sentence: () => 'A frame is its body length in decimal digits, a colon, the body and a comma.',
  diagram: () => [
    { name: 'digits', size: undefined, role: 'length' },
    { name: ':', size: 1, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
    { name: ',', size: 1, role: 'trailer' },
  ],
}
