// A whole call's text to its record: `recvfrom(4, "abc", 100, 0, NULL, NULL) = 3 <0.000012>`.
import type { Call, Common } from '../record.ts'
import { type Cursor, OPEN } from '../text/cursor.ts'
import { skipName } from './arguments.ts'
import { decoderOf } from './decoders.ts'

/** Whether a call's name and its opening bracket are next. */
export const beginsCall = (cursor: Cursor): boolean => {
  const end = cursor.wordEnd()
  return end > cursor.at && end < cursor.end && cursor.bytes[end] === OPEN
}

/** Reads a call that returned. `undefined`, with the cursor's `failedAt`, if its text is not as strace writes it. */
export const decodeCall = (cursor: Cursor, common: Common): Call | undefined => {
  const call = decode(cursor, common)
  return cursor.failedAt < 0 ? call : undefined
}

/** Reads as much as there is of a call that never returned; `undefined` if not even that can be read. */
export const decodeLostCall = (cursor: Cursor, common: Common): Call | undefined => {
  const call = decode(cursor, common)
  return cursor.failedAt < 0 || cursor.failedAt >= cursor.end ? call : undefined
}

const decode = (cursor: Cursor, common: Common): Call => {
  const end = cursor.wordEnd()
  const { name, decode } = decoderOf(cursor.bytes, cursor.at, end)
  cursor.at = end
  cursor.expect(OPEN)
  skipName(cursor)
  return decode(cursor, { ...common, name, result: undefined })
}
