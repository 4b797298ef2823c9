// Reads who made a call: `123`, or with -Y `123<python3>`.
import type { Caller } from '../record.ts'
import { type Cursor, LESS } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { skipAngles } from '../text/skip-value.ts'
import { unescape } from '../text/unescape.ts'
import { textOf } from '../text/utf8.ts'

/** Reads from the first digit. */
export const readCaller = (cursor: Cursor): Caller => {
  const start = cursor.at
  if (cursor.digits() === undefined) cursor.fail()
  if (cursor.peek() === LESS) skipAngles(cursor)
  return callers.of(cursor.bytes, start, cursor.at)
}

/** Whoever it was: of a log of one process. */
export const ONLY_CALLER: Caller = {}

const callers = new Interner<Caller>((bytes, start, end) => {
  const open = bytes.subarray(start, end).indexOf(LESS)
  const pid = Number(textOf(bytes, start, open < 0 ? end : start + open))
  return open < 0 ? { pid } : { pid, name: textOf(unescape(bytes, start + open + 1, end - 1)) }
})
