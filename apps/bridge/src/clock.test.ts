import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { systemClock } from './clock.ts'

/** Python's difference between the wall clock and the monotonic one, which is the one that Node tells; nanoseconds. */
const python = `import time
looks = [(time.monotonic_ns(), time.time_ns(), time.monotonic_ns()) for _ in range(2000)]
a, now, b = min(looks, key=lambda look: look[2] - look[0])
print(now - (a + b) // 2)`

const { stdout, error } = spawnSync('python3', ['-c', python], { encoding: 'utf8' })
if (error) console.log('python3 is missing: the clock was not compared with the kernel’s')

/** How far a fresh clock is from Python's wall clock, in nanoseconds. */
const difference = (): number => {
  const clock = systemClock()
  const offsets = Array.from({ length: 2_000 }, () => {
    const before = process.hrtime.bigint()
    return clock() - (before + process.hrtime.bigint()) / 2n
  }).sort((a, b) => Number(a - b))
  return Math.abs(Number((offsets[1_000] ?? 0n) - BigInt(stdout.trim())))
}

it.skipIf(error)('systemClock() has the time of the kernel’s wall clock to a few microseconds', () => {
  // A busy machine takes the processor away in the middle of a reading: the best of some clocks tells the method.
  expect(Math.min(...Array.from({ length: 8 }, difference))).toBeLessThan(20_000)
})
