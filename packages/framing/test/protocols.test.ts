// Presets and kinds cut protocols whose bytes were assembled by hand: see protocols.ts.
import { expect, test } from 'vitest'
import { type FramingError, parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex } from './every-cut.ts'
import { PROTOCOLS } from './protocols.ts'

test.each(PROTOCOLS)('$spec cuts $name ($source)', ({ name, spec, bytes, lengths, side }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes], side)
  expect(whole.error).toBeUndefined()
  expect(whole.frames.map(([start, , , end]) => end - start)).toEqual(lengths)
  // The data that a proxy carries has no frames: there each piece is one.
  if (spec === 'socks5' && !name.startsWith('TLS')) return
  for (const pieces of everyCut(bytes, 5)) expect(accountOf(parsed.spec, pieces, side)).toEqual(whole)
})

test('mllp gives the message without the byte that begins its block', () => {
  const parsed = parseFraming('mllp')
  if (!parsed.ok) throw new Error(parsed.error.message)
  expect(accountOf(parsed.spec, [hex('0b 4d5348 1c0d')]).bodies).toEqual(['MSH'])
})

const errorOf = (json: string): string => {
  const { code, offset } = JSON.parse(json) as FramingError
  return `${code} at ${offset}`
}

/** `[start, end)` of each frame, and the error's code with the offset of its frame. */
const cutBy = (text: string, bytes: Uint8Array, side: 'client' | 'server' = 'client') => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes], side)
  for (const pieces of everyCut(bytes, 5)) expect(accountOf(parsed.spec, pieces, side)).toEqual(whole)
  return {
    frames: whole.frames.map(([start, , , end]) => [start, end]),
    error: whole.error && errorOf(whole.error),
  }
}

const MESSAGE = 'MSH|^~\\&|A|B|C|D|20230101||ADT^A01|1|P|2.3\rPID||7\r'

test.each([
  // HL7 MLLP, release 1: each block begins with 0b. Before, the byte 00 was taken for one in silence.
  [
    'mllp',
    `\x0b${MESSAGE}\x1c\r\0\x0b${MESSAGE}\x1c\r`,
    [[0, MESSAGE.length + 3]],
    `START_WRONG at ${MESSAGE.length + 3}`,
  ],
  ['mllp', `${MESSAGE}\x1c\r`, [], 'START_WRONG at 0'],
  // JT/T 808, 4.4.1: 7e at both ends.
  [
    'delimiter:\\x7e,starts=7e',
    '~one~~two~~~',
    [
      [0, 5],
      [5, 10],
      [10, 12],
    ],
    undefined,
  ],
  [
    'delimiter:\\x7e,starts=7e,max=6',
    '~one~~four~~',
    [
      [0, 5],
      [5, 11],
    ],
    'END_INSIDE_FRAME at 11',
  ],
  ['delimiter:\\x7e,starts=7e,max=5', '~one~~four~', [[0, 5]], 'FRAME_TOO_LONG at 5'],
  // NATS client protocol: POST is none of its operations.
  ['nats', 'PING\r\nPOST / HTTP/1.1\r\n', [[0, 6]], 'HEADER_INVALID at 6'],
  // PostgreSQL 17, 53.7, from the middle of a connection: a query "SELECT 1", and Terminate.
  [
    'postgres',
    'Q\0\0\0\x0dSELECT 1\0X\0\0\0\x04',
    [
      [0, 14],
      [14, 19],
    ],
    undefined,
  ],
  ['postgres', 'X\0\0\0\x04', [[0, 5]], undefined],
  // Modicon's messaging guide, 4.1: at most 260 bytes. So text is refused at once.
  ['modbus', '\0\x01\0\0Host', [], 'FRAME_TOO_LONG at 0'],
  // RFC 9112, 5.2: a folded line continues its header. RFC 9110, 8.6 and 5.6.1: zeros in front, empty items.
  ['http1', 'POST / HTTP/1.1\r\nContent-Length:\r\n 3\r\n\r\nabc', [[0, 43]], undefined],
  ['http1', 'POST / HTTP/1.1\r\nContent-Length: 03, ,3\r\n\r\nabc', [[0, 46]], undefined],
  ['http1', 'GET /a b HTTP/1.1\r\n\r\n', [[0, 21]], undefined],
])('%s cuts %j', (spec, text, frames, error) => {
  expect(cutBy(spec, Buffer.from(text, 'latin1'))).toEqual({ frames, error })
})

test('kafka takes as much as a broker does by itself: 100 MiB (socket.request.max.bytes)', () => {
  const parsed = parseFraming('kafka')
  if (!parsed.ok) throw new Error(parsed.error.message)
  const at = (length: number) => {
    const header = Buffer.alloc(4)
    header.writeInt32BE(length)
    return errorOf(accountOf(parsed.spec, [header]).error ?? '')
  }
  expect([at(104_857_600), at(104_857_601)]).toEqual(['END_INSIDE_FRAME at 0', 'FRAME_TOO_LONG at 0'])
})
