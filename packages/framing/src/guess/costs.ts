// What numbers cost, in bits, if their own distribution is all that is known of them.

/** The bits of a framing that is refused, whatever speaks for it. */
export const REFUSED = -Infinity

/** Bits for a list of whole numbers, the cheaper of two codes: all within a range, or by how often each comes. */
export const numbersCost = (values: ArrayLike<number>, count: number): number => {
  if (count === 0) return 0
  let least = Infinity
  let most = 0
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number
    if (value < least) least = value
    if (value > most) most = value
  }
  const spread = Math.log2(most - least + 1)
  // The range's two ends must be told first.
  const ends = Math.log2(1 + most) + Math.log2(1 + spread * 4)
  const inRange = count * spread
  if (isMostlyDifferent(values, count)) return ends + inRange
  const often = new Map<number, number>()
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number
    often.set(value, (often.get(value) ?? 0) + 1)
  }
  return ends + Math.min(inRange, oftenCost(often.values(), often.size, count) + often.size * spread)
}

const STAMPS = new Uint32Array(1_024)
let stamp = 0

/** Whether most of the first numbers come once, so that saying which of them comes again would cost more than it saves. */
const isMostlyDifferent = (values: ArrayLike<number>, count: number): boolean => {
  const looked = Math.min(count, 64)
  stamp += 1
  let different = 0
  for (let index = 0; index < looked; index += 1) {
    const slot = (values[index] as number) & 1_023
    if (STAMPS[slot] !== stamp) different += 1
    STAMPS[slot] = stamp
  }
  return different > 0.6 * looked
}

/** Bits to say which of several things came, one after another, if their counts are learnt on the way. */
const oftenCost = (counts: Iterable<number>, kinds: number, total: number): number => {
  // Dirichlet-multinomial with weight ½: the cost of an adaptive code, in closed form.
  let bits = logGamma(total + kinds / 2) - logGamma(kinds / 2)
  for (const count of counts) bits -= logGamma(count + 0.5) - HALF
  return bits / Math.LN2
}

/** Natural logarithm of the gamma function, good to 10⁻⁴, for x > 0 (Stirling's series, shifted by 3). */
const logGamma = (x: number): number => {
  const y = x + 3
  return (y - 0.5) * Math.log(y) - y + 0.9189385332 + 1 / (12 * y) - Math.log(x * (x + 1) * (x + 2))
}

const HALF = logGamma(0.5)
