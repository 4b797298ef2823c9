// The arguments of one call, one after the other: `3, "abc", 3, MSG_MORE)`, or with -N `sockfd=3, buf="abc", …`.
import { CLOSE, COMMA, type Cursor, EMPTY, EQUALS, MINUS, QUOTE } from '../text/cursor.ts'
import { readQuoted, takeEllipsis } from '../text/quoted.ts'
import { skipValue } from '../text/skip-value.ts'
import { textOf } from '../text/utf8.ts'
import { numberIn } from '../values/read-flags.ts'

/** Goes to the next argument: past the comma, and past its name if the log was written with -N. */
export const nextArgument = (cursor: Cursor): void => {
  if (cursor.peek() !== COMMA) {
    cursor.fail()
    return
  }
  cursor.at++
  cursor.skipSpaces()
  skipName(cursor)
}

/** `sockfd=`. No value begins with small letters and an equals sign. */
export const skipName = (cursor: Cursor): void => {
  const first = cursor.peek()
  if (first < 0x61 || first > 0x7a) return
  const end = cursor.wordEnd()
  if (end < cursor.end && cursor.bytes[end] === EQUALS) cursor.at = end + 1
}

/** Goes past an argument that is not needed, and to the one after it. */
export const skipArgument = (cursor: Cursor): void => {
  skipValue(cursor)
  nextArgument(cursor)
}

/** Goes past all arguments that are left. */
export const skipRest = (cursor: Cursor): void => {
  while (!atEnd(cursor)) {
    nextArgument(cursor)
    skipValue(cursor)
  }
}

/** Whether no argument is left. */
export const atEnd = (cursor: Cursor): boolean => cursor.peek() === CLOSE || cursor.at >= cursor.end

/** A number; `undefined` for anything else, which is skipped. */
export const readCount = (cursor: Cursor): number | undefined => {
  const start = cursor.at
  const negative = cursor.take(MINUS)
  const value = cursor.digits()
  const next = cursor.peek()
  if (value !== undefined && (next === COMMA || next === CLOSE || next === -1))
    return negative ? -value : value
  skipValue(cursor)
  return value === undefined ? undefined : numberIn(textOf(cursor.bytes, start, cursor.at))
}

/** A buffer's bytes as far as strace printed them; nothing if it printed an address or structures. */
export const readBytes = (cursor: Cursor): Uint8Array => {
  if (cursor.peek() !== QUOTE) {
    skipValue(cursor)
    return EMPTY
  }
  const bytes = readQuoted(cursor)
  takeEllipsis(cursor)
  return bytes
}

/** A string as text; `undefined` if strace printed no string. */
export const readText = (cursor: Cursor): string | undefined => {
  if (cursor.peek() === QUOTE) return textOf(readBytes(cursor))
  skipValue(cursor)
  return undefined
}
