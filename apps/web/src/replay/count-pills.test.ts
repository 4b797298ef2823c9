import { expect, test } from 'vitest'
import { countPills } from './count-pills.ts'

const stuck = {
  counts: {
    sends: 2,
    segments: 2,
    recvs: 1,
    frames: 0,
    messages: 1,
    merges: 1,
    splits: 0,
    shortWrites: 0,
    fates: 0,
  },
  framing: 'none',
  framingError: undefined,
  unread: undefined,
} as const

test('merges are bad, and without framing each recv is taken for one message', () => {
  expect(countPills(stuck, 'tcp').map(({ text, tone }) => `${text} ${tone}`.trim())).toEqual([
    '2 sends',
    '2 segments',
    '1 recv',
    '1 merge bad',
    '0 splits',
    '1 recv taken for one message',
  ])
})

test('messages restored by a framing are good', () => {
  const framed = { ...stuck, framing: 'struct:!I', counts: { ...stuck.counts, messages: 2 } }
  expect(countPills(framed, 'tcp').at(-1)).toMatchObject({ text: '2 messages whole', tone: 'good' })
})

test('skipped bytes and tunnels are no messages, though they happened', () => {
  const framed = { ...stuck, framing: 'http1', counts: { ...stuck.counts, messages: 1 } }
  const pills = countPills(framed, 'tcp', { happened: { messages: 2 } })
  expect(pills.at(-1)).toMatchObject({ text: '1 message whole' })
})

test('a replay counts what had happened by then', () => {
  const texts = countPills(stuck, 'tcp', {
    happened: { sends: 2, segments: 2, recvs: 0, frames: 0, messages: 0 },
    found: { merge: 0, split: 0, 'short-write': 0, fate: 0 },
  }).map(({ text }) => text)
  expect(texts).toEqual([
    '2 sends',
    '2 segments',
    '0 recvs',
    '0 merges',
    '0 splits',
    '0 recvs taken for one message each',
  ])
})

test('a framing that does not fit the bytes is reported last', () => {
  const wrong = { ...stuck, framing: 'struct:!I', framingError: 'The frame would be too long.' }
  expect(countPills(wrong, 'tcp').at(-1)).toEqual({ text: 'framing error', tone: 'bad', outcome: true })
})

test('for datagrams it is said how many did not arrive whole, because they never merge', () => {
  const lost = { ...stuck, counts: { ...stuck.counts, fates: 1 } }
  const texts = countPills(lost, 'udp').map(({ text }) => text)
  expect(texts).toContain('1 not delivered whole')
  expect(texts).not.toContain('1 merge')
  // And that each is a message, because a datagram is one.
  expect(texts).toContain('1 message')
})

test('the calls come first, and then their results', () => {
  expect(countPills(stuck, 'tcp').map(({ outcome }) => outcome)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ])
})

test('bytes that no recv returned are reported after a replay has shown every recv', () => {
  const left = { ...stuck, unread: { start: 6, end: 10 } }
  const texts = (recvs?: number) =>
    countPills(left, 'tcp', recvs === undefined ? {} : { happened: { recvs } }).map(({ text }) => text)
  expect(texts()).toContain('4 bytes not read')
  expect(texts(1)).toContain('4 bytes not read')
  expect(texts(0).join()).not.toContain('not read')
})

test('a merge is no fault if a framing made every message whole, and is one if it did not', () => {
  const framed = { ...stuck, framing: 'struct:!I', counts: { ...stuck.counts, messages: 2 } }
  const tone = (pills: ReturnType<typeof countPills>) => pills.find(({ text }) => text === '1 merge')?.tone
  expect(tone(countPills(framed, 'tcp'))).toBe('')
  expect(tone(countPills(framed, 'tcp', { isWhole: false }))).toBe('bad')
  expect(tone(countPills({ ...framed, framingError: 'The frame would be too long.' }, 'tcp'))).toBe('bad')
})

test('merges name the lanes between which they are counted', () => {
  const title = (framing: string, segments: number) =>
    countPills({ ...stuck, framing, counts: { ...stuck.counts, segments } }, 'tcp')[3]?.title
  expect(title('none', 2)).toBe('Counted between sends and segments, segments and recvs')
  expect(title('struct:!I', 0)).toBe('Counted between sends and recvs, recvs and messages')
})

test('short writes are bad even if a framing is right, and are left out if there are none', () => {
  const short = {
    ...stuck,
    framing: 'struct:!I',
    counts: { ...stuck.counts, messages: 2, shortWrites: 1 },
  }
  const pill = { text: '1 short write', tone: 'bad', outcome: true, word: 'shortWrite' }
  expect(countPills(short, 'tcp')).toContainEqual(pill)
  const before = countPills(short, 'tcp', { found: { merge: 0, split: 0, 'short-write': 0, fate: 0 } })
  expect(before).toContainEqual({ ...pill, text: '0 short writes', tone: '' })
  expect(countPills(stuck, 'tcp').map(({ text }) => text)).not.toContain('0 short writes')
})

test('of packets alone no sends, recvs, merges or splits are counted', () => {
  const counts = { ...stuck.counts, sends: 0, recvs: 0, messages: 0 }
  const textsOf = (summary: Parameters<typeof countPills>[0]) =>
    countPills(summary, 'tcp').map(({ text }) => text)
  expect(textsOf({ ...stuck, counts })).toEqual(['2 segments'])
  const framed = { ...stuck, framing: 'line', counts: { ...counts, messages: 5, merges: 1, splits: 0 } }
  expect(textsOf(framed)).toEqual(['2 segments', '1 merge', '0 splits', '5 messages whole'])
})
