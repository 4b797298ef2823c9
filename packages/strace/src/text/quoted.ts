// strace's quoted strings as bytes: `"hello\n\0"` with C's escapes, or `"\x68\x65"` with -x and -xx (string_quote in
// strace's util.c).
import { BACKSLASH, type Cursor, DOT, EMPTY, QUOTE } from './cursor.ts'
import { newBytes } from './new-bytes.ts'
import { unescape } from './unescape.ts'

/** Reads a string from its opening quote to after its closing one, as new bytes. */
export const readQuoted = (cursor: Cursor): Uint8Array => {
  if (cursor.peek() !== QUOTE) {
    cursor.fail()
    return EMPTY
  }
  const { bytes } = cursor
  const start = cursor.at + 1
  const close = closingQuote(cursor)
  if (close < 0) {
    cursor.fail()
    return EMPTY
  }
  cursor.at = close + 1
  return hexBytes(bytes, start, close) ?? unescape(bytes, start, close)
}

/** Goes past a string without reading it. */
export const skipQuoted = (cursor: Cursor): void => {
  const close = closingQuote(cursor)
  if (close < 0) cursor.fail()
  else cursor.at = close + 1
}

/** Goes past the `...` behind a string that strace cut. */
export const takeEllipsis = (cursor: Cursor): boolean => cursor.peek() === DOT && cursor.takeText('...')

/** Where the string ends that begins at the cursor; -1 if it does not end. */
const closingQuote = ({ bytes, at, end }: Cursor): number => {
  for (let from = at + 1; ;) {
    const quote = bytes.indexOf(QUOTE, from)
    if (quote < 0 || quote >= end) return -1
    let backslashes = 0
    while (quote - backslashes > from && bytes[quote - backslashes - 1] === BACKSLASH) backslashes++
    if ((backslashes & 1) === 0) return quote
    from = quote + 1
  }
}

/** What each hexadecimal digit is worth; 256 or more for any other byte. */
const low = new Uint16Array(256).fill(256)
const high = new Uint16Array(256).fill(4096)
for (let value = 0; value < 16; value++)
  for (const character of [value.toString(16), value.toString(16).toUpperCase()]) {
    low[character.charCodeAt(0)] = value
    high[character.charCodeAt(0)] = value << 4
  }

/** The bytes of a string in which every byte is written as `\x68`; `undefined` for any other. */
const hexBytes = (text: Uint8Array, start: number, end: number): Uint8Array | undefined => {
  const length = end - start
  if (length === 0) return EMPTY
  if ((length & 3) !== 0 || text[start] !== BACKSLASH || text[start + 1] !== 0x78) return undefined
  const bytes = newBytes(length >> 2)
  let wrong = 0
  for (let index = 0, at = start; index < bytes.length; index++, at += 4) {
    const value = (high[text[at + 2] as number] as number) | (low[text[at + 3] as number] as number)
    wrong |= value | (((text[at] as number) ^ BACKSLASH) << 8) | (((text[at + 1] as number) ^ 0x78) << 8)
    bytes[index] = value
  }
  return wrong < 256 ? bytes : undefined
}
