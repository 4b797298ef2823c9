import { expect, test } from 'vitest'
import { recordedWords } from './recorded-words.ts'

const stream = {
  index: 0,
  name: '127.0.0.1:51076>127.0.0.1:8080',
  transport: 'tcp',
  source: { address: '127.0.0.1', port: 51_076 },
  destination: { address: '127.0.0.1', port: 8_080 },
  length: 10,
} as const
// 2026-11-22T12:00:00Z and a second; noon is the same day in all but the outermost time zones.
const when = { epoch: Date.UTC(2026, 10, 22, 12), extent: [1e9, 2e9] } as const

test('a session with a program at one of its ends was recorded by Unstick', () => {
  const streams = [{ ...stream, writer: undefined, reader: 'server' }]
  expect(recordedWords({ ...when, streams })).toMatch(
    /^A session recorded by Unstick on 22 November 2026 at \d\d:\d\d$/,
  )
})

test('packets alone are a capture that anybody may have made', () => {
  const streams = [{ ...stream, writer: undefined, reader: undefined }]
  expect(recordedWords({ ...when, streams })).toMatch(/^A capture made on 22 November 2026/)
})

test('before anything is read it is a session', () => {
  expect(recordedWords(undefined)).toBe('A session')
})
