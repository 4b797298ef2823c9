import { expect, test } from 'vitest'
import type { DatagramFate } from '@unstick/session'
import { foundFates } from './found-fates.ts'

const fate = (fate: DatagramFate['fate'], index: number, gone = 0): DatagramFate => ({
  fate,
  lane: 'send',
  index,
  gone,
  text: 'Why.',
})

test('what arrived whole and in order, and what was not measured, is no finding', () => {
  expect(foundFates([fate('delivered', 0), fate('not-measured', 1)], false)).toEqual([])
})

test('what was not read is a finding once the log has ended, not before', () => {
  expect(foundFates([fate('unread', 0)], true)).toEqual([])
  expect(foundFates([fate('unread', 0)], false)).toMatchObject([{ title: 'Datagram 1 was not read.' }])
})

test('a truncated datagram says how much of it is gone, as people count', () => {
  expect(foundFates([fate('delivered', 0), fate('truncated', 1, 976)], false)).toEqual([
    {
      kind: 'fate',
      lane: 'send',
      index: 1,
      title: 'Datagram 2 was truncated: 976 bytes are gone.',
      text: 'Why.',
    },
  ])
})
