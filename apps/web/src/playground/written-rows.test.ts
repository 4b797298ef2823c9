import { describe, expect, it, test } from 'vitest'
import { moved, newRow, rowsOf, textOf, typedNumber } from './written-rows.ts'

describe('rowsOf(json)', () => {
  it('reads what textOf wrote, half-typed fields too', () => {
    const rows = [{ do: 'connect' }, { do: 'recv', limit: '10x' }]
    expect(rowsOf(textOf(rows))).toEqual(rows)
  })

  it.each(['', '{}', '[1]', '[{}]', '[{"do":1}]', '[{"do":"recv"}'])('is undefined for %j', (json) => {
    expect(rowsOf(json)).toBeUndefined()
  })
})

test('a new recv has a limit, a new close nothing', () => {
  expect(newRow('recv')).toEqual({ do: 'recv', limit: 1024 })
  expect(newRow('close')).toEqual({ do: 'close' })
})

test.each([
  ['12', 12],
  [' 7 ', 7],
  ['', ''],
  ['1.5', '1.5'],
  ['1e3', '1e3'],
])('%j typed as a number is %j', (text, value) => {
  expect(typedNumber(text)).toBe(value)
})

test('a row moves up and down, and not beyond the ends', () => {
  const [a, b, c] = [{ do: 'a' }, { do: 'b' }, { do: 'c' }]
  expect(moved([a, b, c], 0, 1)).toEqual([b, a, c])
  expect(moved([a, b, c], 2, 0)).toEqual([c, a, b])
  expect(moved([a, b, c], 0, -1)).toEqual([a, b, c])
  expect(moved([a, b, c], 2, 3)).toEqual([a, b, c])
})
