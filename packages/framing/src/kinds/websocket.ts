// `websocket`: the frames of RFC 6455, section 5.2, masked or not.
import { encodeError } from '../frames/errors.ts'
import type { HeaderField, Kind } from './kind.ts'
import { FAULT, MORE, SizedCutter } from '../cutters/sized-cutter.ts'
import type { WebsocketSpec } from '../spec/spec.ts'

const LONGEST_HEADER = 14
const OPCODES: Readonly<Record<number, string>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
}

class WebsocketCutter extends SizedCutter {
  constructor(max: number) {
    super(max, LONGEST_HEADER)
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    if (limit - at < 2) return MORE
    const first = bytes[at] as number
    const second = bytes[at + 1] as number
    const opcode = first & 0x0f
    const short = second & 0x7f
    if (!(opcode in OPCODES)) {
      return this.fail('HEADER_INVALID', FAULT, {
        value: `the opcode ${opcode}`,
        limit: 'one of 0 1 2 8 9 10',
      })
    }
    // RFC 7692, 6.1: only a message's first frame may say that it is compressed.
    if (opcode === 0 && (first & 0x40) !== 0) {
      const value = 'a continuation with the bit RSV1'
      return this.fail('HEADER_INVALID', FAULT, { value, limit: 'RSV1 only on the first frame of a message' })
    }
    if (opcode >= 8 && (first < 0x80 || short > 125)) {
      const value = first < 0x80 ? 'a fragmented control frame' : 'a control frame of more than 125 bytes'
      return this.fail('HEADER_INVALID', FAULT, { value, limit: 'an unfragmented one of at most 125 bytes' })
    }
    const header = headerSize(second)
    if (limit - at < header) return MORE
    this.header = header
    const size = header + lengthOf(bytes, at, short)
    return size > this.max ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max }) : size
  }

  /** Removes the mask; a body without one is the frame's own bytes. */
  override decode(frame: Uint8Array, header: number): Uint8Array {
    const body = frame.subarray(header)
    if (((frame[1] as number) & 0x80) === 0) return body
    const key = frame.subarray(header - 4, header)
    const plain = new Uint8Array(body.length)
    for (let index = 0; index < body.length; index++) {
      plain[index] = (body[index] as number) ^ (key[index & 3] as number)
    }
    return plain
  }
}

function headerSize(second: number): number {
  const short = second & 0x7f
  return 2 + (short === 127 ? 8 : short === 126 ? 2 : 0) + (second >= 0x80 ? 4 : 0)
}

function lengthOf(bytes: Uint8Array, at: number, short: number): number {
  if (short < 126) return short
  let length = 0
  for (let index = at + 2; index < at + (short === 126 ? 4 : 10); index++) {
    length = length * 256 + (bytes[index] as number)
  }
  return length
}

/**
 *      0               1               2                               +2 or +8        +4
 *     +---------------+-+-------------+-------------------------------+---------------+------+
 *     |F RSV  opcode  |M| length 7    | length 16 or 64 if 126 or 127 | mask, if M    | body |
 *     +---------------+-+-------------+-------------------------------+---------------+------+
 */
export const websocket: Kind<WebsocketSpec> = {
  grammar: { says: 'WebSocket frames, after their HTTP/1.1 upgrade if there is one', keys: [] },
  cutter: (_spec, max) => new WebsocketCutter(max),
  encode(_spec, body, max) {
    const head = 2 + (body.length > 0xffff ? 8 : body.length > 125 ? 2 : 0)
    const size = head + body.length
    if (size > max) {
      return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max - head }) }
    }
    const frame = new Uint8Array(size)
    frame[0] = 0x82
    frame[1] = head === 2 ? body.length : head === 4 ? 126 : 127
    let rest = body.length
    for (let index = head - 1; index > 1; index--) {
      frame[index] = rest % 256
      rest = Math.floor(rest / 256)
    }
    frame.set(body, head)
    return { ok: true, frame }
  },
  fields(_spec, frame) {
    const [first, second] = frame
    if (first === undefined || second === undefined || frame.length < headerSize(second)) return []
    const header = headerSize(second)
    const masked = second >= 0x80
    const length = lengthOf(frame, 0, second & 0x7f)
    const opcode = first & 0x0f
    const fields: HeaderField[] = [
      {
        name: 'fin',
        start: 0,
        end: 1,
        value: first >= 0x80,
        text: first >= 0x80 ? 'last fragment' : 'more follow',
      },
      { name: 'opcode', start: 0, end: 1, value: opcode, text: OPCODES[opcode] ?? `reserved ${opcode}` },
      { name: 'masked', start: 1, end: 2, value: masked, text: masked ? 'masked' : 'not masked' },
      { name: 'length', start: 1, end: header - (masked ? 4 : 0), value: length, text: String(length) },
    ]
    if (masked) {
      const text = Array.from(frame.subarray(header - 4, header), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join(' ')
      fields.push({ name: 'mask', start: header - 4, end: header, value: text, text })
    }
    return fields
  },
  sentence: () =>
    'HTTP/1.1 heads until the upgrade, then WebSocket frames: two bytes of flags and length, more length, a mask, the body.',
  diagram: () => [
    { name: 'flags', size: 1, role: 'header' },
    { name: 'length', size: undefined, role: 'length' },
    { name: 'mask', size: undefined, role: 'header' },
    { name: 'body', size: undefined, role: 'body' },
  ],
}
