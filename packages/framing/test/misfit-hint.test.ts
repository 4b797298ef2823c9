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
  // RFC 2326, 6.1; RFC 3261, 7.1.
  ['length:u32be', latin1('OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n'), 'an RTSP request'],
  ['length:u32be', latin1('RTSP/1.0 200 OK\r\n\r\n'), 'an RTSP answer'],
  ['length:u32be', latin1('INVITE sip:a@b.example SIP/2.0\r\n\r\n'), 'a SIP request'],
  // RFC 5321, 4.2; RFC 959, 5.4; RFC 9051, 7.1; RFC 1939, 3.
  ['length:u32be', latin1('220 mail.example.com ESMTP\r\n'), 'an answer of SMTP or FTP'],
  ['length:u32be', latin1('220-Welcome\r\n220 ready\r\n'), 'an answer of SMTP or FTP'],
  ['length:u32be', latin1('* OK [CAPABILITY IMAP4rev1] ready\r\n'), 'the greeting of IMAP'],
  ['length:u32be', latin1('+OK POP3 server ready\r\n'), 'an answer of Redis or POP3'],
  ['length:u32be', latin1('-NOAUTH Authentication required.\r\n'), 'a message of Redis'],
  ['length:u32be', latin1('{"jsonrpc":"2.0","id":1}\n'), 'JSON'],
  ['length:u32be', latin1('[{"a":1},{"b":2}]'), 'JSON'],
  ['length:u32be', latin1('<?xml version="1.0"?><stream:stream>'), 'XML'],
  ['length:u32be', latin1('RFB 003.008\n'), 'the greeting of VNC'],
  ['length:u32be', latin1('INFO {"server_id":"x"}\r\n'), 'a line of NATS'],
  ['length:u16be', latin1('0032git-upload-pack /project.git\0host=a\0'), 'a pkt-line of Git'],
  // RFC 5246, E.2; RFC 4271, 4.1; 37/ZMTP; MySQL's HandshakeV10; PostgreSQL 53.7; MQTT 3.1.1, 3.1; MS-SMB2, 2.2.1; RFC 1006.
  ['length:u32be', hex('802e 01 0301 0015 0000 0010'), 'a TLS hello in the form of SSL 2.0'],
  ['length:u32be', hex(`${'ff'.repeat(16)} 0013 04`), 'a message of BGP'],
  ['length:u32be', hex('ff 0000000000000001 7f 03 00 4e554c4c'), 'the greeting of ZeroMQ'],
  ['length:u32be', hex('4a000000 0a 382e302e333200 08000000'), 'the greeting of MySQL'],
  ['length:u32le', hex('00000012 00030000 7573657200 61626300 00'), 'the start of PostgreSQL'],
  ['length:u32be', hex('1010 0004 4d515454 04 02 003c 0004 61626364'), 'a CONNECT of MQTT'],
  ['length:u32le', hex('00000045 fe534d42 4000'), 'a message of SMB'],
  ['length:u32be', hex('03000013 0e e0 0000 0000 00 0100080000000000'), 'a TPKT packet, as of RDP'],
  // RFC 4511, 4.2: an anonymous bind.
  ['length:u32be', hex('300c 020101 6007 020103 0400 8000'), 'a message of LDAP'],
])('%s is told what announces itself', (spec, bytes, known) => {
  expect(hintOf(spec, bytes)).toContain(`: ${known}.`)
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

test.each([
  // struct.pack('>I', len(text) + 4) + text.encode(), for 'hello' and 'world, this is': the first takes 4 bytes of the second.
  [
    'length:u32be',
    '00000009 68656c6c6f 00000012 776f726c642c2074686973206973',
    'If the length counts its own field the bytes fit, from the frame before on: length:u32be,adjust=-4.',
  ],
  // The length counts all 6 bytes of the header, too.
  [
    'length:u16be,at=4',
    '41424344 000b 68656c6c6f 41424344 0014 776f726c642c2074686973206973',
    'If the length counts the header the bytes fit, from the frame before on: length:u16be,at=4,adjust=-6.',
  ],
  // The rule takes away what the sender does not count.
  [
    'length:u32be,adjust=-4',
    '00000005 68656c6c6f 0000000e 776f726c642c2074686973206973',
    'If the length counts only what follows it the bytes fit, from the frame before on: length:u32be.',
  ],
  // b'%08d' % len(text): four digits would be a length of nothing first.
  [
    'length:u32be',
    '3030303030303035 68656c6c6f 3030303030303033 616263',
    'As 8 digits the bytes fit: length:dec8.',
  ],
  ['length:dec4', '00000005 68656c6c6f 00000003 616263', 'As a binary number the bytes fit: length:u32be.'],
  ['length:u32be,max=4', '00000003 616263', 'With a larger max= the bytes fit: length:u32be,max=16777216.'],
  [
    'length:u32be',
    '0005 68656c6c6f 0003 616263 0005 776f726c64',
    'With a length of 2 bytes the bytes fit: length:u16be.',
  ],
  ['length:u32be', '353a68656c6c6f2c 333a6162632c 313a782c', 'As netstrings the bytes fit: netstring.'],
])('%s is told which rule fits that is wrong in another way', (spec, bytes, says) => {
  expect(hintOf(spec, hex(bytes))).toContain(says)
})

test('random bytes are seldom told that a rule fits, because hardly any does', () => {
  // A linear congruential generator (Numerical Recipes, 7.1).
  let state = 20
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24
  const specs = [
    'length:u32be',
    'length:u16be',
    'length:u24le',
    'length:u8',
    'length:u16be,at=2',
    'netstring',
  ]
  const told = Array.from({ length: 600 }, (_, k) => {
    const bytes = Uint8Array.from({ length: 512 }, random)
    const text = specs[k % specs.length] ?? ''
    const spec = parseFraming(text)
    if (!spec.ok) throw new Error(spec.error.message)
    const hint = misfitHint(spec.spec, { code: 'FRAME_TOO_LONG' }, { bytes, isAll: k % 2 === 0 })
    return /fits?[:,.]/.test(hint) ? [`${text} ${hint}`] : []
  }).flat()
  expect(told.length, told.join('\n')).toBeLessThanOrEqual(3)
})

test('digits in the place of a binary length are named (ISO 8583: the message type 0800)', () => {
  expect(hintOf('length:u16be', latin1('0800822000000000'))).toBe(
    'The frame begins with 30 38 30 30 38 32 32 30 (“08008220”). The bytes of its length are the digits “08”, and no binary number.',
  )
})

test('no rule is offered that does not fit, nor for a frame that only ends early', () => {
  expect(hintOf('length:u32be', hex('ffffffff 01020304'))).toBe(
    'The frame begins with ff ff ff ff 01 02 03 04.',
  )
  expect(hintOf('length:u32be', hex('00000005 6865'))).toBe('The frame begins with 00 00 00 05 68 65.')
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
  // 'grüße', '你好' and 'é', each counted by its characters: what follows has the same fault.
  [
    'length:u16be',
    new Uint8Array([
      ...hex('0005'),
      ...utf8('grüße'),
      ...hex('0002'),
      ...utf8('你好'),
      ...hex('0001'),
      ...utf8('é'),
    ]),
    'If the frame before this one is 2 bytes longer, what follows fits: its length counts the characters of UTF-8 text, and not its bytes.',
  ],
  [
    'netstring',
    utf8('2:你好,1:é,2:ok,'),
    "the length counts the body's characters, and 4 more bytes are in them.",
  ],
  // '你好ab'.encode('gbk') is c4e3 bac3 6162.
  [
    'length:u16be',
    hex('0004 c4e3bac36162 0002 6f6b 0003 616263'),
    'If the frame before this one is 2 bytes longer, what follows fits: its length counts the characters of GBK text, and not its bytes.',
  ],
  [
    'netstring',
    hex('343a c4e3bac36162 2c 323a6f6b2c'),
    "the length counts the body's characters, and 2 more",
  ],
  // '😀ok' has 4 units of UTF-16 and 6 bytes of UTF-8.
  [
    'length:u32be',
    new Uint8Array([...hex('00000004'), ...utf8('😀ok'), ...hex('00000002'), ...utf8('ok')]),
    'its length counts the UTF-16 units of what is sent as UTF-8 text, and not its bytes.',
  ],
  // 'hello'.encode('utf-16-le')
  [
    'length:u16be',
    hex('0005 680065006c006c006f00 0002 6f006b00'),
    'If the frame before this one is 5 bytes longer, what follows fits: its length counts the units of UTF-16 text, and not its bytes.',
  ],
  [
    'redis',
    utf8('$1\r\né\r\n+OK\r\n'),
    "the length counts the body's characters, and 1 more byte is in them.",
  ],
  [
    'content-length',
    utf8('Content-Length: 5\r\n\r\ngrüßeContent-Length: 2\r\n\r\nok'),
    'its length counts the characters of UTF-8 text',
  ],
])('%s is told of a length that counts characters', (spec, bytes, says) => {
  expect(hintOf(spec, bytes)).toContain(says)
})

test.each([
  [
    'nats',
    'PUB a 5\r\nhello!\r\nPING\r\n',
    'The delimiter 0x0d 0x0a is at byte 15, 1 byte later, and what follows it fits.',
  ],
  ['redis', '$6\r\nhello\r\n+OK\r\n', 'is at byte 9, 1 byte earlier, and what follows it fits.'],
])('%s is told of a delimiter that is a byte away', (spec, bytes, says) => {
  expect(hintOf(spec, latin1(bytes))).toContain(says)
})

test('a frame that ends early, after as many bytes as the frame before it has, is not told of UTF-16', () => {
  // struct.pack('>H', 5) + b'hello', then 5 bytes of a frame of 82.
  expect(hintOf('length:u16be', hex('0005 68656c6c6f 0050 616263'))).toBe(
    'The frame begins with 00 50 61 62 63.',
  )
})

test('a delimiter elsewhere is not named if what follows it does not fit', () => {
  expect(hintOf('netstring', latin1('6:hello,?'))).not.toContain('earlier')
  // AMQP: the end of the first frame is cd; ce is that of the second one.
  expect(hintOf('amqp091', hex('01000000000001 61 cd 01000000000001 61 ce'))).not.toContain('later')
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

test('a delimiter is found before its place also if the next message has one soon after it', () => {
  // NATS client protocol, PUB: 10 bytes were promised, and 5 came; the next PUB's line ends 4 bytes after the wrong place.
  expect(hintOf('nats', latin1('PUB a 10\r\nhello\r\nPUB a 5\r\nworld\r\n'))).toContain(
    'The delimiter 0x0d 0x0a is at byte 15, 5 bytes earlier, and what follows it fits.',
  )
})

test('the other byte order is tried for a preset of one part, too', () => {
  // SMPP 3.4, 3.2 and 4.1.6: bind_transceiver_resp of “SMSC” with its four integers in the wrong order, three times.
  expect(hintOf('smpp', hex('15000000 09000080 00000000 01000000 534d534300'.repeat(3)))).toContain(
    'In the other byte order the bytes fit: length:u32le,header=16,adjust=-4.',
  )
  // Kafka protocol guide, "Common Request and Response Structure": a size of 10 in little-endian order.
  expect(hintOf('kafka', hex('0a000000 0012 0000 00000001 ffff'.repeat(2)))).toContain(
    'In the other byte order the bytes fit: length:i32le',
  )
})
