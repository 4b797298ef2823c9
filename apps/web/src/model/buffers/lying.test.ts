import { expect, test } from 'vitest'
import { lanesByKind, laneOf, subjectOf } from '../../../test/subject-of.ts'
import { bytesBy, doneInOrder, momentOfByte } from './in-order.ts'
import { lyingAt, placeOf, placesOf } from './lying.ts'
import { shownPlaces } from './hero.ts'
import { areaOf, peakOf } from './peak.ts'

const late = subjectOf({
  send: [
    [0, 5, 0],
    [5, 10, 10],
  ],
  segment: [
    [0, 5, 1],
    [5, 10, 11],
  ],
  recv: [[0, 10, 100, 101]],
  span: 101,
})

test('a byte is there only after all before it, also if its segment overtook theirs', () => {
  const order = doneInOrder(
    laneOf('segment', [
      [0, 5, 30],
      [5, 10, 20],
      [10, 15, 40],
    ]),
  )
  expect(Array.from(order.at.subarray(0, 3), (at) => at / 1e6)).toEqual([30, 30, 40])
  expect(momentOfByte(order, 7) / 1e6).toBe(30)
  expect(momentOfByte(order, 15)).toBe(Infinity)
  expect([29, 30, 39, 40].map((ms) => bytesBy(order, ms * 1e6))).toEqual([0, 10, 10, 15])
})

test('bytes lie in the send buffer until they left, and in the receive buffer from when they arrived until recv returned', () => {
  const slow = subjectOf({
    send: [[0, 5, 0, 1]],
    segment: [[0, 5, 2, 12]],
    recv: [[0, 5, 30, 31]],
    span: 31,
  })
  const moments = placesOf(slow).map(({ kind, came, taken }) => [kind, came.at[0], taken.at[0]])
  expect(moments).toEqual([
    ['send', 0, 2e6],
    ['receive', 12e6, 31e6],
  ])
})

test('with packets there is a send buffer and a receive buffer; without them it is only known what was not read', () => {
  expect(placesOf(late).map(({ kind, above, below }) => [kind, above, below])).toEqual([
    ['send', 0, 1],
    ['receive', 1, 2],
  ])
  const calls = subjectOf({ send: [[0, 5, 0]], recv: [[0, 5, 9]], span: 9 })
  expect(placesOf(calls).map(({ kind }) => kind)).toEqual(['between'])
  const packets = subjectOf({ segment: [[0, 5, 0]], span: 9 })
  expect(placesOf(packets)).toEqual([])
})

/** Three datagrams of five bytes; the second one is lost, and the third is taken first. */
const datagrams = subjectOf({
  send: [
    [0, 5, 0],
    [5, 10, 1],
    [10, 15, 2],
  ],
  recv: [
    [0, 5, 20],
    [10, 15, 10],
  ],
  lost: [1],
  span: 30,
})

test('datagrams lie from when each was sent until it was taken, in the order in which they were taken', () => {
  const [place] = placesOf(datagrams)
  expect(place?.kind).toBe('between')
  expect(Array.from(place?.came.at ?? [])).toEqual([2e6, 2e6])
  expect(Array.from(place?.taken.at ?? [])).toEqual([10e6, 20e6])
  expect(Array.from(place?.datagrams?.streamStarts ?? [])).toEqual([10, 0])
  // A lost datagram takes no room.
  expect(Array.from(place?.came.ends ?? [])).toEqual([5, 10])
  expect(place && placeOf(place, 0)).toBe(5)
  expect(place && placeOf(place, 5)).toBe(Infinity)
})

test('what lies there in between is what came and was not taken', () => {
  const { recv } = lanesByKind(datagrams)
  expect([5, 10, 15, 20].map((ms) => lyingAt(datagrams, recv, ms * 1e6))).toEqual([10, 5, 5, 0])
})

test('what lies before the recvs at a moment, the most that ever did, and bytes times time', () => {
  const { recv } = lanesByKind(late)
  expect([0.5, 1, 50, 101].map((ms) => lyingAt(late, recv, ms * 1e6))).toEqual([0, 5, 10, 0])
  const [send, receive] = placesOf(late)
  if (!send || !receive) throw new Error('two places')
  expect(peakOf(late, receive)).toBe(10)
  expect(peakOf(late, send)).toBe(5)
  // Five bytes for 100 ms and five for 90.
  expect(areaOf(receive) / 1e6).toBe(950)
  expect(areaOf(send) / 1e6).toBe(10)
})

test('a send buffer that only passed bytes on is left out; the place where bytes lay longest is the picture’s point', () => {
  expect(shownPlaces(late).places.map(({ kind }) => kind)).toEqual(['receive'])
  const held = subjectOf({
    send: [[0, 5, 0]],
    segment: [[0, 5, 80]],
    recv: [[0, 5, 81]],
    span: 90,
  })
  const { places, hero } = shownPlaces(held)
  expect(places.map(({ kind }) => kind)).toEqual(['send', 'receive'])
  expect(hero).toBe(0)
})
