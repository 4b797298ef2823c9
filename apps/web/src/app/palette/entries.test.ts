import { expect, test } from 'vitest'
import { type Entry, matching } from './entries.ts'

const entry = (group: Entry['group'], name: string): Entry => ({ group, name, run: () => undefined })
const entries = [
  entry('Do', 'Next finding'),
  entry('Framings', 'Frame as DNS over TCP (dns)'),
  entry('Experiments', 'hello + world'),
  entry('Go to', 'Sessions'),
]
const names = (text: string) => matching(entries, text).map(({ name }) => name)

test('nothing typed: everything, in its order', () => {
  expect(names(' ')).toEqual(entries.map(({ name }) => name))
})

test('every word must be there, in any order and any case, in the name or its group', () => {
  expect(names('TCP dns')).toEqual(['Frame as DNS over TCP (dns)'])
  expect(names('experiments world')).toEqual(['hello + world'])
  expect(names('dns world')).toEqual([])
})

test('what begins with the first word comes first', () => {
  expect(names('s')[0]).toBe('Sessions')
})
