import { expect, test } from 'vitest'
import { carried, carriedBy, directionNames, fullName, portsBeside, shortNames } from './head-words.ts'

const head = {
  connection: 0,
  transport: 'tcp',
  from: { address: '127.0.0.1', port: 51_076, program: 'client' },
  to: { address: '::1', port: 8_080, program: undefined },
  streams: [4, 7],
  bytes: [18, 1_468],
} as const

test('a connection is named by its programs, or by its ports if the log names none', () => {
  expect(shortNames({ ...head, to: { ...head.to, program: 'server' } })).toEqual(['client', 'server'])
  expect(shortNames(head)).toEqual(['client', ':8080'])
  expect(shortNames({ ...head, from: { ...head.from, program: undefined } })).toEqual(['51076', '8080'])
  expect(fullName(head)).toBe('127.0.0.1:51076 → [::1]:8080')
})

test('its bytes are shown for both directions', () => {
  expect(carried(head)).toBe('TCP · 18 bytes there, 1,468 bytes back')
  expect(carried({ ...head, bytes: [1, 0] })).toBe('TCP · 1 byte there')
})

test('each direction says who sends to whom, and how much', () => {
  expect(directionNames(head, 4)).toEqual(['client', ':8080'])
  expect(directionNames(head, 7)).toEqual([':8080', 'client'])
  expect(carriedBy(head, 4)).toBe('TCP · 18 bytes')
  expect(carriedBy(head, 7)).toBe('TCP · 1,468 bytes')
})

const server = { ...head, to: { ...head.to, program: 'server' } }
const unnamed = { ...head, from: { ...head.from, program: undefined } }

test('several connections of the same two programs differ by their ports, in the order of their names', () => {
  expect(portsBeside(server)).toEqual(['51076', '8080'])
  expect(portsBeside(server, 7)).toEqual(['8080', '51076'])
  expect(portsBeside(unnamed)).toBeUndefined()
  expect(directionNames(unnamed, 4)).toEqual(['51076', '8080'])
  expect(directionNames(unnamed, 7)).toEqual(['8080', '51076'])
})
