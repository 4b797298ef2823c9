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

it.skipIf(error)('systemClock() has the time of the kernel’s wall clock to a few microseconds', () => {
  const clock = systemClock()
  const offsets = Array.from({ length: 2_000 }, () => {
    const before = process.hrtime.bigint()
    return clock() - (before + process.hrtime.bigint()) / 2n
  }).sort((a, b) => Number(a - b))
  const difference = Number((offsets[1_000] ?? 0n) - BigInt(stdout.trim()))
  expect(Math.abs(difference)).toBeLessThan(20_000)
})
