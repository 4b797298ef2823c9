// Presets and kinds cut protocols whose bytes were assembled by hand: see protocols.ts.
import { expect, test } from 'vitest'
import { type FramingError, parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex } from './every-cut.ts'
import { PROTOCOLS } from './protocols.ts'

test.each(PROTOCOLS)('$spec cuts $name ($source)', ({ spec, bytes, lengths, side }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes], side)
  expect(whole.error).toBeUndefined()
  expect(whole.frames.map(([start, , , end]) => end - start)).toEqual(lengths)
  // layers.test.ts cuts its handshake of 3,073 bytes where it matters.
  if (spec === 'rtmp') return
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

// The largest frame that a protocol has is waited for; one byte more is refused as soon as its header is there.
test.each([
  // CQL binary protocol v4, 2.5: at most 256 MB.
  ['cassandra', '0400000007 10000000', '0400000007 10000001'],
  // MS-TDS, 2.2.3.1.3: at most 32,767 bytes with the header.
  ['tds', '0101 7fff 00000000', '0101 8000 00000000'],
  // IEC 60870-5-104: an APDU has at most 253 bytes after its length.
  ['iec104', '68fd 00000000', '68fe 00000000'],
  // gitprotocol-common: at most 65,520 bytes with the length.
  ['git', '66666630', '66666631'],
])('%s knows its longest frame', (text, longest, longer) => {
  expect(cutBy(text, hex(longest)).error).toBe('END_INSIDE_FRAME at 0')
  expect(cutBy(text, hex(longer)).error).toBe('FRAME_TOO_LONG at 0')
})

// Whatever the length field can say is valid: OASIS MQTT 5.0, 1.5.5; RFC 9113, 6.5.2; MS-SMB2, 2.1.
test.each([
  ['mqtt', '30 ffffff7f'],
  ['http2', 'ffffff 00 00 00000001'],
  ['smb', '00 ffffff'],
])('%s takes a frame of any length that its header can say', (text, longest) => {
  expect(cutBy(text, hex(longest), 'server').error).toBe('END_INSIDE_FRAME at 0')
})
