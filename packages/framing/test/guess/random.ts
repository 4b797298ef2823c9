// Random numbers that a seed repeats (mulberry32).
export interface Random {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number
  pick<T>(of: readonly T[]): T
  chance(share: number): boolean
  bytes(count: number): Uint8Array
}

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    pick: (of) => of[whole(0, of.length - 1)] as (typeof of)[number],
    chance: (share) => next() < share,
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  }
}
