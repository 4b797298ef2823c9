import { expect, test } from 'vitest'
import { subjectOf } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import { intervalByKey } from './keyboard-navigation.ts'

const seen = (hand: Parameters<typeof subjectOf>[0]) =>
  layOutView(subjectOf(hand), { stream: 0, axis: 'bytes', domain: undefined, width: 600, until: undefined })

/** Three sends over two recvs of ten bytes and twenty; no segment was captured. */
const layout = seen({
  send: [
    [0, 10, 0],
    [10, 20, 1],
    [20, 30, 2],
  ],
  recv: [
    [0, 10, 5],
    [10, 30, 6],
  ],
  message: [[0, 30, 6]],
  span: 10,
})

test('a step along a lane goes to the neighbour, and stays at its ends', () => {
  expect(intervalByKey(layout, { lane: 'send', index: 0 }, 1, 0)).toEqual({ lane: 'send', index: 1 })
  expect(intervalByKey(layout, { lane: 'send', index: 2 }, -1, 0)).toEqual({ lane: 'send', index: 1 })
  expect(intervalByKey(layout, { lane: 'send', index: 2 }, 1, 0)).toEqual({ lane: 'send', index: 2 })
  expect(intervalByKey(layout, { lane: 'recv', index: 0 }, -1, 0)).toEqual({ lane: 'recv', index: 0 })
})

test('a step to another lane skips empty ones, and goes to the interval nearest to the middle', () => {
  expect(intervalByKey(layout, { lane: 'send', index: 0 }, 0, 1)).toEqual({ lane: 'recv', index: 0 })
  expect(intervalByKey(layout, { lane: 'send', index: 2 }, 0, 1)).toEqual({ lane: 'recv', index: 1 })
  expect(intervalByKey(layout, { lane: 'recv', index: 0 }, 0, -1)).toEqual({ lane: 'send', index: 0 })
  // Bytes 0 to 30: their middle lies in the second send.
  expect(intervalByKey(layout, { lane: 'message', index: 0 }, 0, -1)).toEqual({ lane: 'recv', index: 1 })
  expect(intervalByKey(layout, { lane: 'recv', index: 1 }, 0, 1)).toEqual({ lane: 'message', index: 0 })
})

test('above the first lane and below the last there is nothing', () => {
  expect(intervalByKey(layout, { lane: 'send', index: 1 }, 0, -1)).toBeUndefined()
  expect(intervalByKey(layout, { lane: 'message', index: 0 }, 0, 1)).toBeUndefined()
})

test('from nothing, or from a lane that has become empty, a step goes to the first interval', () => {
  expect(intervalByKey(layout, undefined, 0, 1)).toEqual({ lane: 'send', index: 0 })
  expect(intervalByKey(layout, { lane: 'segment', index: 3 }, 1, 0)).toEqual({ lane: 'send', index: 0 })
  const received = seen({ recv: [[0, 10, 5]], message: [[0, 10, 5]], span: 10 })
  expect(intervalByKey(received, undefined, 0, 1)).toEqual({ lane: 'recv', index: 0 })
  expect(intervalByKey(seen({ span: 10 }), undefined, 0, 1)).toBeUndefined()
})
