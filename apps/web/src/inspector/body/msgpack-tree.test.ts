import { expect, test } from 'vitest'
import { isOneGroup, msgpackTree } from './msgpack-tree.ts'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.trim().split(/\s+/), (digits) => parseInt(digits, 16))
const treeLines = (bytes: string) =>
  msgpackTree(hex(bytes)).rows.map(({ depth, key, text }) => `${depth} ${key}${text}`)

/** The example on msgpack.org: {"compact":true,"schema":0} in 18 bytes. */
const compact = '82 a7 63 6f 6d 70 61 63 74 c3 a6 73 63 68 65 6d 61 00'

test('the format’s own example is a map of two', () => {
  expect(treeLines(compact)).toEqual(['0 {2}', '1 "compact":true', '1 "schema":0'])
  expect(isOneGroup(hex(compact))).toBe(true)
})

// Bytes by the format's table (msgpack/spec.md, Formats).
test.each([
  ['c0', 'nil'],
  ['c2', 'false'],
  ['7f', '127'],
  ['e0', '-32'],
  ['cc ff', '255'],
  ['cf ff ff ff ff ff ff ff ff', '18446744073709551615'],
  ['d3 80 00 00 00 00 00 00 00', '-9223372036854775808'],
  ['ca 3f 80 00 00', '1'],
  ['cb 7f f0 00 00 00 00 00 00', 'Infinity'],
  ['a1 22', '"\\""'],
  ['c4 02 00 ff', 'bin(2) 00 ff'],
  ['d4 05 aa', 'ext(5, 1 B) aa'],
  // 1765371205 seconds is 2025-12-10T12:53:25Z (date -u -d @1765371205).
  ['d6 ff 69 39 6d 45', 'timestamp 2025-12-10T12:53:25Z'],
  // timestamp 64: 30 bits of nanoseconds (here 1), 34 of seconds.
  ['d7 ff 00 00 00 04 69 39 6d 45', 'timestamp 2025-12-10T12:53:25.000000001Z'],
  // timestamp 96: 500,000,000 ns and second -1 are the half second before 1970.
  ['c7 0c ff 1d cd 65 00 ff ff ff ff ff ff ff ff', 'timestamp 1969-12-31T23:59:59.500000000Z'],
])('%s is %s', (bytes, text) => expect(treeLines(bytes)).toEqual([`0 ${text}`]))

test('a map’s keys may have any type, and keep their order and repetitions', () => {
  expect(treeLines('86 02 c0 a1 32 c0 c3 c0 c4 01 ff c0 92 01 02 c0 02 c2')).toEqual([
    '0 {6}',
    '1 2:nil',
    '1 "2":nil',
    '1 true:nil',
    '1 bin(1) ff:nil',
    '1 [2 values as a key]:nil',
    '1 2:false',
  ])
})

test('several values are shown one after another', () => {
  expect(treeLines('01 91 02')).toEqual(['0 value 1:1', '0 value 2:[1]', '1 0:2'])
  expect(isOneGroup(hex('91 02 01'))).toBe(false)
  expect(isOneGroup(hex('01'))).toBe(false)
})

test.each([
  ['82 a1 61 01', 'MSGPACK_CUT', 4],
  ['93 01 c1 02', 'MSGPACK_BYTE', 2],
  ['dd ff ff ff ff 01', 'MSGPACK_COUNT', 4],
  ['81 a9 5f 5f 70 72 6f 74 6f 5f 5f 01', 'MSGPACK_REFUSED', 10],
])('%s is refused: %s at byte %i', (bytes, code, offset) => {
  expect(msgpackTree(hex(bytes)).error).toMatchObject({ code, offset })
  expect(isOneGroup(hex(bytes))).toBe(false)
})

test('without bytes there is no value', () => {
  expect(msgpackTree(new Uint8Array(0)).error).toMatchObject({ code: 'MSGPACK_CUT', offset: 0 })
})

test('what came before an error is shown', () => expect(treeLines('01 c1')).toEqual(['0 1']))

test('values nested deeper than any call stack are read', () => {
  const bytes = new Uint8Array(40_001).fill(0x91)
  bytes[40_000] = 0xc0
  expect(msgpackTree(bytes)).toMatchObject({ error: undefined, rows: { length: 40_001 } })
})
