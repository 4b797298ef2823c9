// Finds the sorted order of many numbers in linear time, whatever order they come in.

/** Fewer numbers are sorted by comparing, because counting has a fixed cost. */
const MANY = 2_048
const DIGITS = 65_536

/** The indices of the first `count` numbers, in ascending order of the numbers; stable. The numbers must be whole. */
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

/** Sorts by one digit after the other from the lowest, each time keeping the order of equal digits. */
const radixOrder = (
  numbers: Float64Array,
  count: number,
  order: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> => {
  let least = Infinity
  let most = -Infinity
  for (let k = 0; k < count; k += 1) {
    const number = numbers[k] as number
    if (number < least) least = number
    if (number > most) most = number
  }
  let from = order
  let to = new Uint32Array(count)
  const digits = new Uint16Array(count)
  const places = new Uint32Array(DIGITS)
  for (let unit = 1; unit <= most - least; unit *= DIGITS) {
    places.fill(0)
    for (let k = 0; k < count; k += 1) {
      const digit = Math.floor(((numbers[k] as number) - least) / unit) % DIGITS
      digits[k] = digit
      places[digit] = (places[digit] as number) + 1
    }
    let before = 0
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const here = places[digit] as number
      places[digit] = before
      before += here
    }
    for (let k = 0; k < count; k += 1) {
      const index = from[k] as number
      const digit = digits[index] as number
      const place = places[digit] as number
      places[digit] = place + 1
      to[place] = index
    }
    ;[from, to] = [to, from]
  }
  return from
}
