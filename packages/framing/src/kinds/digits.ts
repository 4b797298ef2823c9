// `digits:…`: a decimal length in ASCII, a separator, the body, as in RFC 6587's `5 hello`. Netstrings use the same
// cutter.
import { encodeError } from '../frames/errors.ts'
import { bytesOf, printBytes } from '../frames/escapes.ts'
import type { EncodeResult, HeaderField, Kind } from './kind.ts'
import { exampleOf, markOf, sayByte, type Mark } from '../spec/marks.ts'
import { FAULT, MORE, SizedCutter } from '../cutters/sized-cutter.ts'
import type { DigitsSpec } from '../spec/spec.ts'

/** The digits of 2⁵³: more than any limit needs. */
const MOST_DIGITS = 16

const EXAMPLES = ['\\s', '\\n', ':', '\\r\\n']
/** The most bytes after the digits. */
const LONGEST = 4

/** What is around the body: the separator after the digits, and the frame's last bytes. */
interface Around {
  readonly separator: readonly number[]
  readonly ends: Mark
}

export class DigitsCutter extends SizedCutter {
  readonly #separator: readonly number[]

  constructor({ separator, ends }: Around, max: number) {
    super(max, MOST_DIGITS + separator.length, ends)
    this.#separator = separator
    this.trailer = ends.length
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    let value = 0
    for (let index = 0; index <= MOST_DIGITS; index++) {
      if (at + index === limit) return MORE
      const byte = bytes[at + index] as number
      if (byte === this.#separator[0] && index > 0) {
        for (let more = 1; more < this.#separator.length; more++) {
          if (at + index + more === limit) return MORE
          const next = bytes[at + index + more] as number
          if (next !== this.#separator[more]) return this.#failDigits(next, index + more, value)
        }
        this.header = index + this.#separator.length
        const size = this.header + value + this.trailer
        return size > this.max ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max }) : size
      }
      const isDigit = byte >= 0x30 && byte <= 0x39
      if (!isDigit || (index > 0 && value === 0)) return this.#failDigits(byte, index, value)
      value = value * 10 + byte - 0x30
    }
    return this.fail('FRAME_TOO_LONG', FAULT, { limit: this.max })
  }

  /** Neither a digit nor the separator; or a leading zero, because a length may be written in only one way. */
  #failDigits(byte: number, index: number, value: number): number {
    const end = printBytes(String.fromCharCode(...this.#separator))
    const zero = value === 0 ? `a ${end} after 0` : `a digit or ${end}`
    const limit = index === 0 ? 'decimal digits' : zero
    return this.fail('LENGTH_INVALID', FAULT, {
      value: `interrupted by ${sayByte(byte)}`,
      limit,
      within: index,
    })
  }
}

/** The body between its digits and the frame's end. */
export function encodeDigits({ separator, ends }: Around, body: Uint8Array, max: number): EncodeResult {
  const head = `${body.length}${String.fromCharCode(...separator)}`
  const around = head.length + ends.length
  if (body.length + around > max) {
    return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - around }) }
  }
  const frame = new Uint8Array(body.length + around)
  frame.set(bytesOf(head))
  frame.set(body, head.length)
  ends.forEach((byte, index) => (frame[head.length + body.length + index] = exampleOf(byte)))
  return { ok: true, frame }
}

/** The digits before the separator. */
export function digitsField(separator: number, frame: Uint8Array): readonly HeaderField[] {
  const end = frame.indexOf(separator)
  if (end < 0) return []
  const text = String.fromCharCode(...frame.subarray(0, Math.min(end, MOST_DIGITS)))
  return [{ name: 'length', start: 0, end, value: Number(text), text }]
}

const separatorOf = (spec: DigitsSpec) => bytesOf(spec.delimiters.join(''))
const aroundOf = (spec: DigitsSpec) => ({ separator: [...separatorOf(spec)], ends: markOf(spec.ends) })

/**
 *     digits:\s
 *     +-----------+-------+--------------+
 *     |  digits   | space |     body     |     header = digits + 1
 *     +-----------+-------+--------------+
 */
export const digits: Kind<DigitsSpec> = {
  grammar: {
    says: 'a decimal length in ASCII, a separator, the body: 5 hello',
    argument: {
      name: 'delimiters',
      type: { is: 'delimiters', examples: EXAMPLES },
      says: 'the bytes after the digits: \\s for a space, \\n, \\r\\n, :',
    },
    keys: [{ name: 'ends', type: { is: 'mark' }, says: 'the bytes that every frame ends with, in hex' }],
  },
  check(spec) {
    const separator = spec.delimiters.join('')
    if (spec.delimiters.length === 1 && separator.length <= LONGEST && !/\d/.test(separator)) return undefined
    const message = `“${spec.delimiters.map(printBytes).join('|')}” cannot end the digits: it must be at most ${LONGEST} bytes without digits.`
    return { word: 'delimiters', message, expected: EXAMPLES }
  },
  cutter: (spec, max) => new DigitsCutter(aroundOf(spec), max),
  encode: (spec, body, max) => encodeDigits(aroundOf(spec), body, max),
  fields: (spec, frame) => digitsField(separatorOf(spec)[0] ?? 0, frame),
  sentence: (spec) =>
    `A frame is the body's length in decimal digits, ${spec.delimiters.join('').length === 1 ? 'one ' : ''}${separatorName(spec)}, and that many bytes of body.`,
  diagram: (spec) => [
    { name: 'digits', size: undefined, role: 'length' },
    { name: separatorName(spec), size: spec.delimiters.join('').length, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
    ...(spec.ends === undefined
      ? []
      : [{ name: spec.ends, size: markOf(spec.ends).length, role: 'trailer' as const }]),
  ],
}

function separatorName(spec: DigitsSpec): string {
  return spec.delimiters[0] === ' ' ? 'space' : spec.delimiters.map(printBytes).join('')
}
