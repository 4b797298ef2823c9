import type { InFlightLayout } from '../in-flight-layout.ts'
import { expect, test } from 'vitest'
import { stuck, subjectOf } from '../../../test/subject-of.ts'
import { scaleOf } from '../axis/scale.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { MOST_PIECES, layOutInFlight } from './lay-out-in-flight.ts'

const WIDTH = 600
/** What is in flight at that many milliseconds, on 600 pixels. */
const at = (subject: Subject, milliseconds: number, axis: 'bytes' | 'time' = 'bytes') => {
  const line = axis === 'bytes' ? subject.bytes : subject.time
  const domain = [line.values[0] ?? 0, line.values.at(-1) ?? 1] as const
  return oneHop(layOutInFlight(subject, axis, scaleOf(line, domain, WIDTH), WIDTH, milliseconds * 1e6))
}
const oneHop = ([hop, ...others]: readonly InFlightLayout[]): InFlightLayout => {
  if (!hop || others.length > 0) throw new Error('the path has not one hop')
  return hop
}
const phases = (subject: Subject, milliseconds: number) =>
  at(subject, milliseconds).pieces.map(({ key, phase, at }) => [key, phase, at])

/** Two sends, each captured 2 ms later; a recv called at 100 ms returns at 104 ms. */
const captured = subjectOf({
  send: [
    [0, 5, 0],
    [5, 10, 4],
  ],
  segment: [
    [0, 5, 2],
    [5, 10, 6],
  ],
  recv: [[0, 10, 100, 104]],
  text: 'helloworld',
  span: 104,
})

test('between its send and its segment, a piece has travelled the same fraction as the time that has passed', () => {
  expect(phases(captured, 0.5)).toEqual([[0, 'moving', 0.25]])
  expect(phases(captured, 5)).toEqual([
    [0, 'waiting', 1],
    [5, 'moving', 0.5],
  ])
})

test('captured bytes wait in the receive buffer until a recv returns them', () => {
  const { pieces, bytes, oldest, captured: seen } = at(captured, 50)
  expect(pieces.map(({ phase, v0, v1 }) => [phase, v0, v1])).toEqual([
    ['waiting', 0, 300],
    ['waiting', 300, 600],
  ])
  expect([bytes, oldest, seen]).toEqual([10, 2e6, true])
})

test('while the recv runs, its bytes are on the way out, and they count until it has returned', () => {
  expect(phases(captured, 101)).toEqual([
    [0, 'taking', 0.25],
    [5, 'taking', 0.25],
  ])
  expect(at(captured, 103.9).bytes).toBe(10)
  expect(at(captured, 104)).toMatchObject({ pieces: [], bytes: 0, oldest: undefined })
})

test('if nothing was captured, both sends lie in the receive buffer after 100 ms and none after 200', () => {
  const half = at(stuck, 100)
  expect([half.bytes, half.captured]).toEqual([10, false])
  expect(half.labels.map(({ text, x }) => [text, x])).toEqual([
    ['hello · 5 B', 150],
    ['world · 5 B', 450],
  ])
  expect(at(stuck, 200)).toMatchObject({ pieces: [], bytes: 0 })
})

test('a recv that takes three bytes leaves the rest, which still looks like one piece', () => {
  const threes = subjectOf({
    send: [[0, 10, 0]],
    segment: [[0, 10, 1]],
    recv: [
      [0, 3, 10, 11],
      [3, 6, 20, 21],
      [6, 10, 30, 31],
    ],
    text: 'helloworld',
    span: 31,
  })
  const waiting = at(threes, 15)
  expect([waiting.bytes, waiting.pieces.map(({ key }) => key)]).toEqual([7, [3]])
  expect(waiting.labels.map(({ text }) => text)).toEqual(['7 B'])
})

test('on the time axis the receive buffer is left of the present moment, and its pieces lie side by side', () => {
  const { receiveBuffer, pieces } = at(captured, 52, 'time')
  expect(receiveBuffer?.x1).toBe(292)
  expect(pieces[0]?.v0).toBe(receiveBuffer?.x0)
  expect(pieces[0]?.v1).toBe(pieces[1]?.v0)
})

test('the way of a recv on the time axis ends where its box will be', () => {
  const [first, second] = at(captured, 102, 'time').pieces
  expect(first?.t0).toBe(600)
  expect(second?.t0).toBe(first?.t1)
})

test('without a recv in the log nobody knows what was read, so there is no receive buffer', () => {
  const sent = subjectOf({ send: [[0, 5, 0]], segment: [[0, 5, 1]], span: 10 })
  expect(at(sent, 5).receiveBuffer).toBeUndefined()
})

