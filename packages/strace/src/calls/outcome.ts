// What a call returned: `= 5`, `= -1 EAGAIN (Resource temporarily unavailable)`, `= ? ERESTARTSYS (…)`, `= ?`.
import type { Result } from '../record.ts'
import { type Cursor, DOT, GREATER, LESS, MINUS, NINE, SPACE, ZERO } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { textOf } from '../text/utf8.ts'

export interface Outcome {
  result: Result
  /** In nanoseconds. */
  duration: number | undefined
}

/** Reads from after `= `, and stops behind the number. */
export const readOutcome = (cursor: Cursor, outcome: Outcome): void => {
  outcome.duration = durationAt(cursor.bytes, cursor.at, cursor.end)
  if (cursor.take(QUESTION)) {
    outcome.result = errnoAfter(cursor)
    return
  }
  const negative = cursor.take(MINUS)
  if (cursor.peek() === ZERO && cursor.ahead(1) === LETTER_X) {
    const start = cursor.at
    cursor.at = cursor.wordEnd()
    outcome.result = Number(textOf(cursor.bytes, start, cursor.at))
    return
  }
  const value = cursor.digits()
  if (value === undefined) cursor.fail()
  else if (negative) outcome.result = errnoAfter(cursor) ?? -value
  else outcome.result = value
}

const QUESTION = 0x3f
const LETTER_X = 0x78

const errnos = new Interner((bytes, start, end) => ({ errno: textOf(bytes, start, end) }))

/** ` EAGAIN (…)`, or of an errno without a name ` (errno 512)`; nothing else begins with a capital E or that bracket. */
const errnoAfter = (cursor: Cursor): { readonly errno: string } | undefined => {
  if (cursor.peek() !== SPACE) return undefined
  if (cursor.ahead(1) === LETTER_E) {
    const start = ++cursor.at
    cursor.at = cursor.wordEnd()
    return errnos.of(cursor.bytes, start, cursor.at)
  }
  if (!cursor.takeText(' (errno ')) return undefined
  return { errno: String(cursor.digits() ?? '') }
}

const LETTER_E = 0x45

/** The `<0.000012>` at the end of `bytes[start, end)`, in nanoseconds. */
const durationAt = (bytes: Uint8Array, start: number, end: number): number | undefined => {
  if (bytes[end - 1] !== GREATER) return undefined
  let at = end - 2
  while (at > start && isNumeral(bytes[at] as number)) at--
  return bytes[at] === LESS && bytes[at - 1] === SPACE && at + 2 < end
    ? decimal(bytes, at + 1, end - 1)
    : undefined
}

const isNumeral = (byte: number): boolean => (byte >= ZERO && byte <= NINE) || byte === DOT

/** Seconds with up to nine decimals, as nanoseconds; exact up to 2^53, which is 104 days. */
const decimal = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0
  let decimals = -1
  for (let at = start; at < end && decimals < 9; at++) {
    if (bytes[at] === DOT) decimals = 0
    else {
      value = value * 10 + (bytes[at] as number) - ZERO
      if (decimals >= 0) decimals++
    }
  }
  return value * (TENS[9 - Math.max(0, decimals)] as number)
}

const TENS = Array.from({ length: 10 }, (_, power) => 10 ** power)
