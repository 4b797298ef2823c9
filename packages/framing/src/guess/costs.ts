// What numbers cost, in bits, if their own distribution is all that is known of them.

/** The bits of a framing that is refused, whatever speaks for it. */
export const REFUSED = -Infinity

/** Bits for a list of whole numbers, the cheapest of three codes: all within a range, by how often each comes, or by how large it is. */
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
  const byMagnitude = magnitudeCost(values, count, least, most)
  if (isMostlyDifferent(values, count)) return ends + Math.min(inRange, byMagnitude)
  const often = new Map<number, number>()
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number
    often.set(value, (often.get(value) ?? 0) + 1)
  }
  return (
    ends + Math.min(inRange, byMagnitude, oftenCost(often.values(), often.size, count) + often.size * spread)
  )
}

const MAGNITUDES = new Uint32Array(54)

/** Bits to say how many bits each number has, counted from the least one, and then those: most are small, and few are far larger. */
const magnitudeCost = (values: ArrayLike<number>, count: number, least: number, most: number): number => {
  const kinds = magnitudeOf(most - least) + 1
  MAGNITUDES.fill(0, 0, kinds)
  let bits = 0
  for (let index = 0; index < count; index += 1) {
    const magnitude = magnitudeOf((values[index] as number) - least)
    MAGNITUDES[magnitude] = (MAGNITUDES[magnitude] as number) + 1
    bits += Math.max(0, magnitude - 1)
  }
  return bits + oftenCost(MAGNITUDES.subarray(0, kinds), kinds, count)
}

/** How many binary digits a number has; 0 for 0. */
const magnitudeOf = (value: number): number =>
  value < 2 ** 32 ? 32 - Math.clz32(value) : 1 + Math.floor(Math.log2(value))

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
