import { expect, test } from 'vitest'
import { framed, stuck } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { ViewQuery } from '../view-query.ts'

const query: ViewQuery = { stream: 0, axis: 'bytes', domain: undefined, width: 600, until: undefined }
const cellsOf = (subject: typeof stuck, lane: number, width: number) =>
  layOutView(subject, { ...query, width }).lanes[lane]?.cells ?? []

test('with 20 pixels a byte, each byte has its character and its hex, and no other words', () => {
  // Ten bytes.
  const cells = cellsOf(stuck, 0, 200)
  expect(cells.map(({ text }) => text).join('')).toBe('helloworld')
  expect(cells[0]).toMatchObject({ x: 0, text: 'h', below: '68' })
  expect(cells[0]?.wide).toBeCloseTo(20)
  expect(layOutView(stuck, { ...query, width: 200 }).lanes[0]?.labels).toEqual([])
  expect(cellsOf(stuck, 0, 190)).toEqual([])
})

test('a message’s header is one cell that says what it means; in a send its bytes are as they are', () => {
  expect(cellsOf(framed, 3, 600)[0]).toMatchObject({ text: '00 00 00 05', below: '= 5' })
  expect(
    cellsOf(framed, 0, 600)
      .slice(0, 5)
      .map(({ text, below }) => text + below),
  ).toEqual(['·00', '·00', '·00', '·05', 'h68'])
})
