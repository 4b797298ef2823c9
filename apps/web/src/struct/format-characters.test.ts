import { Struct, StructError } from '@unstick/framing'
import { expect, test } from 'vitest'
import { formatCharacters, rangeOf, rangeText, sizeUnder } from './format-characters.ts'

test('the table has exactly the characters that struct knows', () => {
  const printable = Array.from({ length: 94 }, (_, k) => String.fromCharCode(33 + k))
  const known = printable.filter((code) => {
    try {
      return new Struct(`@${code}`).layout.items.length > 0
    } catch (error) {
      if (error instanceof StructError) return false
      throw error
    }
  })
  expect(known.sort()).toEqual(formatCharacters.map(({ code }) => code).sort())
})

test('the ranges are those that struct accepts', () => {
  for (const { code } of formatCharacters) {
    const item = new Struct(`@${code}`).layout.items[0]
    if (item?.family !== 'narrow') continue
    expect(rangeOf(code, item.size)).toEqual([BigInt(item.low), BigInt(item.high)])
  }
})

test.each([
  ['b', 1, '−128 … 127'],
  ['H', 2, '0 … 65,535'],
  ['i', 4, '−2³¹ … 2³¹−1'],
  ['Q', 8, '0 … 2⁶⁴−1'],
])('the range of %s is written %s', (code, size, text) => {
  const range = rangeOf(code, size)
  expect(range && rangeText(range)).toBe(text)
})

test('a long has 4 bytes in standard size and 8 in native size, and n exists only in native size', () => {
  expect([sizeUnder('=', 'l'), sizeUnder('@', 'l'), sizeUnder('=', 'n'), sizeUnder('@', 'n')]).toEqual([
    4,
    8,
    undefined,
    8,
  ])
})
