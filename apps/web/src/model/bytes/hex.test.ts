import { expect, test } from 'vitest'
import { readHex } from './hex.ts'

test.each([
  '00 00 28 01',
  '00002801',
  '0x00002801',
  '00:00:28:01',
  '{0x00, 0x00, 0x28, 0x01}',
  String.raw`\x00\x00\x28\x01`,
  String.raw`b'\x00\x00(\x01'`,
  '00 00\n28 01 ',
])('%j is four bytes', (text) => {
  expect(readHex(text)).toEqual({ ok: true, bytes: Uint8Array.of(0, 0, 0x28, 1) })
})

test('a character that is not hex is marked at its place', () => {
  expect(readHex('00 zz')).toMatchObject({ ok: false, start: 3, end: 5 })
  expect(readHex('0x00 0x1')).toMatchObject({ ok: false, start: 7, end: 8 })
})

test('no digits are no bytes', () => {
  expect(readHex(' ')).toEqual({ ok: true, bytes: new Uint8Array(0) })
})
