// How surprising each byte is if nobody knows of any messages: the yardstick for everything that a framing explains.

/** How far before a byte lies what predicts it: nothing (0), the neighbour, and 2 and 4 because of arrays of integers. */
const DISTANCES = [0, 1, 2, 4, 8]
/** What predicts all bytes alike; without it random bytes would seem to say more than 8 bits each, because tables are learnt. */
const ALIKE = 1 / 256
/** As many bytes as are judged; the rest of a side is only framed. */
const JUDGED = 8 * 1024
/** How much a context counts, in bytes seen. */
const PATIENCE = 2
/** How much of its weight a predictor keeps however wrong it was. */
const LEAST_WEIGHT = 0.02

/** The tables of all predictors, used again by each call: making and clearing them anew would take longer than filling them. */
const TABLES = DISTANCES.map(() => new Uint16Array(65_536))
const SUMS = DISTANCES.map(() => new Uint32Array(256))
const ALONE = new Uint32Array(256)

/**
 * Bits for each byte, under a model that learns on the way and mixes a few predictors. Runs of zeros, common letters and
 * arrays of integers are cheap, so a framing gains nothing from explaining them. Only of the first 8 KiB in all.
 */
export const surpriseOf = (pieces: readonly Uint8Array[]): readonly Float32Array[] => {
  for (const table of [ALONE, ...TABLES, ...SUMS]) table.fill(0)
  const weights = new Float64Array(DISTANCES.length + 1).fill(1 / (DISTANCES.length + 1))
  let seen = 0
  return pieces.map((bytes) => {
    const bits = new Float32Array(Math.min(bytes.length, JUDGED - seen))
    learn(bytes, bits, weights, seen)
    seen += bits.length
    return bits
  })
}

/** Writes the bits of one piece; `seen` bytes came before it. */
const learn = (bytes: Uint8Array, bits: Float32Array, weights: Float64Array, before: number): void => {
  const last = DISTANCES.length
  const floor = LEAST_WEIGHT
  for (let at = 0, seen = before; at < bits.length; at += 1, seen += 1) {
    const byte = bytes[at] as number
    const base = (PATIENCE * ((ALONE[byte] as number) + 0.5)) / (seen + 128)
    let chance = (weights[last] as number) * ALIKE
    weights[last] = chance
    for (let each = 0; each < last; each += 1) {
      const distance = DISTANCES[each] as number
      const context = distance === 0 || at < distance ? 0 : (bytes[at - distance] as number)
      const table = TABLES[each] as Uint16Array
      const sum = SUMS[each] as Uint32Array
      const pair = (context << 8) | byte
      const count = table[pair] as number
      const total = sum[context] as number
      const weight = ((weights[each] as number) * (count + base)) / (total + PATIENCE)
      chance += weight
      weights[each] = weight
      table[pair] = count + 1
      sum[context] = total + 1
    }
    let kept = 0
    for (let each = 0; each <= last; each += 1) {
      const weight = (weights[each] as number) / chance
      kept += weights[each] = weight > floor ? weight : floor
    }
    for (let each = 0; each <= last; each += 1) weights[each] = (weights[each] as number) / kept
    bits[at] = -Math.log2(chance)
    ALONE[byte] = (ALONE[byte] as number) + 1
  }
}
