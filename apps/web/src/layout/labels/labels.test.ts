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

test('a crowd of columns is labelled with its number', () => {
  const [sends] = labels({ send: [...crowd(5, 0), ...crowd(4, 60)], text: '', span: 100 })
  expect(sends).toEqual(['5 sends', '4 sends'])
})

test('up to three are labelled one by one', () => {
  const send = [
    [0, 30, 0],
    [30, 35, 1],
  ] as const
  expect(labels({ send, text: '', span: 100 })[0]).toEqual(['30 + 5 B'])
})

test('words without room before the next column are left out', () => {
  // There are 35 pixels between the crowds, and "12 sends" takes more.
  const [sends] = labels({ send: [...crowd(12, 0), ...crowd(12, 15)], text: '', span: 100 })
  expect(sends).toEqual(['12 sends'])
})

test('UDP has datagrams and no segments', () => {
  const datagrams = labels({ send: crowd(5, 0), segment: crowd(5, 0), lost: [], text: '', span: 100 })[1]
  expect(datagrams).toEqual(['5 datagrams'])
})
