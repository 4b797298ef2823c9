// IEEE 754 binary16, because ES2023 has no type for it.

/** The number that 16 bits mean. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** The 16 bits nearest to a number, ties to even; undefined if a finite number is too large (65520 and up). */
export function numberToHalf(value: number): number | undefined {
  if (Number.isNaN(value)) return 0x7e00
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (size === Infinity) return sign | 0x7c00
  if (size >= 65520) return undefined
  if (size < 2 ** -14) return sign | roundHalfEven(size * 2 ** 24)
  const exponent = exponentOf(size)
  const fraction = roundHalfEven(size * 2 ** (10 - exponent)) - 1024
  // A fraction rounded up to 1024 carries into the exponent, which gives the right next number.
  return sign | (((exponent + 15) << 10) + fraction)
}

function exponentOf(size: number): number {
  let exponent = -14
  while (size >= 2 ** (exponent + 1)) exponent++
  return exponent
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1
  return floor
}
