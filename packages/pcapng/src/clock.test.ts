import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../test/seeded.ts'
import { InterfaceClock } from './clock.ts'

const read = (clock: InterfaceClock, units: bigint) => {
  const instant = { seconds: 0, nanoseconds: 0 }
  clock.read(Number(units >> 32n), Number(units & 0xffff_ffffn), instant)
  return instant
}

describe('a time stamp', () => {
  test.each([
    ['microseconds', 6, 0, 1_700_000_000_123_456n, 1_700_000_000, 123_456_000],
    ['nanoseconds', 9, 0, 1_795_339_928_478_667_001n, 1_795_339_928, 478_667_001],
    ['the last nanosecond of a second', 9, 0, 1_999_999_999n, 1, 999_999_999],
    ['the largest count of nanoseconds', 9, 0, 2n ** 64n - 1n, 18_446_744_073, 709_551_615],
    ['seconds with an offset', 0, 1_000, 5n, 1_005, 0],
    ['seconds with a negative offset', 3, -10, 5_250n, -5, 250_000_000],
    ['2^-20 seconds, cut to whole nanoseconds', 0x94, 0, (7n << 20n) + 1n, 7, 953],
    ['picoseconds', 12, 0, 1_700_000_123_456_789_999n, 1_700_000, 123_456_789],
    ['10^-127 seconds', 127, 0, 2n ** 64n - 1n, 0, 0],
    ['2^-127 seconds', 255, 0, 2n ** 64n - 1n, 0, 0],
  ])('in %s', (_, resolution, offset, units, seconds, nanoseconds) => {
    expect(read(new InterfaceClock(resolution, offset), units)).toEqual({ seconds, nanoseconds })
  })

  test('is exact in every unit, whatever time stamps came before it on the interface', () => {
    const stamp = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: 1_795_000_000_000_000_000n, max: 1_795_000_010_000_000_000n }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.array(stamp), (resolution, stamps) => {
        const clock = new InterfaceClock(resolution, 0)
        const perSecond = (resolution < 128 ? 10n : 2n) ** BigInt(resolution & 127)
        for (const units of stamps) {
          const { seconds, nanoseconds } = read(clock, units)
          expect(BigInt(nanoseconds)).toBe(((units % perSecond) * 1_000_000_000n) / perSecond)
          // Above 2^53 seconds, year 285,000,000, doubles have gaps.
          if (units / perSecond <= 2n ** 53n) expect(seconds).toBe(Number(units / perSecond))
        }
      }),
      seeded(3),
    )
  })
})
