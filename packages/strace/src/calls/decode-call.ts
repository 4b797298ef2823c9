// A whole call's text to its record: `recvfrom(4, "abc", 100, 0, NULL, NULL) = 3 <0.000012>`.
import type { Call } from '../record.ts'
import { type Cursor, OPEN } from '../text/cursor.ts'
import { skipName } from './arguments.ts'
import { decoderOf } from './decoders.ts'
import type { Head } from './head.ts'

/** Whether a call's name and its opening bracket are next. */
export const beginsCall = (cursor: Cursor): boolean => {
  const end = cursor.wordEnd()
  return end > cursor.at && end < cursor.end && cursor.bytes[end] === OPEN
}

/** Whether the call makes a thread or a process. */
export const beginsFork = (cursor: Cursor): boolean =>
  cursor.is('clone') || cursor.is('vfork(') || cursor.is('fork(')

/** Reads a call that returned. `undefined`, with the cursor's `failedAt`, if its text is not as strace writes it. */
export const decodeCall = (cursor: Cursor, head: Head): Call | undefined => {
  const call = decode(cursor, head)
  return cursor.failedAt < 0 ? call : undefined
}

/** Reads as much as there is of a call that never returned; `undefined` if not even that can be read. */
export const decodeLostCall = (cursor: Cursor, head: Head): Call | undefined => {
  const call = decode(cursor, head)
  return cursor.failedAt < 0 || cursor.failedAt >= cursor.end ? call : undefined
}

const decode = (cursor: Cursor, head: Head): Call => {
  const end = cursor.wordEnd()
  const { name, decode } = decoderOf(cursor.bytes, cursor.at, end)
  cursor.at = end
  cursor.expect(OPEN)
  skipName(cursor)
  head.name = name
  return decode(cursor, head)
}
