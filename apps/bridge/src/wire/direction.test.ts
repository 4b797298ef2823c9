import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fate, WireDirection } from './direction.ts'
import type { WireSettings } from './settings.ts'

const plain: WireSettings = {
  mtu: 1500,
  rate: 0,
  delay: 0,
  jitter: 0,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  seed: 1,
}
const MS = 1_000_000

/** The fates of packets of 100 bytes that leave a millisecond apart. */
const fates = (settings: Partial<WireSettings>, count: number, bytes = 100): Fate[] => {
  const direction = new WireDirection({ ...plain, ...settings }, 0)
  return Array.from({ length: count }, (_, index) => direction.take(bytes, index * MS))
}
const arrivals = (settings: Partial<WireSettings>, count: number): number[] =>
  fates(settings, count).flatMap((fate) => ('lost' in fate ? [] : fate.arrivals))

const arbitrary = fc.record({
  mtu: fc.constant(1500),
  rate: fc.constantFrom(0, 64, 1_000),
  delay: fc.integer({ min: 0, max: 2_000 }),
  jitter: fc.integer({ min: 0, max: 1_000 }),
  loss: fc.integer({ min: 0, max: 50 }),
  reorder: fc.integer({ min: 0, max: 50 }),
  duplicate: fc.integer({ min: 0, max: 50 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})

describe('a direction of the wire', () => {
  it('without settings passes each packet on at once', () => {
    expect(arrivals({}, 3)).toEqual([0, 1 * MS, 2 * MS])
  })

  it('delays each packet by the delay', () => {
    expect(arrivals({ delay: 10 }, 3)).toEqual([10 * MS, 11 * MS, 12 * MS])
  })

  // 100 bytes are 800 bits, which take 12.5 ms at 64,000 bits a second.
  it('sends one packet after the other at the rate', () => {
    expect(arrivals({ rate: 64 }, 3)).toEqual([12.5 * MS, 25 * MS, 37.5 * MS])
  })

  // The line is 2 s behind when 160 packets of 12.5 ms wait; one leaves a millisecond, so the 175th finds more than that.
  it('loses what finds more than two seconds of packets before it', () => {
    const lost = fates({ rate: 64 }, 200).map((fate) => ('lost' in fate ? fate.lost : undefined))
    expect(lost.indexOf('queue')).toBe(Math.ceil(2_000 / 11.5))
    expect(lost.slice(0, 100).every((reason) => reason === undefined)).toBe(true)
  })

  it.each([
    ['loss', 10],
    ['loss', 50],
  ] as const)('loses about as many as %s of %d %% says', (_key, loss) => {
    const count = 20_000
    const lost = fates({ loss }, count).filter((fate) => 'lost' in fate).length
    // Five standard deviations of a binomial distribution.
    const deviation = Math.sqrt(count * (loss / 100) * (1 - loss / 100))
    expect(Math.abs(lost - (count * loss) / 100)).toBeLessThan(5 * deviation)
  })

  it('doubles packets, and each copy arrives with its packet', () => {
    const doubled = fates({ duplicate: 20 }, 1_000).filter(
      (fate) => 'arrivals' in fate && fate.arrivals.length === 2,
    )
    expect(doubled.length).toBeGreaterThan(130)
    expect(doubled.length).toBeLessThan(270)
  })

  it('holds packets back so that later ones overtake them', () => {
    const all = arrivals({ delay: 10, reorder: 10 }, 1_000)
    const overtaken = all.filter((at, index) => at > (all[index + 1] ?? Infinity))
    expect(overtaken.length).toBeGreaterThan(50)
    expect(overtaken.length).toBeLessThan(150)
  })

  it('with jitter alone keeps the order, and every delay within its bounds of the setting', () => {
    const all = arrivals({ delay: 20, jitter: 5 }, 1_000)
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    const delays = all.map((at, index) => at - index * MS)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(15 * MS)
    expect(Math.max(...delays)).toBeLessThanOrEqual(25 * MS)
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(8 * MS)
  })

  it('makes the same choices again with the same seed, and others with another', () => {
    const settings = { delay: 5, jitter: 5, loss: 20, reorder: 20, duplicate: 20 }
    expect(fates({ ...settings, seed: 7 }, 100)).toEqual(fates({ ...settings, seed: 7 }, 100))
    expect(fates({ ...settings, seed: 7 }, 100)).not.toEqual(fates({ ...settings, seed: 8 }, 100))
  })

  it('makes the same choices whatever another setting is', () => {
    const lost = (settings: Partial<WireSettings>) =>
      fates({ loss: 30, ...settings }, 300).map((fate) => 'lost' in fate)
    expect(lost({ duplicate: 50, jitter: 5, reorder: 40, delay: 3 })).toEqual(lost({}))
  })

  it('lets nothing arrive before it left, whatever the settings are', () => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.array(fc.tuple(fc.integer({ min: 20, max: 1514 }), fc.integer({ min: 0, max: 50 * MS }))),
        (settings, packets) => {
          const direction = new WireDirection(settings, 1)
          let now = 0
          for (const [bytes, gap] of packets) {
            now += gap
            const fate = direction.take(bytes, now)
            if ('arrivals' in fate) for (const at of fate.arrivals) expect(at).toBeGreaterThanOrEqual(now)
          }
        },
      ),
    )
  })
})
