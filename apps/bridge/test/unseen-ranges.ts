// The code points that a terminal obeys or hides, by hand from the Unicode Character Database: the general categories Cc, Cf,
// Zl and Zp. The first and last of each range.
export const unseenRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
]

/** Each of them once, in order. */
export const unseenText = unseenRanges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => first + k))
  .map((code) => String.fromCodePoint(code))
  .join('')
