// UTF-8 in both directions, as the Encoding Standard has it (https://encoding.spec.whatwg.org/#utf-8), for
// TextEncoder and TextDecoder belong to no JavaScript standard that is common to Node, pages and workers.

/** The text's bytes, as a new array; a lone surrogate becomes U+FFFD. */
export const encodeUtf8 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index)
    if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(index + 1)
      if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00)
        index++
      } else code = REPLACEMENT
    }
    if (code < 0x80) bytes[at++] = code
    else {
      if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6)
      else {
        if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12)
        else {
          bytes[at++] = 0xf0 | (code >> 18)
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f)
        }
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
      }
      bytes[at++] = 0x80 | (code & 0x3f)
    }
  }
  return bytes.slice(0, at)
}

/** The text of `bytes[start, end)`; each ill-formed sequence, cut at its longest well-formed beginning, becomes U+FFFD. */
export const decodeUtf8 = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ''
  let filled = 0
  let code = 0
  let missing = 0
  let lower = 0x80
  let upper = 0xbf
  for (let at = start; at < end; at++) {
    // A character has at most two units, and an ill-formed one may come before it.
    if (filled > UNITS - 4) {
      text += textOf(filled)
      filled = 0
    }
    const byte = bytes[at] as number
    if (missing > 0) {
      if (byte >= lower && byte <= upper) {
        lower = 0x80
        upper = 0xbf
        code = (code << 6) | (byte & 0x3f)
        if (--missing > 0) continue
        if (code < 0x10000) units[filled++] = code
        else {
          units[filled++] = 0xd7c0 + (code >> 10)
          units[filled++] = 0xdc00 + (code & 0x3ff)
        }
        continue
      }
      missing = 0
      units[filled++] = REPLACEMENT
    }
    lower = 0x80
    upper = 0xbf
    if (byte < 0x80) units[filled++] = byte
    else if (byte >= 0xc2 && byte <= 0xdf) {
      missing = 1
      code = byte & 0x1f
    } else if (byte >= 0xe0 && byte <= 0xef) {
      missing = 2
      code = byte & 0x0f
      if (byte === 0xe0) lower = 0xa0
      if (byte === 0xed) upper = 0x9f
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      missing = 3
      code = byte & 0x07
      if (byte === 0xf0) lower = 0x90
      if (byte === 0xf4) upper = 0x8f
    } else units[filled++] = REPLACEMENT
  }
  if (missing > 0) units[filled++] = REPLACEMENT
  return text + textOf(filled)
}

/** How many UTF-16 units become text at a time: one by one would take ten times as long. */
const UNITS = 4_096
const units = new Uint16Array(UNITS)

const textOf = (count: number): string => String.fromCharCode(...units.subarray(0, count))

const REPLACEMENT = 0xfffd
