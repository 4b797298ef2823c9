import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonTree } from './json-tree.ts'
import { visibleRows } from './tree-rows.ts'

const treeOf = (text: string) => jsonTree(new TextEncoder().encode(text))
const treeLines = (text: string) =>
  treeOf(text).rows.map(({ depth, key, text: value }) => `${depth} ${key}${value}`)

test('values are in rows as they were written: numbers in full, names in order and repeated', () => {
  expect(treeLines('{"2":12345678901234567890,"1":[1.0,-0,1E2],"1":"\\u00e9\\n","":{}}')).toEqual([
    '0 {4}',
    '1 "2":12345678901234567890',
    '1 "1":[3]',
    '2 0:1.0',
    '2 1:-0',
    '2 2:1E2',
    '1 "1":"\\u00e9\\n"',
    '1 "":{0}',
  ])
})

test('a folded group hides what is in it', () => {
  const { rows } = treeOf('[[1,[2]],3]')
  expect(visibleRows(rows, new Set())).toEqual([0, 1, 2, 3, 4, 5])
  expect(visibleRows(rows, new Set([1]))).toEqual([0, 1, 5])
  expect(visibleRows(rows, new Set([0]))).toEqual([0])
})

test.each([
  ['', 'JSON_CUT', 0, 'Expected a value, but the bytes end here.'],
  ['{"a":1', 'JSON_CUT', 6, 'Expected a comma or the end of the group, but the bytes end here.'],
  ['{"a" 1}', 'JSON_UNEXPECTED', 5, 'Expected a colon, but found “1”.'],
  ['[1,]', 'JSON_UNEXPECTED', 3, 'Expected a value, but found “]”.'],
  ['{"a":1,}', 'JSON_UNEXPECTED', 7, 'Expected a name in quotes, but found “}”.'],
  ['["é" x]', 'JSON_UNEXPECTED', 6, 'Expected a comma or the end of the group, but found “x”.'],
  ['[01]', 'JSON_UNEXPECTED', 2, 'Expected a comma or the end of the group, but found “1”.'],
  ['{} {}', 'JSON_MORE', 3, 'Expected the end of the bytes, but found “{”.'],
  [
    '["ab',
    'JSON_TEXT',
    1,
    'The string that begins here has no closing quote, or has a character that must be escaped.',
  ],
  ['[\u00001]', 'JSON_UNEXPECTED', 1, 'Expected a value or ], but found the byte 00.'],
  ['hello', 'JSON_UNEXPECTED', 0, 'Expected a value, but found “h”.'],
])('%j is not JSON: %s at byte %i', (text, code, offset, why) => {
  expect(treeOf(text).error).toEqual({ code, offset, text: why })
})

test('bytes that are not UTF-8 are not JSON, and the first of them is named', () => {
  expect(jsonTree(Uint8Array.of(0x22, 0x61, 0xff, 0x22)).error).toMatchObject({
    code: 'JSON_NOT_UTF8',
    offset: 2,
  })
})

test('what came before an error is shown', () => {
  expect(treeLines('{"a":[1,2,')).toEqual(['0 {1 …', '1 "a":[2 …', '2 0:1', '2 1:2'])
})

test('it is JSON exactly if the language’s own parser accepts it', () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const mangled = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '0', '\\', ' ', 'e', '-'))
    .map(
      ([text, at, sign]) =>
        text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1),
    )
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.json(), mangled, fc.string()), (text) => {
      const whole = new TextDecoder().decode(new TextEncoder().encode(text))
      expect(treeOf(text).error === undefined).toBe(parses(whole))
    }),
    { numRuns: 2_000, seed: 4_747 },
  )
})

test('values nested deeper than any call stack are read', () => {
  const depth = 40_000
  const { rows, error } = treeOf('['.repeat(depth) + ']'.repeat(depth))
  expect(rows).toHaveLength(depth)
  expect(error).toBeUndefined()
})
