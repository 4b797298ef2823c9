import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../test/seeded.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const decode = (bytes: Uint8Array) => decodeUtf8(bytes, 0, bytes.length)

test('any text, lone surrogates too, is encoded as TextEncoder does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (text) => {
        expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text))
      },
    ),
    seeded(1),
  )
})

test('any bytes are decoded as TextDecoder does', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const lead = fc.constantFrom(
    0x7f,
    0x80,
    0xbf,
    0xc1,
    0xc2,
    0xe0,
    0xa0,
    0x9f,
    0xed,
    0xef,
    0xf0,
    0x90,
    0x8f,
    0xf4,
    0xf5,
  )
  const byte = fc.oneof(lead, fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(byte), (bytes) => {
      const array = Uint8Array.from(bytes)
      expect(decode(array)).toBe(decoder.decode(array))
    }),
    seeded(2),
  )
})

test('a text in four lengths of code point comes back', () => {
  expect(encodeUtf8('aé€🧵')).toEqual(
    Uint8Array.of(0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xa7, 0xb5),
  )
  expect(decode(encodeUtf8('aé€🧵'))).toBe('aé€🧵')
})
