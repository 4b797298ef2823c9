// Lines that are no calls: signals, ends of threads, and what strace says beside the trace.
import type { Common, EndRecord, SignalRecord } from './record.ts'
import { type Cursor, EQUALS, GREATER, SPACE } from './text/cursor.ts'
import { textOf } from './text/utf8.ts'

/** `--- SIGCHLD {si_signo=SIGCHLD, …} ---` and `--- stopped by SIGSTOP ---`. */
export const readSignal = (cursor: Cursor, common: Common): SignalRecord | undefined => {
  if (!cursor.takeText('--- ')) return undefined
  cursor.takeText('stopped by ')
  const signal = readWord(cursor)
  return signal === '' ? undefined : { kind: 'signal', signal, ...common }
}

/** `+++ exited with 0 +++`, `+++ killed by SIGKILL (core dumped) +++`, `+++ superseded by execve in pid 123 +++`. */
export const readEnd = (cursor: Cursor, common: Common): EndRecord | undefined => {
  if (cursor.takeText('+++ exited with ')) {
    const status = cursor.digits()
    return status === undefined ? undefined : { kind: 'end', status, ...common }
  }
  if (cursor.takeText('+++ killed by ')) {
    const signal = readWord(cursor)
    return signal === '' ? undefined : { kind: 'end', signal, ...common }
  }
  if (cursor.takeText('+++ superseded by execve in pid ')) {
    const supersededBy = cursor.digits()
    return supersededBy === undefined ? undefined : { kind: 'end', supersededBy, ...common }
  }
  return undefined
}

const readWord = (cursor: Cursor): string => {
  const start = cursor.at
  cursor.at = cursor.wordEnd()
  return textOf(cursor.bytes, start, cursor.at)
}

const REMARKS = ['strace: ', 'Process ', '[ Process ', '[ Detaching ', 'VCPU:']

/**
 * Whether the line is no part of the trace: strace's own messages, which share the terminal with it; a stack frame of -k
 * (` > …`); or a dump of -e read and -e write (` | …`, ` * …`, ` = …`).
 */
export const isRemark = (cursor: Cursor): boolean => {
  const first = cursor.peek()
  if (first === SPACE) {
    const second = cursor.ahead(1)
    return second === GREATER || second === PIPE || second === STAR || second === EQUALS
  }
  return first > DIGITS_END && REMARKS.some((remark) => cursor.is(remark))
}

const PIPE = 0x7c
const STAR = 0x2a
const DIGITS_END = 0x39
