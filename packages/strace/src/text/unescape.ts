// Escapes in strace's strings: C's, octal ones of one to three digits, and `\x68`.
import { BACKSLASH, ZERO } from './cursor.ts'
import { copyOf } from './new-bytes.ts'

const byLetter = new Map(
  ['a\x07', 'b\b', 't\t', 'n\n', 'v\v', 'f\f', 'r\r'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
)

/** Grows to the longest string so far, which is shorter than its line. */
let scratch = new Uint8Array(256)

/** The bytes of the text `[start, end)`, as a new array. What follows a backslash and is no escape stands for itself. */
export const unescape = (text: Uint8Array, start: number, end: number): Uint8Array => {
  if (scratch.length < end - start) scratch = new Uint8Array((end - start) * 2)
  const out = scratch
  let length = 0
  for (let at = start; at < end;) {
    const byte = text[at++] as number
    if (byte !== BACKSLASH || at === end) {
      out[length++] = byte
      continue
    }
    const escape = text[at++] as number
    if (isOctal(escape)) {
      let value = escape - ZERO
      for (let digits = 1; digits < 3 && at < end && isOctal(text[at] as number); digits++)
        value = value * 8 + (text[at++] as number) - ZERO
      out[length++] = value
    } else if (
      escape === 0x78 &&
      at + 1 < end &&
      isHex(text[at] as number) &&
      isHex(text[at + 1] as number)
    ) {
      out[length++] = hexValue(text[at] as number) * 16 + hexValue(text[at + 1] as number)
      at += 2
    } else out[length++] = byLetter.get(escape) ?? escape
  }
  const bytes = copyOf(out, 0, length)
  if (scratch.length > MAX_KEPT) scratch = new Uint8Array(256)
  return bytes
}

const MAX_KEPT = 1024 * 1024

const isOctal = (byte: number): boolean => byte >= ZERO && byte < ZERO + 8
const isHex = (byte: number): boolean => hexValue(byte) >= 0
const hexValue = (byte: number): number => {
  if (byte >= ZERO && byte <= 0x39) return byte - ZERO
  const letter = (byte | 0x20) - 0x61
  return letter >= 0 && letter < 6 ? letter + 10 : -1
}
