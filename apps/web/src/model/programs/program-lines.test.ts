import type { OtherCall } from '@unstick/session'
import { expect, test } from 'vitest'
import { type HandInterval, laneOf } from '../../../test/subject-of.ts'
import { programLines } from './program-lines.ts'

const other = (
  name: OtherCall['call']['name'],
  args: string[],
  at: number,
  step?: string,
  result = 0,
): OtherCall => ({
  program: 'p',
  stream: 's',
  time: at * 1e6,
  duration: 1e6,
  call: { name, args, result, duration: 1_000_000n, step },
})
const text = new TextEncoder().encode('\0\0\0\u0005helloworld')
const lines = (
  kind: 'send' | 'recv',
  intervals: readonly HandInterval[],
  others: readonly OtherCall[] = [],
  steps: readonly string[] = [],
) =>
  programLines({
    program: 'p',
    port: 1,
    lane: laneOf(kind, intervals),
    callOf: (index) => ({ name: kind, flags: [], step: steps[index] }),
    read: (start, end) => text.subarray(start, end),
    others,
  })?.lines

test('each step is a line, in the order of the code, with its sleeps and without what prepares the socket', () => {
  const found = lines(
    'send',
    [
      [0, 9, 5],
      [9, 14, 9],
    ],
    [
      other('setsockopt', ['TCP_NODELAY', '1'], 1, '1'),
      other('connect', [], 2, '2'),
      other('sleep', ['0.05'], 6, '4'),
      other('close', [], 12, '10'),
    ],
    ['3', '5'],
  )
  expect(found?.map(({ label, kind }) => [label, kind])).toEqual([
    ['connect()', 'call'],
    ['send(…hello)', 'bytes'],
    ['sleep(0.05)', 'asleep'],
    ["send(b'world')", 'bytes'],
    ['close()', 'call'],
  ])
})

test('many calls of one line are one line, and those that are alike say how much each was', () => {
  const found = lines(
    'send',
    [
      [0, 2, 1],
      [2, 4, 2],
    ],
    [],
    ['3.1', '3.1'],
  )
  expect(found?.map(({ label, calls }) => [label, calls.length])).toEqual([['send(2 B)', 2]])
})

test('without steps a line is a call and its limit; a recv that returned 0 is one of its calls', () => {
  const found = lines('recv', [[0, 9, 5]], [other('recv', [], 8)])
  expect(found?.map(({ label, calls }) => [label, calls.map(({ outcome }) => outcome)])).toEqual([
    ['recv()', [undefined, '0 B']],
  ])
})

test('more than a person can read are not listed', () => {
  const many = Array.from({ length: 1_001 }, (_, k): HandInterval => [k, k + 1, k])
  expect(lines('send', many)).toBeUndefined()
})
