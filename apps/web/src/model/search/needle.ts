// The bytes to search for, read from the typed text (with escapes) or hex.
import { readHex } from '../bytes/hex.ts'

export type NeedleKind = 'text' | 'hex'

export type Needle =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string }

/** Longer ones are refused, because a search looks for a few words and not for a file. */
const MAX_NEEDLE = 1_024

/** `68 65 6c`, `0x68656c`, `\x68\x65` look like hex; everything else is text. */
export const looksLike = (text: string): NeedleKind =>
  /^\s*(?:0x[\da-f]{2,}|(?:\\x[\da-f]{2})+|[\da-f]{2}(?:[\s:]+[\da-f]{2})+)\s*$/i.test(text) ? 'hex' : 'text'

/** Text is searched as UTF-8, with `\r`, `\n`, `\t`, `\0`, `\\` and `\x7f` as in C. */
export const readNeedle = (text: string, kind: NeedleKind): Needle => {
  const read = kind === 'hex' ? readHex(text) : ({ ok: true, bytes: textBytes(text) } as const)
  if (!read.ok) return { ok: false, message: read.message }
  const { length } = read.bytes
  if (length > MAX_NEEDLE)
    return { ok: false, message: `These are ${length} bytes; at most ${MAX_NEEDLE} can be searched for.` }
  return { ok: true, bytes: read.bytes }
}

const named: Readonly<Record<string, number>> = { r: 13, n: 10, t: 9, '0': 0, '\\': 92 }
const encoder = new TextEncoder()

const textBytes = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const [piece, code, sign] of text.matchAll(/\\x([\da-f]{2})|\\([rnt0\\])|[^\\]+|\\/gi)) {
    if (code !== undefined) bytes.push(Number.parseInt(code, 16))
    else if (sign !== undefined) bytes.push(named[sign.toLowerCase()] ?? 0)
    else bytes.push(...encoder.encode(piece))
  }
  return Uint8Array.from(bytes)
}
