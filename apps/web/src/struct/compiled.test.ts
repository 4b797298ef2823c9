// The sentences are CPython 3.11's.
import { expect, test } from 'vitest'
import { compile, withOrder } from './compiled.ts'

test.each([
  ['!n', 'bad char in struct format', [1, 2]],
  ['3', 'repeat count given without format specifier', [0, 1]],
  ['!3z4h', 'bad char in struct format', [1, 3]],
  ['!hh4', 'repeat count given without format specifier', [3, 4]],
  ['!h@h', 'bad char in struct format', [2, 3]],
])('%s is refused in the words of Python, and the wrong item marked', (format, error, [start, end]) => {
  expect(compile(format)).toMatchObject({ ok: false, error, wrong: { start, end } })
})

test('fields follow each other with the padding that aligns them', () => {
  const compiled = compile('@hhlx3s')
  expect(
    compiled.ok && compiled.fields.map(({ name, start, end, value }) => [name, start, end, value]),
  ).toEqual([
    ['h', 0, 2, 0],
    ['h', 2, 4, 1],
    ['align', 4, 8, undefined],
    ['l', 8, 16, 2],
    ['x', 16, 17, undefined],
    ['3s', 17, 20, 3],
  ])
})

test('a valid format too large to draw says its size and is not marked as wrong', () => {
  expect(compile('99999999999s')).toMatchObject({ ok: false, error: undefined, wrong: undefined })
  expect(compile('65B')).toMatchObject({
    advice: expect.stringContaining('65 values in 65 bytes') as unknown,
  })
})

test('another byte order replaces the one at the start', () => {
  expect(withOrder('!IH', '<')).toBe('<IH')
  expect(withOrder('IH', '@')).toBe('@IH')
})
