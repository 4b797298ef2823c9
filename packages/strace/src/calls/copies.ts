// Calls that let the kernel move bytes between two descriptors: sendfile, splice, tee, copy_file_range.
import type { CopyCall } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags } from '../values/read-flags.ts'
import { nextArgument, readCount, skipArgument } from './arguments.ts'
import { finish, type Head } from './head.ts'
import { moved } from './transfers.ts'

/** `sendfile(4, 5, [0] => [100], 100) = 100`: to, from. */
export const sendfile = (cursor: Cursor, head: Head): CopyCall => {
  const to = readDescriptor(cursor)
  nextArgument(cursor)
  const from = readDescriptor(cursor)
  nextArgument(cursor)
  skipArgument(cursor)
  const asked = readCount(cursor)
  finish(cursor, head)
  return { kind: 'copy', from, to, length: moved(head, asked), asked, flags: NO_FLAGS, ...head }
}

/** `splice(4, NULL, 5, [0], 100, SPLICE_F_MOVE) = 100`, and copy_file_range: from, to. */
export const splice = (cursor: Cursor, head: Head): CopyCall => {
  const from = readDescriptor(cursor)
  nextArgument(cursor)
  skipArgument(cursor)
  const to = readDescriptor(cursor)
  nextArgument(cursor)
  skipArgument(cursor)
  return finishCopy(cursor, head, from, to)
}

/** `tee(4, 5, 100, SPLICE_F_NONBLOCK) = 100`: from, to. */
export const tee = (cursor: Cursor, head: Head): CopyCall => {
  const from = readDescriptor(cursor)
  nextArgument(cursor)
  const to = readDescriptor(cursor)
  nextArgument(cursor)
  return finishCopy(cursor, head, from, to)
}

const finishCopy = (cursor: Cursor, head: Head, from: CopyCall['from'], to: CopyCall['to']): CopyCall => {
  const asked = readCount(cursor)
  nextArgument(cursor)
  const flags = readFlags(cursor)
  finish(cursor, head)
  return { kind: 'copy', from, to, length: moved(head, asked), asked, flags, ...head }
}
