// The output of several programs in one terminal: each line has its program's name in front, in the program's colour.
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

/** Writes the stream's lines with the prefix as they come. A last line without an end gets one. Resolves at its end. */
export const printPrefixed = async (
  stream: Readable,
  prefix: string,
  write: (text: Uint8Array) => Promise<void>,
): Promise<void> => {
  const front = new TextEncoder().encode(prefix)
  let rest: Uint8Array = new Uint8Array(0)
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const end = bytes.length > MAX_LINE ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1
    rest = bytes.slice(end)
    if (end > 0) await write(withPrefix(front, bytes.subarray(0, end)))
  }
  if (rest.length > 0) await write(withPrefix(front, rest))
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
