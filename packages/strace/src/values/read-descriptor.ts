// Reads a descriptor: `3`, `3<TCP:[…]>`, `-1`, `AT_FDCWD</home>`, `3</tmp/x>(deleted)`.
import { type Cursor, LESS, MINUS, OPEN, OPEN_SQUARE, SPACE } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { skipAngles, skipValue } from '../text/skip-value.ts'
import { textOf } from '../text/utf8.ts'
import type { Descriptor } from './descriptor.ts'
import { readLabel } from './read-label.ts'

/** Fails the cursor if no descriptor is there. */
export const readDescriptor = (cursor: Cursor): Descriptor => {
  const start = cursor.at
  if (cursor.is('AT_FDCWD')) cursor.at += 8
  else {
    cursor.take(MINUS)
    // With -e raw the number is hexadecimal.
    if (cursor.digits() === undefined) cursor.fail()
    else cursor.at = cursor.wordEnd()
  }
  if (cursor.peek() === LESS) skipAngles(cursor)
  if (cursor.failedAt >= 0) return NONE
  const descriptor = descriptors.of(cursor.bytes, start, cursor.at)
  skipBehind(cursor)
  return descriptor
}

/** What stands for a descriptor that could not be read. */
const NONE: Descriptor = { fd: -1 }

/** `(deleted)`, or a security context: ` [unconfined_u:…]`. */
const skipBehind = (cursor: Cursor): void => {
  const next = cursor.peek()
  if (next === OPEN) cursor.takeText('(deleted)')
  else if (next === SPACE && cursor.ahead(1) === OPEN_SQUARE) {
    cursor.at++
    skipValue(cursor)
  }
}

const descriptors = new Interner<Descriptor>((bytes, start, end) => {
  const open = bytes.subarray(start, end).indexOf(LESS)
  const number = Number(textOf(bytes, start, open < 0 ? end : start + open))
  const fd = Number.isNaN(number) ? AT_FDCWD : number
  return open < 0 ? { fd } : { fd, label: readLabel(bytes, start + open + 1, end - 1) }
})

/** The kernel's own number for it. */
const AT_FDCWD = -100
