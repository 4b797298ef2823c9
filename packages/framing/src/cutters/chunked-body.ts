// The chunked transfer coding of RFC 9112, section 7.1.
import type { BodyScan } from './head-cutter.ts'
import { sayByte } from '../spec/marks.ts'

const LF = 0x0a
const CR = 0x0d
const MOST_DIGITS = 12

/** What the scan reads next. */
const SIZE = 0
const EXTENSION = 1
const DATA = 2
const DATA_END = 3
const TRAILER = 4

/**
 *     +----------------+---------------+------+---+-----+------------------+------+
 *     | 5[;ext]  \r\n  | 5 bytes  \r\n | …    |   | 0\r\n | trailer fields  | \r\n |
 *     +----------------+---------------+------+---+-----+------------------+------+
 *
 * `onData`, if given, is called with each stretch of data `[from, to)` of the scanned chunk.
 */
export function scanChunked(onData?: (from: number, to: number, chunk: Uint8Array) => void): BodyScan {
  let state = SIZE
  let size = 0
  let digits = 0
  let lineBytes = 0
  let sawCr = false

  const wrong = (value: string, limit: string, at: number) => ({
    code: 'HEADER_INVALID' as const,
    facts: { value, limit },
    at,
  })

  const next: BodyScan['next'] = (chunk, from) => {
    let at = from
    while (at < chunk.length) {
      const byte = chunk[at] as number
      switch (state) {
        case SIZE: {
          const digit = hexDigit(byte)
          if (digit >= 0) {
            if (++digits > MOST_DIGITS)
              return wrong('a longer chunk size', `at most ${MOST_DIGITS} digits`, at)
            size = size * 16 + digit
            at++
            break
          }
          if (
            digits === 0 ||
            (byte !== CR && byte !== LF && byte !== 0x3b && byte !== 0x20 && byte !== 0x09)
          ) {
            return wrong(sayByte(byte), 'a chunk size in hexadecimal digits', at)
          }
          state = EXTENSION
          break
        }
        case EXTENSION: {
          const end = chunk.indexOf(LF, at)
          if (end < 0) return -1
          at = end + 1
          state = size === 0 ? TRAILER : DATA
          lineBytes = 0
          break
        }
        case DATA: {
          const to = Math.min(chunk.length, at + size)
          if (to > at) onData?.(at, to, chunk)
          size -= to - at
          at = to
          if (size === 0) {
            state = DATA_END
            sawCr = false
          }
          break
        }
        case DATA_END:
          if (byte === CR && !sawCr) sawCr = true
          else if (byte === LF) {
            state = SIZE
            digits = 0
          } else return wrong(sayByte(byte), 'a line end after the chunk', at)
          at++
          break
        default:
          at++
          if (byte === LF) {
            if (lineBytes === 0) return at
            lineBytes = 0
          } else if (byte !== CR) lineBytes++
      }
    }
    return -1
  }
  return { trailer: 0, next }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
