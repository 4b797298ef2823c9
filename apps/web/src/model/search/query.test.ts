import { expect, test } from 'vitest'
import type { SearchKind } from './query.ts'
import { readQuery } from './sought.ts'

const length = (lane: string | undefined, least: number, most: number) => ({
  ok: true,
  sought: { by: 'length', lane, least, most },
})

test.each([
  ['1448', length(undefined, 1448, 1448)],
  ['=3', length(undefined, 3, 3)],
  ['>1000', length(undefined, 1001, Infinity)],
  ['>= 1,000', length(undefined, 1000, Infinity)],
  ['<3', length(undefined, 0, 2)],
  ['<=3', length(undefined, 0, 3)],
  ['10..20', length(undefined, 10, 20)],
  ['10 .. 20', length(undefined, 10, 20)],
  ['10..', length(undefined, 10, Infinity)],
  ['..20', length(undefined, 0, 20)],
  ['1,448 bytes', length(undefined, 1448, 1448)],
  ['recv 1024', length('recv', 1024, 1024)],
  ['recv() <=3', length('recv', 0, 3)],
  ['Messages >100', length('message', 101, Infinity)],
  ['sendto 0', length('send', 0, 0)],
  ['datagram 10..20', length('segment', 10, 20)],
])('%s is a size', (text, query) => expect(readQuery(text, 'length')).toEqual(query))

test.each([
  ['packet 5', 'There is no lane “packet”'],
  ['recv', 'A size is missing: how many bytes? Try recv 1024'],
  ['12 13', '“12 13” is not a size.'],
  ['1,44', '“1,44” is not a size.'],
  ['-3', '“-3” is not a size.'],
  ['>', '“>” is not a size.'],
  ['..', '“..” is not a size.'],
  ['>10..20', '“>10..20” is both a comparison and a range'],
  ['20..10', '20..10 goes backwards: write 10..20.'],
])('%s is refused with a sentence and what to write', (text, message) => {
  const query = readQuery(text, 'length')
  expect(query.ok ? '' : query.message).toContain(message)
  expect(query.ok ? '' : query.message).toMatch(/Try|write/)
})

test('a code is one word in any case, or a part of one', () => {
  expect(readQuery(' END_inside ', 'code')).toEqual({ ok: true, sought: { by: 'code', part: 'end_inside' } })
  expect(readQuery('reader-late', 'code')).toEqual({ ok: true, sought: { by: 'code', part: 'reader-late' } })
  const query = readQuery('a late reader', 'code')
  expect(query.ok ? '' : query.message).toContain('“a late reader” is not a code: a code is one word')
})

test.each(['text', 'hex', 'length', 'code'] satisfies SearchKind[])(
  'nothing typed as %s is sought as nothing',
  (kind) => expect(readQuery('', kind)).toEqual({ ok: true, sought: undefined }),
)
