import { expect, test } from 'vitest'
import { stuck } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { ViewQuery } from '../view-query.ts'
import { nothingInView } from './nothing-in-view.ts'

const as = (x: number): number => x
// The sends are at 0, the recv returns at 200 ms.
const at = (query: Partial<ViewQuery>) =>
  layOutView(stuck, { stream: 0, axis: 'time', domain: undefined, width: 600, until: undefined, ...query })

test('everything is something, the part between the sends and the recv is nothing', () => {
  expect(nothingInView(at({}), 600, as)).toBe(false)
  expect(nothingInView(at({ domain: [50e6, 60e6] }), 600, as)).toBe(true)
})

test('intervals drawn outside the view are not in it', () => {
  expect(nothingInView(at({}), 600, (x) => x - 700)).toBe(true)
  expect(nothingInView(at({}), 600, (x) => x + 700)).toBe(true)
})

test('a replay at its start has nothing yet, on either axis', () => {
  expect(nothingInView(at({ until: -1 }), 600, as)).toBe(false)
  expect(nothingInView(at({ axis: 'bytes', until: -1 }), 600, as)).toBe(false)
})
