import type { Condition } from '@unstick/api'
import { expect, test } from 'vitest'
import { changesText, networkText } from './condition-words.ts'

const conditions: readonly Condition[] = [
  { type: 'text', key: 'first', label: 'First text', default: 'hello', maxBytes: 4_096 },
  { type: 'number', key: 'limit', label: 'recv limit', unit: 'bytes', default: 1_024, min: 1, max: 9_999 },
  { type: 'toggle', key: 'nagle', label: "Nagle's algorithm", default: true },
]

test('only what differs from the experiment is named', () => {
  const offered = { conditions: [...conditions] }
  expect(changesText(offered, { first: 'hello', limit: '1024', nagle: true })).toBe('conditions as offered')
  expect(changesText(offered, { first: 'hi', limit: '3', nagle: false })).toBe(
    "First text hi · recv limit 3 B · Nagle's algorithm off",
  )
})

test('a network without faults says so', () => {
  const delay: Condition = {
    type: 'number',
    key: 'delay',
    label: 'Delay one way',
    unit: 'ms',
    default: 0,
    min: 0,
    max: 9,
  }
  expect(networkText([delay], { delay: '0' })).toBe('no limit, no delay, no loss')
  expect(networkText([delay], { delay: '7' })).toBe('Delay one way 7 ms')
})
