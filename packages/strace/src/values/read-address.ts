// Reads a socket address: `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}` (sockaddr.c).
import { Cursor, OPEN_CURLY, QUOTE } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { readQuoted } from '../text/quoted.ts'
import { skipValue } from '../text/skip-value.ts'
import { textOf } from '../text/utf8.ts'
import type { SocketAddress } from './address.ts'

/** `undefined` for `NULL` and for a pointer that strace did not follow. */
export const readAddress = (cursor: Cursor): SocketAddress | undefined => {
  const start = cursor.at
  const isStructure = cursor.peek() === OPEN_CURLY
  skipValue(cursor)
  return isStructure && cursor.failedAt < 0 ? addresses.of(cursor.bytes, start, cursor.at) : undefined
}

const addresses = new Interner<SocketAddress>((bytes, start, end) => {
  const text = textOf(bytes, start, end)
  const family = /^\{sa_family=(AF_\w+)/.exec(text)?.[1] ?? ''
  if (family === 'AF_UNIX' || family === 'AF_LOCAL') return unixAddress(text, bytes, start, end)
  if (family === 'AF_INET' || family === 'AF_INET6') {
    const port = /\bsin6?_port=htons\((\d+)\)/.exec(text)?.[1]
    const address = firstString(bytes, start, end)
    if (port !== undefined && address !== undefined)
      return { kind: 'inet', family, address, port: Number(port) }
  }
  return { kind: 'other', family }
})

const unixAddress = (text: string, bytes: Uint8Array, start: number, end: number): SocketAddress => {
  const path = firstString(bytes, start, end)
  if (path === undefined) return { kind: 'unix' }
  return { kind: 'unix', path: text.includes('sun_path=@"') ? `@${path}` : path }
}

/** These addresses have at most one string, which is the address or the path. */
const firstString = (bytes: Uint8Array, start: number, end: number): string | undefined => {
  const quote = bytes.indexOf(QUOTE, start)
  if (quote < 0 || quote >= end) return undefined
  const cursor = new Cursor()
  cursor.begin(bytes, quote, end)
  return textOf(readQuoted(cursor))
}
