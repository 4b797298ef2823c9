import { expect, test } from 'vitest'
import { factRows, laneRows, lengthText, placeText, rangeText, rateText, spanText } from './range-text.ts'
import type { RangeCounts } from '../../model/range/range.ts'

test.each([
  [18, '18 ns'],
  [4_210, '4.21 µs'],
  [204_312_567, '204.3 ms'],
  [1_500e6, '1.5 s'],
  [119e9, '119 s'],
  [205e9, '3 min 25 s'],
  [-204_312_567, '-204.3 ms'],
])('%d ns are %s', (nanoseconds, text) => expect(spanText(nanoseconds)).toBe(text))

test('a length is given in the axis’s own unit', () => {
  expect(lengthText({ axis: 'bytes', from: 9, to: 10 })).toBe('1 byte')
  expect(lengthText({ axis: 'bytes', from: 0, to: 3_022 })).toBe('3,022 bytes')
  expect(lengthText({ axis: 'time', from: 1e6, to: 205.3e6 })).toBe('204.3 ms')
})

test('a place is given to the nanosecond', () => {
  expect(placeText('time', 204_312_567)).toBe('+204.312567 ms')
  expect(placeText('time', -5_000)).toBe('-5 µs')
  expect(placeText('bytes', 1_024)).toBe('byte 1,024')
})

const counts: RangeCounts = {
  lanes: [
    { lane: 'send', count: 2, bytes: 36 },
    { lane: 'segment', count: 0, bytes: 0 },
    { lane: 'recv', count: 1, bytes: 36 },
    { lane: 'message', count: 2, bytes: 36 },
  ],
  messages: { whole: 2, begun: 0 },
  found: { merge: 1, split: 0, 'short-write': 0, fate: 3 },
  gap: 200e6,
}
const range = { axis: 'time', from: 0, to: 200e6 } as const

test('36 bytes in 200 ms are 180 a second', () => {
  expect(rateText(range, counts.lanes)).toBe('180 B/s')
  const big = [{ lane: 'recv', count: 1, bytes: 123_456_789 }] as const
  expect(rateText({ ...range, to: 1e9 }, big)).toBe('123 MB/s')
  expect(rateText({ ...range, to: 0 }, counts.lanes)).toBeUndefined()
})

test('on the bytes axis there is neither rate nor gap', () => {
  const names = factRows({ axis: 'bytes', from: 0, to: 36 }, { ...counts, gap: undefined }, 'tcp').map(
    ({ name }) => name,
  )
  expect(names).toEqual(['messages whole', 'messages begun', 'merges', 'splits'])
})

test('the copied text has everything on the card', () => {
  expect(rangeText(range, counts, 'tcp')).toBe(
    [
      '+0 ns to +200 ms: 200 ms',
      'sends: 2, 36 bytes',
      'segments: 0, 0 bytes',
      'recvs: 1, 36 bytes',
      'messages: 2, 36 bytes',
      'messages whole: 2',
      'messages begun: 0',
      'merges: 1',
      'splits: 0',
      'bytes a second: 180 B/s',
      'longest gap between intervals: 200 ms',
    ].join('\n'),
  )
})

test('with framing off each recv is taken for one message, and none is called whole', () => {
  const naive = { ...counts, messages: undefined }
  expect(laneRows(naive, 'tcp').map(({ name }) => name)).toEqual([
    'sends',
    'segments',
    'recvs',
    'recvs taken for one message each',
  ])
  expect(factRows({ axis: 'bytes', from: 0, to: 36 }, naive, 'tcp')[0]).toEqual({
    name: 'merges',
    value: '1',
  })
})

test('for datagrams it says how many were not delivered whole', () => {
  const rows = factRows({ axis: 'bytes', from: 0, to: 36 }, counts, 'udp')
  expect(rows.slice(2, 3)).toEqual([{ name: 'not delivered whole', value: '3' }])
  expect(rows.map(({ name }) => name)).not.toContain('merges')
})

test('short writes have a row if there are any', () => {
  const found = { ...counts.found, 'short-write': 2 }
  expect(factRows(range, { ...counts, found }, 'tcp')).toContainEqual({ name: 'short writes', value: '2' })
  expect(factRows(range, counts, 'tcp').map(({ name }) => name)).not.toContain('short writes')
})
