// `ber`: tag and definite length, as LDAP and SNMP over TCP write their messages. Source: X.690, 8.1.2 and 8.1.3.
import { encodeError } from '../errors.ts'
import type { HeaderField, Kind } from '../kind.ts'
import { sayByte } from '../marks.ts'
import { FAULT, MORE, SizedCutter } from '../sized-cutter.ts'
import type { BerSpec } from '../spec.ts'

/** At most this many tag bytes: one, and four more for tags above 30. */
const MOST_TAG = 5
/** At most this many length bytes after the one that counts them. */
const MOST_LENGTH = 8
const SEQUENCE = 0x30

class BerCutter extends SizedCutter {
  constructor(max: number) {
    super(max, MOST_TAG + 1 + MOST_LENGTH)
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    let index = at + 1
    if (((bytes[at] as number) & 0x1f) === 0x1f) {
      do {
        if (index === limit) return MORE
        if (index - at >= MOST_TAG) {
          return this.fail('HEADER_INVALID', FAULT, {
            value: 'a longer tag',
            limit: `at most ${MOST_TAG} bytes of tag`,
          })
        }
      } while ((bytes[index++] as number) >= 0x80)
    }
    if (index === limit) return MORE
    const within = index - at
    const first = bytes[index++] as number
    let length = first
    if (first >= 0x80) {
      const count = first & 0x7f
      if (count === 0 || count > MOST_LENGTH) {
        const value = count === 0 ? 'indefinite (0x80)' : `${count} bytes long (${sayByte(first)})`
        return this.fail('LENGTH_INVALID', FAULT, {
          value,
          limit: `definite and at most ${MOST_LENGTH} bytes long`,
          within,
        })
      }
      if (index + count > limit) return MORE
      length = 0
      for (const last = index + count; index < last; index++) length = length * 256 + (bytes[index] as number)
    }
    this.header = index - at
    const size = this.header + length
    return size > this.max
      ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max, within })
      : size
  }
}

/**
 *     +-----+----------------+---------------------+
 *     | tag | length         |      contents       |     length: 05, or 82 01 00 for 256
 *     | 1–5 | 1–9            |                     |
 *     +-----+----------------+---------------------+
 */
export const ber: Kind<BerSpec> = {
  grammar: { says: 'tag and definite length, as in LDAP and SNMP', keys: [] },
  cutter: (_spec, max) => new BerCutter(max),
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
      { name: 'length', start: index, end, value: length, text: String(length) },
    ] satisfies HeaderField[]
  },
  sentence: () => 'A frame is one BER value: its tag, its definite length, its contents.',
  diagram: () => [
    { name: 'tag', size: undefined, role: 'header' },
    { name: 'length', size: undefined, role: 'length' },
    { name: 'contents', size: undefined, role: 'body' },
  ],
}
