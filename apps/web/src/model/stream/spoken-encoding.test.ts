import { expect, test } from 'vitest'
import { spokenEncoding } from './spoken-encoding.ts'

test.each([
  [{ encoding: 'gbk' }, 'gbk'],
  [{ encoding: 'GB2312' }, 'gbk'],
  [{ encoding: 'klingon' }, undefined],
  [{ encoding: 7 }, undefined],
  [{}, undefined],
])('a run under %o wrote in %s', (conditions, encoding) => {
  expect(spokenEncoding({ conditions })).toBe(encoding)
})

test('a capture names no encoding', () => {
  expect(spokenEncoding(undefined)).toBeUndefined()
})
