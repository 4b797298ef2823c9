// Expected bytes, values and sentences are CPython 3.11's.
import { expect, test } from 'vitest'
import { hexText } from '../model/bytes/copies.ts'
import { compile } from './compiled.ts'
import { packTexts, unpackBytes } from './convert.ts'
import { readHex } from '../model/bytes/hex.ts'

const packed = (format: string, ...texts: string[]) => {
  const compiled = compile(format)
  if (!compiled.ok) throw new Error(compiled.error)
  return packTexts(compiled.struct, compiled.fields, texts)
}
const unpacked = (format: string, hex: string) => {
  const compiled = compile(format)
  const read = readHex(hex)
  if (!compiled.ok || !read.ok) throw new Error(format)
  return unpackBytes(compiled.struct, compiled.fields, read.bytes)
}

test.each([
  ['i', ['10241'], '01 28 00 00'],
  ['!I', ['10241'], '00 00 28 01'],
  ['!I', ['0x2801'], '00 00 28 01'],
  ['!IHB', ['1', '2', '3'], '00 00 00 01 00 02 03'],
  ['4s', ['spam'], '73 70 61 6d'],
  ['<hhl', ['1', '2', '3'], '01 00 02 00 03 00 00 00'],
  ['@hhl', ['1', '2', '3'], '01 00 02 00 00 00 00 00 03 00 00 00 00 00 00 00'],
  ['@bi0l', ['1', '2'], '01 00 00 00 02 00 00 00'],
  ['!2h3xB', ['-1', '2', '255'], 'ff ff 00 02 00 00 00 ff'],
  ['!Q', ['9223372036854775809'], '80 00 00 00 00 00 00 01'],
  ['<q', ['-9007199254740993'], 'ff ff ff ff ff ff df ff'],
  ['!d', ['0.1'], '3f b9 99 99 99 99 99 9a'],
  ['!3s?c', ['ab', 'True', 'z'], '61 62 00 01 7a'],
  ['5p', ['abc'], '03 61 62 63 00'],
])('%s packs %j to %s', (format, texts, hex) => {
  expect(hexText(packed(format, ...texts).whole)).toBe(hex)
})

test.each([
  ['!B', ['256'], 'ubyte format requires 0 <= number <= 255', 0],
  ['!HI', ['1', '-1'], 'argument out of range', 1],
  ['i', ['x'], 'required argument is not an integer', 0],
  ['!B', ['1.5'], 'required argument is not an integer', 0],
  ['!IH', ['1', ''], 'pack expected 2 items for packing (got 1)', 1],
])('%s refuses %j in the words of Python', (format, texts, sentence, wrong) => {
  expect(packed(format, ...texts)).toMatchObject({ whole: undefined, error: sentence, wrong })
})

test('if one value is refused, the bytes of the others stay', () => {
  expect(packed('!HBH', '1', '256', '3').bytes).toEqual([0, 1, undefined, 0, 3])
})

test.each([
  ['<hhl', '01 00 02 00 03 00 00 00', ['1', '2', '3']],
  ['@Q', 'ff ff ff ff ff ff ff ff', ['18446744073709551615']],
  ['@bhi', '01 ff 02 00 ff ff ff ff', ['1', '2', '-1']],
  ['!f', '3d cc cc cd', ['0.10000000149011612']],
  ['4s', '73 70 00 27', [String.raw`sp\x00'`]],
])('%s unpacks %s to %j', (format, hex, texts) => {
  expect(unpacked(format, hex)).toEqual({ texts, error: undefined })
})

test('too few bytes are refused as in Python, and the complete fields are read', () => {
  expect(unpacked('!HI', '00 05 00')).toEqual({
    texts: ['5', ''],
    error: 'unpack requires a buffer of 6 bytes',
  })
})

test('unpacked texts pack to the same bytes', () => {
  const hex = '2c 5c 27 22 00 ff 0a 68 c3 a9'
  expect(hexText(packed('10s', ...unpacked('10s', hex).texts).whole)).toBe(hex)
})
