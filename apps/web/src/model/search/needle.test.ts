import { expect, test } from 'vitest'
import { looksLike, readNeedle } from './needle.ts'

test.each([
  ['68 65 6c 6c 6f', 'hex'],
  ['0x68656c', 'hex'],
  ['\\x68\\x65', 'hex'],
  ['68:65:6C', 'hex'],
  ['hello', 'text'],
  ['68', 'text'],
  ['bad', 'text'],
  ['0x', 'text'],
] as const)('%s looks like %s', (text, kind) => expect(looksLike(text)).toBe(kind))

test.each([
  ['hello', 'text', [104, 101, 108, 108, 111]],
  ['a\\r\\n\\0\\t\\\\', 'text', [97, 13, 10, 0, 9, 92]],
  ['\\x7fé', 'text', [0x7f, 0xc3, 0xa9]],
  ['a\\q', 'text', [97, 92, 113]],
  ['68 65 6c', 'hex', [104, 101, 108]],
  ['0x6865', 'hex', [104, 101]],
] as const)('%s as %s is the bytes %j', (text, kind, bytes) =>
  expect(readNeedle(text, kind)).toEqual({ ok: true, bytes: Uint8Array.from(bytes) }),
)

test('half a byte and too many bytes are refused with a sentence', () => {
  expect(readNeedle('686', 'hex')).toEqual({
    ok: false,
    message: '“686” is half a byte: a byte has two digits.',
  })
  expect(readNeedle('x'.repeat(1_025), 'text')).toEqual({
    ok: false,
    message: 'These are 1025 bytes; at most 1024 can be searched for.',
  })
})
