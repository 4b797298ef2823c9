import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CountingLoop } from './counting-loop.ts'

let now = 0
beforeEach(() => {
  now = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Counts what is `left`, in milliseconds of work, and records when its slices began. */
const loopOf = (work: { left: number }) => {
  const begun: number[] = []
  const count = (milliseconds: number): boolean => {
    if (milliseconds === 0) return work.left <= 0
    begun.push(now)
    now += Math.min(milliseconds, work.left)
    work.left -= milliseconds
    return work.left <= 0
  }
  return { begun, loop: new CountingLoop(count, () => undefined) }
}
const wait = (milliseconds: number): void => {
  for (let k = 0; k < milliseconds; k += 1) {
    now += 1
    vi.advanceTimersByTime(1)
  }
}
/** Counts the given amount of work to its end. */
const countAll = (left: number) => {
  const work = { left }
  const { begun, loop } = loopOf(work)
  loop.go()
  while (work.left > 0) wait(1)
  begun.length = 0
  return { begun, loop, work, ended: now }
}

test('it rests three times as long as the counting took, starting when that ended', () => {
  const { begun, loop, work, ended } = countAll(120)
  wait(300)
  work.left = 5
  loop.go()
  wait(100)
  expect(begun).toEqual([ended + 360])
})

test('when asked after the rest is over, it counts at once', () => {
  const { begun, loop, work, ended } = countAll(120)
  wait(400)
  work.left = 5
  loop.go()
  wait(1)
  expect(begun).toEqual([ended + 401])
})

test('no rest is longer than five seconds', () => {
  const { begun, loop, work, ended } = countAll(6_000)
  work.left = 5
  loop.go()
  wait(5_001)
  expect(begun).toEqual([ended + 5_000])
})

test('there is no rest for another session or framing', () => {
  const { begun, loop, work, ended } = countAll(1_200)
  work.left = 5
  loop.go()
  loop.clear()
  loop.go()
  wait(1)
  expect(begun).toEqual([ended + 1])
})
