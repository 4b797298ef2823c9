// The output of several programs in one terminal: each line has its program's name in front, in the program's colour. In a
// terminal a line without an end, such as a prompt, is there at once; elsewhere lines stay whole.
import type { Readable } from 'node:stream'

/** ANSI colours that can be read on dark and on light: cyan, magenta, green, yellow, blue, red. */
const COLOURS = [36, 35, 32, 33, 34, 31]

/** The longest line that waits for its end (bytes); a longer one is printed in parts. */
const MAX_LINE = 64 * 1024
const LINE_FEED = 0x0a

/** `[server.py] `, as wide for every program, in colour if the terminal wants it. */
export const prefixOf = (names: readonly string[], index: number, coloured: boolean): string => {
  const width = Math.max(...names.map((name) => name.length))
  const text = `[${names[index] ?? ''}]`.padEnd(width + 2)
  return coloured ? `\x1b[${COLOURS[index % COLOURS.length] ?? 36}m${text}\x1b[0m ` : `${text} `
}

interface Prefixed {
  readonly prefix: string
  readonly write: (text: Uint8Array) => Promise<void>
  /** Called for each piece as it comes. */
  readonly seen: (piece: Uint8Array) => void
  /** Whether a person reads it as it comes: then a line without an end, such as a prompt, is soon printed as a line. */
  readonly isTerminal: boolean
}

/** Milliseconds after which a line is one that waits for an answer. */
const QUIET = 50

/** Writes the stream's lines with the prefix as they come. A last line without an end gets one. Resolves at its end. */
export const printPrefixed = async (
  stream: Readable,
  { prefix, write, seen, isTerminal }: Prefixed,
): Promise<void> => {
  const front = new TextEncoder().encode(prefix)
  let rest: Uint8Array = new Uint8Array(0)
  let quiet: NodeJS.Timeout | undefined
  const flush = async (): Promise<void> => {
    const text = rest
    rest = new Uint8Array(0)
    if (text.length > 0) await write(withPrefix(front, text))
  }
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    clearTimeout(quiet)
    seen(piece)
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const end = bytes.length > MAX_LINE ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1
    rest = bytes.slice(end)
    if (end > 0) await write(withPrefix(front, bytes.subarray(0, end)))
    if (isTerminal) quiet = setTimeout(() => void flush(), QUIET)
  }
  clearTimeout(quiet)
  await flush()
}

/** Each line of `text` with `front` before it and a line feed after it. */
const withPrefix = (front: Uint8Array, text: Uint8Array): Uint8Array => {
  const parts: Uint8Array[] = []
  for (let at = 0; at < text.length;) {
    const found = text.indexOf(LINE_FEED, at)
    const end = found < 0 ? text.length : found
    parts.push(front, text.subarray(at, end), LINE_END)
    at = end + 1
  }
  return Buffer.concat(parts)
}

const LINE_END = Uint8Array.of(LINE_FEED)
