import { expect, it } from 'vitest'
import { LaneCalls } from './lane-calls.ts'

it('however many kinds of calls and flags a log has, each interval keeps its name, and the first kinds their flags', () => {
  const calls = new LaneCalls()
  const added = Array.from({ length: 1_000 }, (_, k) => ({
    name: k % 2 === 0 ? ('sendto' as const) : ('write' as const),
    args: ['10', ...(k % 3 === 0 ? ['MSG_MORE', `MSG_${k}`] : []), 'fd=5'],
  }))
  added.forEach((call, index) => calls.add(index, call))
  expect(added.map((_, k) => calls.of(k)?.name)).toEqual(added.map(({ name }) => name))
  expect(calls.of(3)).toEqual({ name: 'write', flags: ['MSG_MORE', 'MSG_3'] })
  expect(calls.of(4)).toEqual({ name: 'sendto', flags: [] })
  expect([calls.hasFlag(3, 'MSG_MORE'), calls.hasFlag(4, 'MSG_MORE')]).toEqual([true, false])
  // Beyond 200 kinds, flags that are new are not kept.
  expect(calls.of(999)).toEqual({ name: 'write', flags: [] })
})

it('calls of different steps of a lab program are of different kinds', () => {
  const calls = new LaneCalls()
  for (const [index, step] of ['4', '4', '5.1', undefined, '4'].entries())
    calls.add(index, { name: 'recv', args: ['1024'], step })
  expect([0, 1, 2, 3, 4].map((index) => calls.of(index)?.step)).toEqual(['4', '4', '5.1', undefined, '4'])
})
