import { expect, test } from 'vitest'
import { heldWords, leftOutLines, mendedLines } from './about-words.ts'
import type { SessionFacts } from '../model/session/session-facts.ts'

const whole: SessionFacts = {
  size: 2_000,
  read: 2_000,
  packets: 12,
  streams: 3,
  tcp: 2,
  udp: 1,
  sends: 0,
  segments: 9,
  datagrams: 4,
  recvs: 0,
  span: 1.5e9,
  cutPackets: 0,
  leftOut: {},
  unpacked: {},
  refusedBlocks: 0,
  firstRefused: undefined,
  repeated: 0,
  overlapping: 0,
  different: 0,
  late: 0,
  keepAlives: 0,
  holes: 0,
  missing: 0,
  problem: undefined,
}

test('a complete file takes three sentences, and nothing is left out', () => {
  expect(heldWords(whole)).toEqual([
    '12 packets and calls in 2,000 bytes, over 1.5 s.',
    '3 streams that carried bytes: 2 TCP, 1 UDP.',
    '0 sends, 9 segments, 4 captured datagrams, 0 recvs.',
  ])
  expect(leftOutLines(whole)).toEqual([])
  expect(mendedLines(whole)).toEqual([])
})

test.each([
  [{ tcp: 0, udp: 2, segments: 0, datagrams: 6 }, '0 sends, 6 captured datagrams, 0 recvs.'],
  [{ tcp: 1, udp: 0, segments: 1, datagrams: 0 }, '0 sends, 1 segment, 0 recvs.'],
  [{ tcp: 0, udp: 0, segments: 0, datagrams: 0 }, '0 sends, 0 segments, 0 recvs.'],
])('segments are said of TCP and datagrams of UDP: %j', (facts, words) => {
  expect(heldWords({ ...whole, ...facts })[2]).toBe(words)
})

test('what was left out is listed with its reason, damage first', () => {
  const lines = leftOutLines({
    ...whole,
    read: 1_990,
    problem: 'The file ends inside a block.',
    leftOut: { NOT_TCP_OR_UDP: 3 },
    cutPackets: 1,
    holes: 1,
    missing: 40,
  })
  expect(lines.map(({ what }) => what)).toEqual([
    'The last 10 bytes of the file',
    '3 packets',
    'The ends of 1 packet',
    '40 bytes in 1 hole',
  ])
  expect(lines[0]?.why).toBe('The file ends inside a block.')
})

test('keep-alives are not also counted as repeated segments', () => {
  expect(mendedLines({ ...whole, repeated: 5, keepAlives: 5 }).map(({ what }) => what)).toEqual([
    '5 keep-alives',
  ])
})
