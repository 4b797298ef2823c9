// What every call has besides its arguments.
import type { Caller, Result } from '../record.ts'
import { CLOSE, type Cursor, EQUALS } from '../text/cursor.ts'
import type { Descriptor } from '../values/descriptor.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { readOutcome } from './outcome.ts'

/**
 * `finish` completes it, and a decoder then spreads it into its record: last, because V8 takes a hundred times as long
 * for an object that is spread first and then gets more.
 */
export interface Head {
  line: number
  caller: Caller
  start: bigint | undefined
  duration: number | undefined
  resumed: bigint | undefined
  name: string
  result: Result
}

/** The head of a call of which nothing is read yet. */
export const newHead = (
  line: number,
  caller: Caller,
  start: bigint | undefined,
  resumed: bigint | undefined,
): Head => ({
  line,
  caller,
  start,
  duration: undefined,
  resumed,
  name: '',
  result: undefined,
})

/** Reads what comes after the arguments: `) = 5 <0.000012>`. */
export const finish = (cursor: Cursor, head: Head): void => {
  toResult(cursor)
  if (cursor.failedAt < 0) readOutcome(cursor, head)
}

/** Reads what comes after the arguments of a call that returns a descriptor, and gives that. */
export const finishWithDescriptor = (cursor: Cursor, head: Head): Descriptor | undefined => {
  toResult(cursor)
  if (cursor.failedAt >= 0) return undefined
  const start = cursor.at
  readOutcome(cursor, head)
  if (typeof head.result !== 'number' || head.result < 0) return undefined
  cursor.at = start
  return readDescriptor(cursor)
}

const toResult = (cursor: Cursor): void => {
  cursor.expect(CLOSE)
  cursor.skipSpaces()
  cursor.expect(EQUALS)
  cursor.skipSpaces()
}
