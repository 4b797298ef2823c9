// Random numbers that a seed repeats exactly: mulberry32, one state of 32 bits, period 2^32.

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number

/** `seed` and `stream` are whole numbers; each stream of a seed is another sequence. */
export const seededRandom = (seed: number, stream: number): Random => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
