import { expect, test } from 'vitest'
import { cText, hexText, plainText, pythonText } from './copies.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

// Expected values are CPython's own: repr(b'…').
test.each([
  [bytes('helloworld'), "b'helloworld'"],
  [Uint8Array.of(0, 0, 0, 5, 0x68), "b'\\x00\\x00\\x00\\x05h'"],
  [bytes("it's"), 'b"it\'s"'],
  [bytes('it\'s "so"'), "b'it\\'s \"so\"'"],
  [bytes('a\\b\t\r\n'), "b'a\\\\b\\t\\r\\n'"],
  [Uint8Array.of(0x7f, 0xff), "b'\\x7f\\xff'"],
])('bytes print as Python prints them (%#)', (given, text) => expect(pythonText(given)).toBe(text))

test('hex has two digits a byte', () => expect(hexText(Uint8Array.of(0, 15, 255))).toBe('00 0f ff'))

test('text is in the chosen encoding', () => {
  // CPython: '你好'.encode('gbk').
  expect(plainText(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3), 'gbk')).toBe('你好')
  expect(plainText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
})

test.each([
  [
    bytes('\0\0\0\u0005hello'),
    'unsigned char data[9] = {0x00, 0x00, 0x00, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f};',
  ],
  [
    Uint8Array.from({ length: 13 }, (_, k) => 0xf3 + k),
    'unsigned char data[13] = {\n  0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe,\n  0xff\n};',
  ],
  [new Uint8Array(0), '/* no bytes */'],
])('bytes are a C array (%#)', (given, text) => expect(cText(given)).toBe(text))
