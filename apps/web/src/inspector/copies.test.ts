import { expect, test } from 'vitest'
import { hexText, pythonText } from './copies.ts'

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
