// Calls that make threads and processes, or give them another program.
import type { Caller, ExecCall, ForkCall, OpenCall, OtherCall, UnshareCall } from '../record.ts'
import { CLOSE_SQUARE, COMMA, type Cursor, OPEN_CURLY, OPEN_SQUARE, QUOTE } from '../text/cursor.ts'
import { skipValue } from '../text/skip-value.ts'
import { NO_FLAGS, readFlags } from '../values/read-flags.ts'
import { readCaller } from '../values/read-caller.ts'
import { atEnd, nextArgument, readText, skipRest } from './arguments.ts'
import { finish, finishWithDescriptor, type Head } from './head.ts'
import { readFields } from './message.ts'

/** `clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD, child_tidptr=0x7f…) = 123`; fork and vfork have no arguments. */
export const clone = (cursor: Cursor, head: Head): ForkCall => {
  let flags = NO_FLAGS
  for (let argument = 0; !atEnd(cursor); argument++) {
    if (argument > 0) nextNamed(cursor)
    if (cursor.takeText('flags=')) flags = readFlags(cursor)
    else skipValue(cursor)
  }
  return finishFork(cursor, head, flags)
}

const nextNamed = (cursor: Cursor): void => {
  cursor.expect(COMMA)
  cursor.skipSpaces()
}

/** `clone3({flags=CLONE_VM|…, …} => {parent_tid=[123]}, 88) = 123`. */
export const clone3 = (cursor: Cursor, head: Head): ForkCall => {
  let flags = NO_FLAGS
  if (cursor.peek() === OPEN_CURLY)
    readFields(cursor, (name) => {
      if (name === 'flags') flags = readFlags(cursor)
      else skipValue(cursor)
    })
  skipValue(cursor)
  skipRest(cursor)
  return finishFork(cursor, head, flags)
}

/** The child is named like a caller: `= 123<python3>`. */
const finishFork = (cursor: Cursor, head: Head, flags: readonly string[]): ForkCall => {
  finish(cursor, head)
  const child = typeof head.result === 'number' && head.result > 0 ? childAt(cursor, head.result) : undefined
  return { kind: 'fork', child, flags, ...head }
}

const childAt = (cursor: Cursor, pid: number): Caller => {
  cursor.at -= String(pid).length
  return readCaller(cursor)
}

/** `unshare(CLONE_FILES) = 0`. */
export const unshare = (cursor: Cursor, head: Head): UnshareCall => {
  const flags = readFlags(cursor)
  finish(cursor, head)
  return { kind: 'unshare', flags, ...head }
}

/** `execve("/bin/cat", ["cat", "a b"], 0x7ffe… /* 9 vars *\/) = 0`, and execveat with a descriptor in front. */
export const execve = (cursor: Cursor, head: Head): ExecCall => {
  if (head.name === 'execveat') {
    skipValue(cursor)
    nextArgument(cursor)
  }
  const path = readText(cursor)
  nextArgument(cursor)
  const words = readWords(cursor)
  skipRest(cursor)
  finish(cursor, head)
  return { kind: 'exec', path, words, ...head }
}

const readWords = (cursor: Cursor): readonly string[] => {
  const words: string[] = []
  if (cursor.peek() !== OPEN_SQUARE) {
    skipValue(cursor)
    return words
  }
  cursor.at++
  while (cursor.peek() === QUOTE) {
    words.push(readText(cursor) ?? '')
    if (cursor.take(COMMA)) cursor.skipSpaces()
  }
  skipValue(cursor)
  cursor.expect(CLOSE_SQUARE)
  return words
}

/** `openat(AT_FDCWD, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3`, `epoll_create1(EPOLL_CLOEXEC) = 4`: any that opens. */
export const open = (cursor: Cursor, head: Head): OpenCall => {
  let path: string | undefined
  let flags = NO_FLAGS
  for (let argument = 0; !atEnd(cursor); argument++) {
    if (argument > 0) nextArgument(cursor)
    if (cursor.peek() === QUOTE) path ??= readText(cursor)
    else {
      const read = readFlags(cursor)
      if (read.some((flag) => flag.endsWith('_CLOEXEC'))) flags = read
    }
  }
  const made = finishWithDescriptor(cursor, head)
  return { kind: 'open', path, flags, made, ...head }
}

/** Any call of which only name and result are read. */
export const other = (cursor: Cursor, head: Head): OtherCall => {
  if (!atEnd(cursor)) {
    skipValue(cursor)
    skipRest(cursor)
  }
  finish(cursor, head)
  return { kind: 'other', ...head }
}
