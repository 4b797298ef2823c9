// Reads pasted bytes: pairs of hex digits in any common notation, or a Python bytes literal.
import { readValue } from './value-text.ts'

export type ReadHex =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** What is wrong, and where: characters `[start, end)`. */
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number }

/** `00 00 28 01`, `0x00002801`, `00:00:28:01`, `{0x28, 0x01}`, `\x00\x00`, `b'\x00('`. */
export const readHex = (text: string): ReadHex => {
  const literal = /^\s*(b(['"]).*\2)\s*$/s.exec(text)?.[1]
  if (literal !== undefined) {
    const bytes = readValue(literal, 's')
    return { ok: true, bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(0) }
  }
  // Separators become blanks, so that all places stay the same.
  const bare = text.replace(/0x|\\x|[\s,;:{}[\]()_-]/gi, (gap) => ' '.repeat(gap.length))
  const wrong = /[^\s\da-f]+/i.exec(bare)
  if (wrong) {
    const [word] = wrong
    return { ok: false, message: `“${word}” is not hex.`, start: wrong.index, end: wrong.index + word.length }
  }
  const odd = [...bare.matchAll(/[\da-f]+/gi)].find(([digits]) => digits.length % 2 === 1)
  if (odd) {
    const message = `“${odd[0]}” is half a byte: a byte has two digits.`
    return { ok: false, message, start: odd.index, end: odd.index + odd[0].length }
  }
  const pairs = bare.match(/[\da-f]{2}/gi) ?? []
  return { ok: true, bytes: Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)) }
}
