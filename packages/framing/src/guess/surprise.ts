// How surprising each byte is if nobody knows of any messages: the yardstick for everything that a framing explains.

/** How far before a byte lies what predicts it: nothing (0), the neighbour, and 2 and 4 because of arrays of integers. */
const DISTANCES = [0, 1, 2, 4]
/** What predicts all bytes alike; without it random bytes would seem to say more than 8 bits each, because tables are learnt. */
const ALIKE = 1 / 256
/** As many bytes as are judged; the rest of a side is only framed. */
const JUDGED = 16 * 1024
/** How much a context counts, in bytes seen. */
const PATIENCE = 2
/** How much of its weight a predictor keeps however wrong it was. */
const LEAST_WEIGHT = 0.02

/**
 * Bits for each byte, under a model that learns on the way and mixes a few predictors. Runs of zeros, common letters and
 * arrays of integers are cheap, so a framing gains nothing from explaining them. Only of the first 16 KiB in all.
 */
export const surpriseOf = (pieces: readonly Uint8Array[]): readonly Float32Array[] => {
  const alone = new Uint32Array(256)
  const tables = DISTANCES.map(() => new Uint16Array(65_536))
  const sums = DISTANCES.map(() => new Uint32Array(256))
  const weights = [...DISTANCES.map(() => 1), 1].map((one, _, { length }) => one / length)
  const last = DISTANCES.length
  let seen = 0
  return pieces.map((bytes) => {
    const bits = new Float32Array(Math.min(bytes.length, JUDGED - seen))
    for (let at = 0; at < bits.length; at += 1) {
      const byte = bytes[at] as number
      const base = (PATIENCE * ((alone[byte] as number) + 0.5)) / (seen + 128)
      let chance = (weights[last] as number) * ALIKE
      weights[last] = chance
      let kept = 0
      for (let each = 0; each < DISTANCES.length; each += 1) {
        const distance = DISTANCES[each] as number
        const context = distance === 0 || at < distance ? 0 : (bytes[at - distance] as number)
        const table = tables[each] as Uint16Array
        const sum = sums[each] as Uint32Array
        const pair = (context << 8) | byte
        const own = ((table[pair] as number) + base) / ((sum[context] as number) + PATIENCE)
        const weight = (weights[each] as number) * own
        chance += weight
        weights[each] = weight
        table[pair] = (table[pair] as number) + 1
        sum[context] = (sum[context] as number) + 1
      }
      for (let each = 0; each <= last; each += 1) {
        weights[each] = Math.max(LEAST_WEIGHT, (weights[each] as number) / chance)
        kept += weights[each] as number
      }
      for (let each = 0; each <= last; each += 1) weights[each] = (weights[each] as number) / kept
      bits[at] = -Math.log2(chance)
      alone[byte] = (alone[byte] as number) + 1
      seen += 1
    }
    return bits
  })
}
