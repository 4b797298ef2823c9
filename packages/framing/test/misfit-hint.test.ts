// What is said of bytes that do not fit: bytes of real protocols, from their specifications and from Python's struct.
import { expect, test } from 'vitest'
import { createFramer, FrameColumns, misfitHint, parseFraming } from '../src/index.ts'
import { hex, latin1 } from './every-cut.ts'

const hintOf = (text: string, bytes: Uint8Array): string => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const framer = createFramer(parsed.spec)
  framer.intervals(bytes, new FrameColumns())
  framer.end()
  if (!framer.error) throw new Error('the bytes fit')
  return misfitHint(parsed.spec, framer.error, { bytes: bytes.subarray(framer.error.offset), isAll: true })
}

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
