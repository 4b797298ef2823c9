// Calls with several buffers and no message: readv, writev, preadv, pwritev, preadv2, pwritev2, vmsplice.
import type { RecvCall, SendCall } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags } from '../values/read-flags.ts'
import { atEnd, nextArgument, readCount, skipArgument, skipRest } from './arguments.ts'
import { finish, type Head } from './head.ts'
import { first, moved, untakenOf } from './transfers.ts'
import { readBuffers, sumOf } from './vectors.ts'

const vectorCall =
  <Kind extends 'send' | 'recv'>(kind: Kind) =>
  (cursor: Cursor, head: Head) => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const { sizes, bytes } = readBuffers(cursor)
    skipRest(cursor)
    finish(cursor, head)
    return { kind, on, flags: NO_FLAGS, ...movedOf(head, sizes, bytes), ...head }
  }

/** `writev(3, [{iov_base="ab", iov_len=2}, {iov_base="c", iov_len=1}], 2) = 3`. */
export const writev: (cursor: Cursor, head: Head) => SendCall = vectorCall('send')
export const readv: (cursor: Cursor, head: Head) => RecvCall = vectorCall('recv')

const placedVectorCall =
  <Kind extends 'send' | 'recv'>(kind: Kind) =>
  (cursor: Cursor, head: Head) => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const { sizes, bytes } = readBuffers(cursor)
    nextArgument(cursor)
    skipArgument(cursor)
    const offset = readCount(cursor) ?? 0
    const flags = readLastFlags(cursor)
    finish(cursor, head)
    return { kind, on, flags, offset, ...movedOf(head, sizes, bytes), ...head }
  }

/** `pwritev2(3, [{iov_base="ab", iov_len=2}], 1, 4096, RWF_HIPRI) = 2`, and pwritev without the flags. */
export const pwritev: (cursor: Cursor, head: Head) => SendCall = placedVectorCall('send')
export const preadv: (cursor: Cursor, head: Head) => RecvCall = placedVectorCall('recv')

const readLastFlags = (cursor: Cursor): readonly string[] => {
  if (atEnd(cursor)) return NO_FLAGS
  nextArgument(cursor)
  return readFlags(cursor)
}

const movedOf = (head: Head, sizes: readonly number[], bytes: Uint8Array) => {
  const asked = sizes.length > 0 ? sumOf(sizes) : undefined
  const length = moved(head, asked)
  return { length, data: first(bytes, length), asked, buffers: sizes, ...untakenOf(bytes, length) }
}
