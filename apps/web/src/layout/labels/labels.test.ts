import { expect, test } from 'vitest'
import { type HandMade, subjectOf } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { ViewQuery } from '../view-query.ts'

const time: ViewQuery = { stream: 0, axis: 'time', domain: [0, 100e6], width: 1_000, until: undefined }
const labels = (hand: HandMade) =>
  layOutView(subjectOf(hand), time).lanes.map((lane) => lane.labels.map(({ text }) => text))

/** Intervals of one byte that is not text, a millisecond apart: ten pixels. */
const crowd = (count: number, at: number) =>
  Array.from({ length: count }, (_, k) => [at + k, at + k + 1, at + k] as const)

test('a crowd is labelled with its number and the lane’s', () => {
  const [sends] = labels({ send: [...crowd(5, 0), ...crowd(4, 60)], text: '', span: 100 })
  expect(sends).toEqual(['5 of 9 sends', '4 of 9 sends'])
})

test('a whole lane is labelled with its number', () => {
  expect(labels({ send: crowd(5, 0), text: '', span: 100 })[0]).toEqual(['5 sends'])
})

test('a number without room for its noun is left out', () => {
  // There are 40 pixels between the crowds: enough for "12" and not for "12 of 24 sends".
  const [sends] = labels({ send: [...crowd(12, 0), ...crowd(12, 16)], text: '', span: 100 })
  expect(sends).toEqual(['12 of 24 sends'])
})

test('a single box is labelled with its size and what it is the size of', () => {
  const [sends, segments] = labels({ send: [[0, 30, 0]], segment: [[0, 30, 0]], text: '', span: 100 })
  expect([sends, segments]).toEqual([['send of 30 B'], ['segment of 30 B']])
})

test('UDP has datagrams and no segments', () => {
  const datagrams = labels({ send: crowd(5, 0), segment: crowd(5, 0), lost: [], text: '', span: 100 })[1]
  expect(datagrams).toEqual(['5 datagrams'])
})
