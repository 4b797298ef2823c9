// Calls that make, copy and close descriptors.
import type { CloseCall, CloseRangeCall, DupCall, FlagsCall, OtherCall, PairCall } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags, readWord } from '../values/read-flags.ts'
import { atEnd, nextArgument, readCount, skipRest } from './arguments.ts'
import { finish, finishWithDescriptor, type Head } from './head.ts'
import { readPair } from './pair.ts'

/** `close(3) = 0`. */
export const close = (cursor: Cursor, head: Head): CloseCall => {
  const on = readDescriptor(cursor)
  finish(cursor, head)
  return { kind: 'close', on, ...head }
}

/** `close_range(3, 4294967295, CLOSE_RANGE_CLOEXEC) = 0`. */
export const closeRange = (cursor: Cursor, head: Head): CloseRangeCall => {
  const first = readCount(cursor) ?? 0
  nextArgument(cursor)
  const last = readCount(cursor) ?? 0
  nextArgument(cursor)
  const flags = readFlags(cursor)
  finish(cursor, head)
  return { kind: 'close-range', first, last, flags, ...head }
}

/** `dup3(3, 4, O_CLOEXEC) = 4`, dup2 without flags, dup without a number. */
export const dup = (cursor: Cursor, head: Head): DupCall => {
  const on = readDescriptor(cursor)
  let flags = NO_FLAGS
  while (!atEnd(cursor)) {
    nextArgument(cursor)
    flags = readFlags(cursor)
  }
  const made = finishWithDescriptor(cursor, head)
  return { kind: 'dup', on, closeOnExec: flags.includes('O_CLOEXEC'), made, ...head }
}

/** `fcntl(3, F_DUPFD_CLOEXEC, 10) = 10`, `fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0`. */
export const fcntl = (cursor: Cursor, head: Head): DupCall | FlagsCall | OtherCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const command = readWord(cursor)
  if (command === 'F_DUPFD' || command === 'F_DUPFD_CLOEXEC') {
    skipRest(cursor)
    const made = finishWithDescriptor(cursor, head)
    return { kind: 'dup', on, closeOnExec: command === 'F_DUPFD_CLOEXEC', made, ...head }
  }
  let flags = NO_FLAGS
  while (!atEnd(cursor)) {
    nextArgument(cursor)
    flags = readFlags(cursor)
  }
  finish(cursor, head)
  if (command === 'F_SETFD') return { kind: 'flags', on, closeOnExec: flags.includes('FD_CLOEXEC'), ...head }
  if (command === 'F_SETFL') return { kind: 'flags', on, nonBlocking: flags.includes('O_NONBLOCK'), ...head }
  return { kind: 'other', ...head }
}

/** `ioctl(3, FIONBIO, [1]) = 0`. */
export const ioctl = (cursor: Cursor, head: Head): FlagsCall | OtherCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const command = readWord(cursor)
  let argument = ''
  while (!atEnd(cursor)) {
    nextArgument(cursor)
    argument = readWord(cursor)
  }
  finish(cursor, head)
  if (command === 'FIONBIO') return { kind: 'flags', on, nonBlocking: argument !== '[0]', ...head }
  if (command === 'FIOCLEX') return { kind: 'flags', on, closeOnExec: true, ...head }
  if (command === 'FIONCLEX') return { kind: 'flags', on, closeOnExec: false, ...head }
  return { kind: 'other', ...head }
}

/** `socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3, 4]) = 0`. */
export const socketpair = (cursor: Cursor, head: Head): PairCall => {
  readWord(cursor)
  nextArgument(cursor)
  const [type = '', ...flags] = readFlags(cursor)
  nextArgument(cursor)
  readCount(cursor)
  nextArgument(cursor)
  const pair = readPair(cursor)
  finish(cursor, head)
  return { kind: 'pair', of: 'sockets', type, flags, made: head.result === 0 ? pair : undefined, ...head }
}

/** `pipe2([3, 4], O_CLOEXEC) = 0`, and pipe without flags. */
export const pipe = (cursor: Cursor, head: Head): PairCall => {
  const pair = readPair(cursor)
  let flags = NO_FLAGS
  if (!atEnd(cursor)) {
    nextArgument(cursor)
    flags = readFlags(cursor)
  }
  finish(cursor, head)
  return { kind: 'pair', of: 'pipe', type: '', flags, made: head.result === 0 ? pair : undefined, ...head }
}
