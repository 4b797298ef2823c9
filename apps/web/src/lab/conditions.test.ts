import { expect, test } from 'vitest'
import { problemOf } from './conditions.ts'

const limit = {
  type: 'number',
  key: 'limit',
  label: 'recv limit',
  unit: 'bytes',
  default: 1_024,
  min: 1,
  max: 4_096,
} as const
const text = { type: 'text', key: 'first', label: 'First text', default: 'hello', maxBytes: 8 } as const

test.each(['1', '4096', ' 12 '])('a limit of "%s" is sound', (value) =>
  expect(problemOf(limit, value)).toBeUndefined(),
)

test.each(['0', '4097', '-1', '1.5', '1e3', '', 'ten', '0x10'])('a limit of "%s" is not', (value) =>
  expect(problemOf(limit, value)).toBe('A whole number from 1 to 4,096 bytes.'),
)

test('a text is measured in bytes of UTF-8', () => {
  expect(problemOf(text, '😀😀')).toBeUndefined()
  expect(problemOf(text, '😀😀!')).toBe('9 bytes; at most 8 are allowed.')
})
