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

test('if nothing is typed, everything is listed in its order', () => {
  expect(names(' ')).toEqual(entries.map(({ name }) => name))
})

test('every word must be in the name or its group, in any order and any case', () => {
  expect(names('TCP dns')).toEqual(['Frame as DNS over TCP (dns)'])
  expect(names('experiments world')).toEqual(['hello + world'])
  expect(names('dns world')).toEqual([])
})

test('entries that begin with the first word come first', () => {
  expect(names('s')[0]).toBe('Sessions')
})
