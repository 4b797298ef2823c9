// What is said of bytes that do not fit: bytes of real protocols, from their specifications and from Python's struct.
import { expect, test } from 'vitest'
import { createFramer, FrameColumns, misfitHint, parseFraming } from '../src/index.ts'
import { hex, latin1 } from './every-cut.ts'

const misfitOf = (text: string, bytes: Uint8Array) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const framer = createFramer(parsed.spec)
  const columns = new FrameColumns()
  framer.intervals(bytes, columns)
  framer.end()
  const { error } = framer
  if (!error) throw new Error('the bytes fit')
  const last = columns.count - 1
  const before = last < 0 ? undefined : bytes.subarray(columns.start[last], columns.end[last])
  return {
    error,
    hint: misfitHint(parsed.spec, error, { bytes: bytes.subarray(error.offset), isAll: true, before }),
  }
}

const hintOf = (text: string, bytes: Uint8Array): string => misfitOf(text, bytes).hint

test.each([
  ['kafka', latin1('GET /topics HTTP/1.1\r\nHost: localhost:9092\r\n\r\n'), 'an HTTP request'],
  ['length:u16be,max=9000', latin1('HTTP/1.1 400 Bad Request\r\n\r\n'), 'an HTTP answer'],
  ['nats', hex('16 03 01 00 f4 01 00 00 f0 03 03'), 'a TLS record'],
  ['length:u16be,max=9000', latin1('PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n'), 'a PROXY header of version 1'],
  ['tls', latin1('SSH-2.0-OpenSSH_9.6\r\n'), 'the greeting of SSH'],
])('%s is told what announces itself', (spec, bytes, known) => {
  expect(hintOf(spec, bytes)).toMatch(new RegExp(`: ${known}\\.$`))
})

test.each([
  // struct.pack('<I', 5) + b'hello' + struct.pack('<I', 7) + b'world!!'
  [
    'length:u32be',
    '05000000 68656c6c6f 07000000 776f726c642121',
    'In the other byte order the bytes fit: length:u32le.',
  ],
  [
    'struct:!I',
    '05000000 68656c6c6f 07000000 776f726c642121',
    'In the other byte order the bytes fit: struct:<I.',
  ],
  // The length counts its own two bytes: struct.pack('>H', 7) + b'hello'.
  [
    'length:u16be',
    '0007 68656c6c6f',
    'If the length counts its own field the bytes fit: length:u16be,adjust=-2.',
  ],
])('%s is told which rule near to it fits', (spec, bytes, says) => {
  expect(hintOf(spec, hex(bytes))).toContain(says)
})

test('digits in the place of a binary length are named (ISO 8583: the message type 0800)', () => {
  expect(hintOf('length:u16be', latin1('0800822000000000'))).toBe(
    'The frame begins with 30 38 30 30 38 32 32 30 (“08008220”). The bytes of its length are the digits “08”, and no binary number.',
  )
})

test('no rule is offered that does not fit, and a frame that only ends early is not explained', () => {
  expect(hintOf('length:u32be', hex('ffffffff 01020304'))).toBe(
    'The frame begins with ff ff ff ff 01 02 03 04.',
  )
  expect(hintOf('length:u32be', hex('00000005 6865'))).toBe('')
})

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  // Modbus/TCP: the protocol's number, bytes 2 and 3, is 0 (MODBUS Messaging on TCP/IP 1.0b, 3.1.3).
  ['modbus', hex('0103 0400 0a00 0b0000'), 0, 2, ' At byte 2 there is 04 00 0a 00 0b 00 00.'],
  // A second byte that is no CR: nats.node#6 sent a length of 10 for 9 bytes.
  [
    'nats',
    latin1(
      'MSG my.topic 2 9\r\n{foo:bar}\r\nMSG my.topic 2 10\r\n{foo:bar}\r\nMSG my.topic 2 9\r\n{foo:bar}\r\n',
    ),
    29,
    58,
    'The delimiter 0x0d 0x0a is at byte 57, 1 byte earlier, and what follows it fits.',
  ],
  [
    'netstring',
    latin1('5:hello,5:world!,3:abc,'),
    8,
    15,
    'At byte 15 there is 21 2c 33 3a 61 62 63 2c (“!,3:abc,”).',
  ],
  // The length field is at byte 1 of the second frame; 0x7fffffff bytes are too many.
  ['length:u32be,at=1', hex('01 00000001 61 02 7fffffff'), 6, 7, 'At byte 7 there is 7f ff ff ff.'],
  // FIX: BeginString, then 9=; here 8= again at byte 10.
  ['fix', latin1('8=FIX.4.4\x018=5\x01'), 0, 10, 'At byte 10 there is 38 3d 35 01.'],
  // RFC 8259: a control character in a string, at byte 5 of the second value.
  ['json', latin1('{"a":1}\n{"b":"\x01"}'), 8, 14, 'At byte 14 there is 01 22 7d.'],
  // RESP: the bulk string's 3 bytes are not followed by CR LF.
  ['redis', latin1('+OK\r\n$3\r\nabcd\r\n'), 5, 12, 'At byte 12 there is 64 0d 0a.'],
])('%s names the exact byte', (spec, bytes, offset, at, says) => {
  const { error, hint } = misfitOf(spec, bytes)
  expect([error.offset, error.at]).toEqual([offset, at])
  expect(hint).toContain(says)
})

test.each([
  // len('grüße') is 5, len('grüße'.encode()) is 7.
  [
    'netstring',
    utf8('5:grüße,2:ok,'),
    "the length counts the body's characters, and 2 more bytes are in them.",
  ],
  // struct.pack('!I', len(text)) + text.encode(), for 'grüße' and 'hello'.
  [
    'struct:!I',
    new Uint8Array([...hex('00000005'), ...utf8('grüße'), ...hex('00000005'), ...utf8('hello')]),
    'If the frame before this one is 2 bytes longer, what follows fits: its length counts the characters of UTF-8 text, and not its bytes.',
  ],
  [
    'content-length',
    utf8('Content-Length: 5\r\n\r\ngrüßeContent-Length: 2\r\n\r\nok'),
    'its length counts the characters of UTF-8 text',
  ],
])('%s is told of a length that counts characters', (spec, bytes, says) => {
  expect(hintOf(spec, bytes)).toContain(says)
})

test('a delimiter elsewhere is not named if what follows it does not fit', () => {
  expect(hintOf('netstring', latin1('6:hello,?'))).not.toContain('earlier')
})

test('a length that counts only what follows the header is told', () => {
  const parsed = parseFraming('length:u16be,header=4')
  if (!parsed.ok) throw new Error(parsed.error.message)
  // Two bytes of flags after the length: 0001 ffff 61, 0003 ffff 616263, 0002 ffff 6162.
  const bytes = hex('0001 ffff 61 0003 ffff 616263 0002 ffff 6162')
  const hint = misfitHint(parsed.spec, { code: 'FRAME_TOO_SHORT' }, { bytes, isAll: true })
  expect(hint).toContain(
    'If the length counts only what follows the header the bytes fit: length:u16be,header=4,adjust=2.',
  )
})
