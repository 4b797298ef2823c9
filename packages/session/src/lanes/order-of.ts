// The order of many numbers, in linear time whatever order they come in.

/** Fewer are sorted by comparing, because counting has a cost of its own. */
const MANY = 2_048
const DIGITS = 65_536

/** The indices of the first `count` rising numbers; equal ones stay in their order. Numbers are whole. */
export const orderOf = (numbers: Float64Array, count: number): Uint32Array<ArrayBuffer> => {
  const order = new Uint32Array(count)
  for (let k = 0; k < count; k += 1) order[k] = k
  if (isEach(numbers, count, (before, next) => before <= next)) return order
  if (isEach(numbers, count, (before, next) => before > next)) return order.reverse()
  if (count < MANY) return order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number) || a - b)
  return radixOrder(numbers, count, order)
}

const isEach = (
  numbers: Float64Array,
  count: number,
  holds: (before: number, next: number) => boolean,
): boolean => {
  for (let k = 1; k < count; k += 1) if (!holds(numbers[k - 1] as number, numbers[k] as number)) return false
  return true
}

/** Digit by digit from the lowest, each time keeping the order of those whose digit is the same. */
const radixOrder = (
  numbers: Float64Array,
  count: number,
  order: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> => {
  let least = Infinity
  let most = -Infinity
  for (let k = 0; k < count; k += 1) {
    least = Math.min(least, numbers[k] as number)
    most = Math.max(most, numbers[k] as number)
  }
  let from = order
  let to = new Uint32Array(count)
  for (let unit = 1; unit <= most - least; unit *= DIGITS) {
    const digitOf = (index: number): number =>
      Math.floor(((numbers[index] as number) - least) / unit) % DIGITS
    const places = new Uint32Array(DIGITS + 1)
    for (const index of from) places[digitOf(index) + 1] = (places[digitOf(index) + 1] as number) + 1
    for (let digit = 0; digit < DIGITS; digit += 1)
      places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number)
    for (const index of from) {
      const digit = digitOf(index)
      const place = places[digit] as number
      places[digit] = place + 1
      to[place] = index
    }
    ;[from, to] = [to, from]
  }
  return from
}
