// Arrays of buffers: `[{iov_base="abc", iov_len=3}, {iov_base="de"..., iov_len=100}]`.
import {
  CLOSE_CURLY,
  CLOSE_SQUARE,
  COMMA,
  type Cursor,
  EMPTY,
  OPEN_CURLY,
  OPEN_SQUARE,
} from '../text/cursor.ts'
import { newBytes } from '../text/new-bytes.ts'
import { skipValue } from '../text/skip-value.ts'
import { readBytes, skipName } from './arguments.ts'

export interface Buffers {
  readonly sizes: readonly number[]
  /** The buffers' bytes one after the other, up to the first byte that strace did not print. */
  readonly bytes: Uint8Array
}

const NO_BUFFERS: Buffers = { sizes: [], bytes: EMPTY }

/** Reads an array of buffers; nothing where strace printed no more than a pointer. */
export const readBuffers = (cursor: Cursor): Buffers => {
  if (!cursor.take(OPEN_SQUARE)) {
    skipValue(cursor)
    return NO_BUFFERS
  }
  const sizes: number[] = []
  const parts: Uint8Array[] = []
  while (cursor.take(OPEN_CURLY)) {
    skipName(cursor)
    parts.push(readBytes(cursor))
    toNextField(cursor)
    sizes.push(readField(cursor))
    cursor.expect(CLOSE_CURLY)
    if (cursor.take(COMMA)) cursor.skipSpaces()
  }
  skipValue(cursor)
  cursor.expect(CLOSE_SQUARE)
  return { sizes, bytes: joined(parts, sizes) }
}

/** Goes past the comma between two fields of a structure, and past the second one's name. */
const toNextField = (cursor: Cursor): void => {
  cursor.expect(COMMA)
  cursor.skipSpaces()
  skipName(cursor)
}

const readField = (cursor: Cursor): number => {
  const value = cursor.digits()
  if (value === undefined) cursor.fail()
  return value ?? 0
}

export const sumOf = (sizes: readonly number[]): number => {
  let sum = 0
  for (const size of sizes) sum += size
  return sum
}

const joined = (parts: readonly Uint8Array[], sizes: readonly number[]): Uint8Array => {
  const [only] = parts
  if (only && parts.length === 1) return only
  let length = 0
  let count = 0
  for (const part of parts) {
    length += part.length
    if (part.length < (sizes[count++] as number)) break
  }
  const bytes = newBytes(length)
  let at = 0
  for (const part of parts.slice(0, count)) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
