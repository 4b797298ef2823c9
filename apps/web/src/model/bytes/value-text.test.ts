// The texts of floats and bytes are CPython's `repr`.
import { expect, test } from 'vitest'
import { pythonValue, readValue } from './value-text.ts'

test.each([
  [1e16, '1e+16'],
  [1e-5, '1e-05'],
  [0.0001, '0.0001'],
  [123456789.125, '123456789.125'],
  [1e22, '1e+22'],
  [-0, '-0.0'],
  [1.5e300, '1.5e+300'],
  [5e-324, '5e-324'],
  [3, '3.0'],
  [Infinity, 'inf'],
])('the float %d is written %s', (value, text) => {
  expect(pythonValue(value, 'd')).toBe(text)
  expect(readValue(text, 'd')).toBe(value)
})

test.each([
  ['-0x10', -16n],
  ['1_000', 1000n],
  ['0b101', 5n],
  ['0o17', 15n],
  ['9007199254740993', 9007199254740993n],
  ['1__0', '1__0'],
  ['1e3', 1000],
  ['True', true],
  ['None', null],
  ['hello', 'hello'],
])('%s is read as Python reads the literal', (text, value) => {
  expect(readValue(text, 'i')).toBe(value)
})

test.each([
  [String.raw`a\x00\n\\\'`, [0x61, 0, 0x0a, 0x5c, 0x27]],
  [String.raw`b'\101\q'`, [0x41, 0x5c, 0x71]],
  ['é', [0xc3, 0xa9]],
])('%s is read as the inside of a bytes literal', (text, bytes) => {
  expect(readValue(text, 's')).toEqual(Uint8Array.from(bytes))
})