test('before the first send nothing is in flight', () => {
  const late = subjectOf({ send: [[0, 5, 10]], recv: [[0, 5, 20]], span: 20 })
  expect(at(late, 5)).toMatchObject({ pieces: [], bytes: 0, lastEvent: undefined })
})

/** Four datagrams of 10 bytes: the second is lost, a recv takes 4 bytes of the third, and the last is not read. */
const datagrams = subjectOf({
  send: [
    [0, 10, 0],
    [10, 20, 1],
    [20, 30, 2],
    [30, 40, 3],
  ],
  segment: [
    [0, 10, 0.5],
    [10, 20, 1.5],
    [20, 30, 2.5],
    [30, 40, 3.5],
  ],
  recv: [
    [0, 10, 50],
    [20, 24, 60],
  ],
  lost: [1],
  span: 100,
})

test('a lost datagram stops where it was last seen, and never lies in the receive buffer', () => {
  expect(phases(datagrams, 1.25)).toContainEqual([10, 'moving', 0.5])
  expect(phases(datagrams, 10)).toContainEqual([10, 'lost', 1])
  expect(at(datagrams, 10).bytes).toBe(30)
})

test('the rest of a cut datagram is gone when its recv returns; an unread one stays', () => {
  expect(at(datagrams, 55).bytes).toBe(20)
  expect(at(datagrams, 60).bytes).toBe(10)
  expect(phases(datagrams, 60)).toEqual([
    [10, 'lost', 1],
    [24, 'lost', 1],
    [30, 'waiting', 1],
  ])
})

test('datagrams in the receive buffer keep a border on the time axis', () => {
  const { pieces, bordered } = at(datagrams, 55, 'time')
  const waiting = pieces.filter(({ phase }) => phase === 'waiting')
  expect(bordered).toBe(true)
  // Bytes 20 to 30 are one datagram, whatever a recv will cut off; 30 to 40 are the next.
  expect(waiting.map(({ key }) => key)).toEqual([20, 30])
  expect((waiting[1]?.v0 ?? 0) - (waiting[0]?.v1 ?? 0)).toBe(4)
})

const many = (count: number, hand: Partial<Parameters<typeof subjectOf>[0]> = {}) =>
  subjectOf({
    send: Array.from({ length: count }, (_, i) => [i * 10, i * 10 + 10, i / 1_000] as const),
    recv: [[0, count * 10, 1e6]],
    span: 1e6,
    ...hand,
  })

test('a hundred thousand sends in the buffer are a bounded number of pieces, and all their bytes count', () => {
  const subject = many(100_000)
  for (const axis of ['bytes', 'time'] as const) {
    const { pieces, bytes, oldest, receiveBuffer } = at(subject, 5e5, axis)
    expect(pieces.length).toBeGreaterThan(0)
    expect(pieces.length).toBeLessThanOrEqual(WIDTH)
    expect(pieces.at(-1)?.v1).toBeCloseTo(receiveBuffer?.x1 ?? 0, 3)
    expect([bytes, oldest]).toEqual([1_000_000, 0])
  }
})

test('half of them sent: the other half of the bytes axis is empty', () => {
  // Send 50,000 is called and returns at 50 ms.
  const { pieces, bytes } = at(many(100_000), 50)
  expect(bytes).toBe(500_010)
  expect(pieces.at(-1)?.v1).toBeCloseTo(300, 1)
})

test('a close view of many shows its own pieces one by one', () => {
  const subject = many(100_000)
  const scale = scaleOf(subject.bytes, [5_000, 5_100], WIDTH)
  const { pieces, bytes } = oneHop(layOutInFlight(subject, 'bytes', scale, WIDTH, 5e5 * 1e6))
  expect(pieces.length).toBeLessThan(MOST_PIECES)
  expect(pieces.map(({ key }) => key)).toContain(5_050)
  expect(bytes).toBe(1_000_000)
})

test('for a crowd of datagrams the waiting bytes are counted, without those lost or read', () => {
  const count = 1_000
  const subject = many(count, {
    recv: Array.from({ length: 10 }, (_, i) => [(i + 1) * 10, (i + 1) * 10 + 10, 100 + i] as const),
    lost: Array.from({ length: 500 }, (_, i) => 500 + i),
  })
  // Datagram 0 is never read: 500 arrive, and five of them were read by 104.5 ms.
  expect(at(subject, 104.5).bytes).toBe(4_950)
})
