// Whether bytes begin an HTTP/1.1 message, where another protocol may begin instead. Source: RFC 9112, 3 and 4.
import { isTokenByte } from './head-cutter.ts'

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const SLASH = 0x2f
/** A start line longer than this is none. */
const LONGEST = 8_192

/** `undefined` if it takes more bytes to tell. What is told does not change with more bytes. */
export function isHttpStart(bytes: Uint8Array): boolean | undefined {
  // Line ends before a message belong to none (RFC 9112, 2.2).
  const from = bytes.findIndex((byte) => byte !== CR && byte !== LF)
  if (from < 0) return bytes.length > LONGEST ? false : undefined
  let isToken = true
  for (let at = from; at < bytes.length && at < LONGEST; at++) {
    const byte = bytes[at] as number
    if (byte === LF) return isStartLine(String.fromCharCode(...bytes.subarray(from, at)))
    if (isToken && !isTokenByte(byte)) {
      if (at === from || (byte !== SPACE && byte !== SLASH)) return false
      isToken = false
    }
    if (byte < SPACE && byte !== TAB && byte !== CR) return false
  }
  return bytes.length < LONGEST ? undefined : false
}

function isStartLine(line: string): boolean {
  return /^(?:HTTP\/1\.\d \d{3}(?: .*)?|[^ ]+ \S.* HTTP\/1\.\d)\r?$/.test(line)
}
