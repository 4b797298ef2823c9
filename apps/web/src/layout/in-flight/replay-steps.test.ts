import { lanesByKind } from '../../../test/subject-of.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSubjects } from '../../../test/random-subjects.ts'
import { framed, stuck, subjectOf } from '../../../test/subject-of.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { describeStep } from './describe-step.ts'
import { lastStep, scoreOf, stepAfter, stepBefore } from './replay-steps.ts'
import { lastEventOf } from './last-event.ts'

const captured = subjectOf({
  send: [
    [0, 9, 0, 1],
    [9, 18, 4, 5],
  ],
  segment: [
    [0, 9, 2],
    [9, 18, 6],
  ],
  recv: [[0, 18, 100, 104]],
  message: [
    [0, 9, 104],
    [9, 18, 104],
  ],
  header: 4,
  span: 110,
})

test('from the start to the end, step by step: calls, segments, the recv called and returned', () => {
  const seen: unknown[] = []
  for (let step = stepAfter(captured, -1); step; step = stepAfter(captured, step.time))
    seen.push([step.called ? 'call' : step.lane, step.index, step.time / 1e6])
  expect(seen).toEqual([
    ['send', 0, 0],
    ['segment', 0, 2],
    ['send', 1, 4],
    ['segment', 1, 6],
    ['call', 0, 100],
    ['recv', 0, 104],
  ])
})

test('and back again', () => {
  const seen: number[] = []
  for (let step = stepBefore(captured, Infinity); step; step = stepBefore(captured, step.time))
    seen.push(step.time / 1e6)
  expect(seen).toEqual([104, 100, 6, 4, 2, 0])
})

test('if datagrams overtook one another, every recv is still called and returns in order of time', () => {
  const reordered = subjectOf({
    send: [
      [0, 3, 0],
      [3, 7, 1],
      [7, 12, 2],
    ],
    recv: [
      [0, 3, 17, 20],
      [3, 7, 27, 30],
      [7, 12, 7, 10],
    ],
    lost: [],
    span: 40,
  })
  const seen: unknown[] = []
  for (let step = stepAfter(reordered, 2e6); step; step = stepAfter(reordered, step.time))
    seen.push([step.called ? 'call' : step.lane, step.index, step.time / 1e6])
  expect(seen).toEqual([
    ['call', 2, 7],
    ['recv', 2, 10],
    ['call', 0, 17],
    ['recv', 0, 20],
    ['call', 1, 27],
    ['recv', 1, 30],
  ])
  expect(lastStep(reordered, 8e6)).toEqual({ lane: 'recv', called: true, index: 2, time: 7e6 })
})

test('forwards and backwards every moment of a stream is a step, whatever came late, overtook or was lost', () => {
  fc.assert(
    fc.property(randomSubjects, (subject) => {
      const { send, segment, recv } = lanesByKind(subject)
      const columns = [send.times, segment.times, recv.times, recv.dones]
      const moments = [...new Set(columns.flatMap((column) => Array.from(column)))].sort((a, b) => a - b)
      const forth: number[] = []
      for (let step = stepAfter(subject, -1); step; step = stepAfter(subject, step.time))
        forth.push(step.time)
      expect(forth).toEqual(moments)
      const back: number[] = []
      for (let step = stepBefore(subject, Infinity); step; step = stepBefore(subject, step.time))
        back.push(step.time)
      expect(back.reverse()).toEqual(moments)
    }),
    { seed: 9, numRuns: 100 },
  )
})

test('of several simultaneous events, the last on the way is described', () => {
  expect(lastStep(stuck, 200e6)).toEqual({ lane: 'recv', called: false, index: 0, time: 200e6 })
})

test('each moment is described in words', () => {
  expect([-1, 0, 3, 50, 100, 104].map((at) => lastEventOf(captured, at * 1e6))).toEqual([
    undefined,
    'send #1: 9 bytes',
    'segment #1 captured: 9 bytes',
    'segment #2 captured: 9 bytes',
    'recv() called: bytes wait for it',
    'recv() took 18 bytes: messages 1 and 2',
  ])
})

const taken = (subject: Subject, at: number) => lastEventOf(subject, at * 1e6)

test('what a recv took is named by messages if framing is on, otherwise by sends', () => {
  expect(taken(framed, 200)).toBe('recv() took 18 bytes: messages 1 and 2')
  expect(taken(stuck, 200)).toBe('recv() took 10 bytes: sends 1 and 2')
})

test('parts of messages are called parts', () => {
  const torn = subjectOf({
    send: [
      [0, 10, 0],
      [10, 20, 1],
      [20, 30, 2],
    ],
    recv: [
      [0, 4, 10, 11],
      [4, 24, 12, 13],
      [24, 30, 14, 15],
    ],
    span: 20,
  })
  expect([11, 13, 15].map((at) => taken(torn, at))).toEqual([
    'recv() took 4 bytes: part of send 1',
    'recv() took 20 bytes: the end of send 1, send 2, the beginning of send 3',
    'recv() took 6 bytes: part of send 3',
  ])
})

test('a recv that was called before anything came is described as waiting', () => {
  const blocked = subjectOf({ send: [[0, 5, 10]], recv: [[0, 5, 1, 11]], span: 20 })
  expect(taken(blocked, 2)).toBe('recv() called: nothing to read yet, so it waits')
})

test('the rest of a datagram that a recv cut is described as gone', () => {
  const cut = subjectOf({ send: [[0, 2_000, 0]], recv: [[0, 1_024, 5, 6]], lost: [], span: 10 })
  expect(taken(cut, 6)).toBe('recvfrom() took 1,024 bytes: datagram 1, cut; 976 bytes are gone')
})

test('a step also says what waits, and for how long', () => {
  expect(describeStep(captured, 6e6, 1)).toEqual({
    time: 100e6,
    text: 'recv() called: bytes wait for it; 18 bytes in the receive buffer for 98 ms.',
  })
  expect(describeStep(captured, 56e6, 0)?.text).toBe(
    'segment #2 captured: 9 bytes; 18 bytes in the receive buffer for 54 ms.',
  )
  expect(describeStep(captured, 100e6, 1)?.text).toBe(
    'recv() took 18 bytes: messages 1 and 2; nothing waits to be read.',
  )
  expect(describeStep(captured, 104e6, 1)).toBeUndefined()
})

test('if nothing was captured, it does not say where the bytes are', () => {
  expect(describeStep(stuck, 100e6, 0)?.text).toBe(
    'send #2: 5 bytes; 10 bytes sent, not yet read for 100 ms.',
  )
})

test('a score has each moment once, and whether bytes move until the next', () => {
  const score = scoreOf(captured, 100)
  expect(Array.from(score?.moments ?? [], (moment) => moment / 1e6)).toEqual([0, 2, 4, 6, 100, 104])
  expect(Array.from(score?.moving ?? [])).toEqual([1, 0, 1, 0, 1, 0])
})

test('a recv that waits moves nothing until bytes have arrived', () => {
  const blocked = subjectOf({ send: [[0, 5, 50]], segment: [[0, 5, 51]], recv: [[0, 5, 1, 52]], span: 60 })
  const score = scoreOf(blocked, 100)
  expect(Array.from(score?.moments ?? [], (moment) => moment / 1e6)).toEqual([1, 50, 51, 52])
  expect(Array.from(score?.moving ?? [])).toEqual([0, 1, 1, 0])
})

test('for too many moments there is no score', () => {
  expect(scoreOf(captured, 5)).toBeUndefined()
})
