import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { systemClock } from './clock.ts'

/** Nanoseconds. */
const CLOSE = 20_000

/** Python's difference between the wall clock and the monotonic clock, which Node uses too; nanoseconds. */
const python = `import time
looks = [(time.monotonic_ns(), time.time_ns(), time.monotonic_ns()) for _ in range(2000)]
a, now, b = min(looks, key=lambda look: look[2] - look[0])
print(now - (a + b) // 2)`

const pythonsLook = () => spawnSync('python3', ['-c', python], { encoding: 'utf8' })
const { error } = pythonsLook()
if (error) console.log('python3 is missing: the clock was not compared with the kernel’s')

/**
 * How far a new clock is from Python's wall clock, in nanoseconds. Python is asked before and after, because while the
 * kernel adjusts its clock, the two clocks drift apart by up to half a microsecond per millisecond.
 */
const difference = (): number => {
  const before = BigInt(pythonsLook().stdout.trim())
  const clock = systemClock()
  const offsets = Array.from({ length: 2_000 }, () => {
    const before = process.hrtime.bigint()
    return clock() - (before + process.hrtime.bigint()) / 2n
  }).sort((a, b) => Number(a - b))
  const mine = offsets[1_000] ?? 0n
  const after = BigInt(pythonsLook().stdout.trim())
  const [low, high] = before < after ? [before, after] : [after, before]
  return Math.max(0, Number(mine - high), Number(low - mine))
}

it.skipIf(error)('systemClock() has the time of the kernel’s wall clock to a few microseconds', () => {
  // A busy machine may take the processor away in the middle of a reading, so one good clock out of several is enough.
  let best = Infinity
  for (let clocks = 0; clocks < 8 && best >= CLOSE; clocks += 1) best = Math.min(best, difference())
  expect(best).toBeLessThan(CLOSE)
})
