// What comes in front of a call: who made it and when (printleader in strace's strace.c).
import type { Caller } from './record.ts'
import type { Clock, ClockKind } from './clock.ts'
import {
  CLOSE,
  CLOSE_SQUARE,
  COLON,
  type Cursor,
  DOT,
  LESS,
  NINE,
  OPEN,
  OPEN_SQUARE,
  SPACE,
  ZERO,
} from './text/cursor.ts'
import { ONLY_CALLER, readCaller } from './values/read-caller.ts'

export interface Prefix {
  caller: Caller
  time: bigint | undefined
}

/**
 * Reads the parts that a line may begin with, in any order that strace has them: `123<python3> `, `[pid   123] `, a time,
 * `(+     0.000120) `, a security context, and with -n or -i a number in square brackets.
 */
export const readPrefix = (cursor: Cursor, clock: Clock, prefix: Prefix): void => {
  prefix.caller = ONLY_CALLER
  prefix.time = undefined
  while (cursor.at < cursor.end) {
    const next = cursor.peek()
    if (next >= ZERO && next <= NINE) readNumber(cursor, clock, prefix)
    else if (next === SPACE) readRelative(cursor, clock, prefix)
    else if (next === OPEN_SQUARE) readBrackets(cursor, prefix)
    else if (next === OPEN && cursor.is('(+')) {
      cursor.seek(CLOSE)
      cursor.at++
      cursor.skipSpaces()
    } else return
  }
}

/** Greater than any process id that Linux gives (PID_MAX_LIMIT). */
const BEYOND_PIDS = 4_194_305
/** The least time that is taken for seconds since 1970: of 1973. */
const LEAST_EPOCH = 100_000_000

/** Reads a process id or a time. */
const readNumber = (cursor: Cursor, clock: Clock, prefix: Prefix): void => {
  const start = cursor.at
  const value = cursor.digits() ?? 0
  const next = cursor.peek()
  if (next === COLON) readTimeOfDay(cursor, value, clock, prefix)
  else if (next === DOT || value >= BEYOND_PIDS || prefix.caller !== ONLY_CALLER)
    readTime(cursor, value >= LEAST_EPOCH ? 'epoch' : 'relative', value, clock, prefix)
  else if (next === SPACE || next === LESS) {
    cursor.at = start
    prefix.caller = readCaller(cursor)
    // Spaces before a small number are part of a relative time, which has a fraction or, rarely, none.
    cursor.skipSpaces()
  } else cursor.fail()
}

const readRelative = (cursor: Cursor, clock: Clock, prefix: Prefix): void => {
  cursor.skipSpaces()
  const seconds = cursor.digits()
  if (seconds === undefined) cursor.fail()
  else readTime(cursor, 'relative', seconds, clock, prefix)
}

const readTimeOfDay = (cursor: Cursor, hours: number, clock: Clock, prefix: Prefix): void => {
  cursor.at++
  const minutes = cursor.digits() ?? 0
  cursor.expect(COLON)
  const seconds = cursor.digits() ?? 0
  readTime(cursor, 'day', (hours * 60 + minutes) * 60 + seconds, clock, prefix)
}

const readTime = (cursor: Cursor, kind: ClockKind, seconds: number, clock: Clock, prefix: Prefix): void => {
  let nanoseconds = 0
  if (cursor.take(DOT)) {
    const start = cursor.at
    const fraction = cursor.digits() ?? 0
    const decimals = cursor.at - start
    if (decimals > 9) cursor.fail()
    else nanoseconds = fraction * 10 ** (9 - decimals)
  }
  if (cursor.peek() !== SPACE || seconds > Number.MAX_SAFE_INTEGER) cursor.fail()
  cursor.skipSpaces()
  if (cursor.failedAt < 0) prefix.time = clock.read(kind, seconds, nanoseconds)
}

const readBrackets = (cursor: Cursor, prefix: Prefix): void => {
  if (cursor.takeText('[pid')) {
    cursor.skipSpaces()
    prefix.caller = readCaller(cursor)
    cursor.expect(CLOSE_SQUARE)
  } else {
    cursor.seek(CLOSE_SQUARE)
    cursor.at++
  }
  cursor.skipSpaces()
}
