// `ber`: tag and length, as LDAP and SNMP over TCP write their messages. Source: X.690, 8.1.2 to 8.1.5.
import { encodeError } from '../frames/errors.ts'
import type { HeaderField, Kind } from './kind.ts'
import { markOf, sayByte } from '../spec/marks.ts'
import type { BerSpec } from '../spec/spec.ts'
import { BerCutter } from '../cutters/ber-cutter.ts'
import { STARTS_WORD } from './length.ts'

const SEQUENCE = 0x30

/**
 *     +-----+----------------+---------------------+
 *     | tag | length         |      contents       |     length: 05, or 82 01 00 for 256
 *     | 1–5 | 1–9            |                     |
 *     +-----+----------------+---------------------+
 *     | tag | 80             |  values   | 00 00   |     an indefinite length
 *     +-----+----------------+---------------------+
 */
export const ber: Kind<BerSpec> = {
  grammar: { says: 'tag and length, as in LDAP and SNMP', keys: [STARTS_WORD] },
  cutter: (spec, max) => new BerCutter(max, markOf(spec.starts)),
  encode(_spec, body, max) {
    const digits: number[] = []
    for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
    const head = body.length < 0x80 ? [SEQUENCE, body.length] : [SEQUENCE, 0x80 | digits.length, ...digits]
    const size = head.length + body.length
    if (size > max) {
      return {
        ok: false,
        error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - head.length }),
      }
    }
    const frame = new Uint8Array(size)
    frame.set(head)
    frame.set(body, head.length)
    return { ok: true, frame }
  },
  fields(_spec, frame) {
    let index = 1
    if (((frame[0] ?? 0) & 0x1f) === 0x1f) while ((frame[index++] ?? 0) >= 0x80);
    const first = frame[index]
    if (first === undefined) return []
    const count = first < 0x80 ? 0 : first & 0x7f
    const end = index + 1 + count
    if (end > frame.length) return []
    const length =
      count === 0 ? first : frame.subarray(index + 1, end).reduce((sum, byte) => sum * 256 + byte, 0)
    const tag = frame[0] ?? 0
    const classes = ['universal', 'application', 'context', 'private']
    const form = (tag & 0x20) === 0 ? 'primitive' : 'constructed'
    return [
      {
        name: 'tag',
        start: 0,
        end: index,
        value: tag,
        text: `${sayByte(tag)} ${classes[tag >> 6] ?? ''}, ${form}`,
      },
      {
        name: 'length',
        start: index,
        end,
        value: length,
        text: first === 0x80 ? 'indefinite' : String(length),
      },
    ] satisfies HeaderField[]
  },
  sentence: () =>
    'A frame is one BER value: its tag, its length, its contents; after an indefinite length, up to the two zeros that end it.',
  diagram: () => [
    { name: 'tag', size: undefined, role: 'header' },
    { name: 'length', size: undefined, role: 'length' },
    { name: 'contents', size: undefined, role: 'body' },
  ],
}
