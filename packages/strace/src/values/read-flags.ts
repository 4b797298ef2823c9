// Reads flags and names of constants: `MSG_PEEK|MSG_DONTWAIT`, `0`, `0x40 /* MSG_??? */`, `SOL_TCP`.
import type { Cursor } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { skipValue } from '../text/skip-value.ts'
import { textOf } from '../text/utf8.ts'

/** The flags in strace's order; a flag that strace does not know stays a number. */
export const readFlags = (cursor: Cursor): readonly string[] => {
  const start = cursor.at
  skipValue(cursor)
  return flags.of(cursor.bytes, start, cursor.at)
}

/** One argument as strace prints it, without its comment. */
export const readWord = (cursor: Cursor): string => {
  const start = cursor.at
  skipValue(cursor)
  return words.of(cursor.bytes, start, cursor.at)
}

/** The number in `[16]`, `[128 => 16]` (the last), `1` or `0x10`; `undefined` for anything else. */
export const numberIn = (text: string): number | undefined => {
  const last = /^\[(?:.*=> )?(-?\w+)\]$/.exec(text)?.[1] ?? text
  return /^-?(?:\d+|0x[0-9a-f]+)$/.test(last) ? Number(last) : undefined
}

const words = new Interner((bytes, start, end) =>
  textOf(bytes, start, end)
    .replace(/ ?\/\*[^]*?\*\//g, '')
    .trimEnd(),
)

const flags = new Interner<readonly string[]>((bytes, start, end) => {
  const text = words.of(bytes, start, end)
  return text === '0' || text === '' ? NO_FLAGS : text.split('|')
})

export const NO_FLAGS: readonly string[] = []
