import { expect, test } from 'vitest'
import { countPills } from './count-pills.ts'

const stuck = {
  counts: { sends: 2, segments: 2, recvs: 1, messages: 1, merges: 1, splits: 0, fates: 0 },
  framing: 'none',
  framingError: undefined,
} as const

test('what stuck is bad, and what was taken for a message without framing is called naive', () => {
  expect(countPills(stuck, 'tcp').map(({ text, tone }) => `${text} ${tone}`.trim())).toEqual([
    '2 sends',
    '2 segments',
    '1 recv',
    '1 merge bad',
    '0 splits',
    '1 naive message',
  ])
})

test('messages that a framing restored are good', () => {
  const framed = { ...stuck, framing: 'struct:!I', counts: { ...stuck.counts, messages: 2 } }
  expect(countPills(framed, 'tcp').at(-1)).toMatchObject({ text: '2 messages whole', tone: 'good' })
})

test('a replay counts what had happened by then', () => {
  const texts = countPills(stuck, 'tcp', [2, 2, 0, 0], { merge: 0, split: 0, fate: 0 }).map(
    ({ text }) => text,
  )
  expect(texts).toEqual(['2 sends', '2 segments', '0 recvs', '0 merges', '0 splits', '0 naive messages'])
})

test('a framing that the bytes do not carry is said last', () => {
  const wrong = { ...stuck, framing: 'struct:!I', framingError: 'The frame would be too long.' }
  expect(countPills(wrong, 'tcp').at(-1)).toEqual({ text: 'framing error', tone: 'bad', outcome: true })
})

test('of datagrams it is said how many did not arrive whole, for they never merge', () => {
  const lost = { ...stuck, counts: { ...stuck.counts, fates: 1 } }
  const texts = countPills(lost, 'udp').map(({ text }) => text)
  expect(texts).toContain('1 not delivered whole')
  expect(texts).not.toContain('1 merge')
})

test('the calls come first, and then what came of them', () => {
  expect(countPills(stuck, 'tcp').map(({ outcome }) => outcome)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ])
})
