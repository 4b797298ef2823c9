// strace 7.0 and later may colour what they print (--color=always): ESC, `[`, digits and semicolons, `m`.
import { OPEN_SQUARE } from './cursor.ts'

const ESCAPE = 0x1b
const LETTER_M = 0x6d

export const hasColours = (bytes: Uint8Array): boolean => bytes.includes(ESCAPE)

/** `bytes[start, end)` without colours, as new bytes; `undefined` if it has none. Within strings, ESC is `\33`. */
export const stripColours = (bytes: Uint8Array, start: number, end: number): Uint8Array | undefined => {
  let first = start
  while (first < end && bytes[first] !== ESCAPE) first++
  if (first === end) return undefined
  const plain = bytes.slice(start, end)
  let length = first - start
  for (let at = first; at < end; at++) {
    if (bytes[at] === ESCAPE && bytes[at + 1] === OPEN_SQUARE) {
      let next = at + 2
      while (next < end && isParameter(bytes[next] as number)) next++
      if (next < end && bytes[next] === LETTER_M) {
        at = next
        continue
      }
    }
    plain[length++] = bytes[at] as number
  }
  return plain.subarray(0, length)
}

const isParameter = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x3b
