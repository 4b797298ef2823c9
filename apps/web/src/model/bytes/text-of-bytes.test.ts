import { expect, test } from 'vitest'
import { columnsOf, printableText } from './text-of-bytes.ts'

test.each([
  [[0x68, 0x65, 0x6c, 0x6c, 0x6f], 'hello'],
  [[0xe4, 0xbd, 0xa0], '你'],
  [[0x61, 0x0d, 0x0a], 'a⏎'],
  [[0x61, 0x09, 0x62], 'a⇥b'],
])('%o is text', (bytes, text) => expect(printableText(Uint8Array.from(bytes))).toBe(text))

test.each([[[0, 0, 0, 5]], [[0xe4, 0xbd]], [[0xff]], [[]], [[0x1b, 0x5b]]])('%o is no text', (bytes) =>
  expect(printableText(Uint8Array.from(bytes))).toBeUndefined(),
)

test('wide characters take two columns', () => {
  expect(columnsOf('hello')).toBe(5)
  expect(columnsOf('你好')).toBe(4)
  expect(columnsOf('😀 hi')).toBe(5)
})
