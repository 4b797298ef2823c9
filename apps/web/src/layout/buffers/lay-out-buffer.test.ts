// A hundred milliseconds over 1,000 px: 10 px a millisecond.
import { expect, test } from 'vitest'
import { subjectOf } from '../../../test/subject-of.ts'
import { placesOf } from '../../model/buffers/lying.ts'
import { scaleOf } from '../axis/scale.ts'
import { timeLine } from '../../model/axis/axis-line.ts'
import { layOutBuffer } from './lay-out-buffer.ts'

const scale = scaleOf(timeLine([0, 100e6]), [0, 100e6], 1_000)
const subject = subjectOf({
  send: [
    [0, 5, 0],
    [5, 10, 10],
  ],
  // The first recv takes three bytes, the second all that is left.
  recv: [
    [0, 3, 30],
    [3, 10, 60],
  ],
  text: 'helloworld',
  span: 100,
})
const [place] = placesOf(subject)
if (!place) throw new Error('no place')
const bandsUntil = (until?: number) => {
  const { bands } = layOutBuffer(subject, place, scale, 1_000, until)
  return Array.from(bands.x0, (x0, k) =>
    [x0, bands.x1[k], bands.from[k], bands.to[k], bands.tint[k]].map((value) => Math.round(value ?? NaN)),
  ).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0))
}

test('first in is lowest, and what is left of a message sinks when a recv took its front', () => {
  expect(bandsUntil()).toEqual([
    [0, 300, 0, 5, 0],
    [100, 300, 5, 10, 1],
    [300, 600, 0, 2, 0],
    [300, 600, 2, 7, 1],
  ])
})

test('the level is stepped, and its highest step is the most that ever lay there', () => {
  const { level, most } = layOutBuffer(subject, place, scale, 1_000, undefined)
  expect(most).toBe(10)
  const at = (x: number): number | undefined => level.bytes[level.x.findLastIndex((from) => from <= x)]
  expect([50, 200, 450, 700].map(at)).toEqual([5, 10, 7, 0])
})

test('a wide band says what lay there, and for how long', () => {
  const { words } = layOutBuffer(subject, place, scale, 1_000, undefined)
  expect(words.map(({ name, size, lay }) => [name, size, lay])).toContainEqual([
    'world',
    '5 B',
    'sent, not yet read for 50 ms',
  ])
})

test('in a replay nothing lies right of its moment', () => {
  expect(Math.max(...bandsUntil(20e6).map(([, x1 = 0]) => x1))).toBe(200)
  const { words } = layOutBuffer(subject, place, scale, 1_000, 20e6)
  expect(words.find(({ name }) => name === 'world')?.lay).toBe('sent, not yet read for 10 ms so far')
})

test('datagrams lie above each other in the order in which they were taken, without the lost one', () => {
  const datagrams = subjectOf({
    send: [
      [0, 5, 0],
      [5, 10, 10],
      [10, 15, 20],
    ],
    recv: [
      [0, 5, 40],
      [10, 15, 70],
    ],
    lost: [1],
    text: 'helloearthworld',
    span: 100,
  })
  const [buffer] = placesOf(datagrams)
  if (!buffer) throw new Error('no place')
  const { bands, words, most } = layOutBuffer(datagrams, buffer, scale, 1_000, undefined)
  expect(most).toBe(10)
  expect(
    Array.from(bands.x0, (x0, k) =>
      [x0, bands.x1[k], bands.from[k], bands.to[k], bands.tint[k]].map((value) => Math.round(value ?? NaN)),
    ).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0)),
  ).toEqual([
    [0, 400, 0, 5, 0],
    [200, 400, 5, 10, 2],
    [400, 700, 0, 5, 2],
  ])
  expect(words.map(({ name, lay }) => [name, lay])).toContainEqual(['world', 'sent, not yet read for 50 ms'])
})
