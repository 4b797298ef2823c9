import { expect, test } from 'vitest'
import { recordedWords } from './recorded-words.ts'

// 2026-11-22T12:00:00Z and a second. Noon is on the same day in all time zones except the outermost.
const when = { epoch: Date.UTC(2026, 10, 22, 12), extent: [1e9, 2e9], connections: 1 } as const

test('a session with calls was recorded by Unstick', () => {
  expect(recordedWords({ ...when, hasCalls: true })).toMatch(
    /^A session recorded by Unstick on 22 November 2026 at \d\d:\d\d$/,
  )
})

test('a session with only packets is a capture from an unknown source', () => {
  expect(recordedWords({ ...when, hasCalls: false })).toMatch(/^A capture made on 22 November 2026/)
})

test('before anything is read it is called a session', () => {
  expect(recordedWords(undefined)).toBe('A session')
})
