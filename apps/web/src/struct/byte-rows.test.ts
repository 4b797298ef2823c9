import { expect, test } from 'vitest'
import { byteRows } from './byte-rows.ts'
import { compile } from './compiled.ts'

const rowsOf = (format: string, bytes: readonly (number | undefined)[], perRow: number) => {
  const compiled = compile(format)
  if (!compiled.ok) throw new Error(format)
  return byteRows(compiled.fields, bytes, compiled.struct.size, perRow).map((row) =>
    row.map(({ field, start, bytes: held, from, on }) => [field?.name, start, held, from, on]),
  )
}

test('a field that does not fit its row continues in the next', () => {
  expect(rowsOf('!HIH', [1, 2, 3, 4, 5, 6, 7, 8], 4)).toEqual([
    [
      ['H', 0, [1, 2], false, false],
      ['I', 2, [3, 4], false, true],
    ],
    [
      ['I', 4, [5, 6], true, false],
      ['H', 6, [7, 8], false, false],
    ],
  ])
})

test('missing bytes are undefined, and extra bytes are left over', () => {
  expect(rowsOf('!H', [1], 8)).toEqual([[['H', 0, [1, undefined], false, false]]])
  expect(rowsOf('!B', [1, 2, 3], 8)).toEqual([
    [
      ['B', 0, [1], false, false],
      [undefined, 1, [2, 3], false, false],
    ],
  ])
})
