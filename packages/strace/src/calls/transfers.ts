// Calls with one buffer: read, write, send, sendto, recv, recvfrom, pread64, pwrite64.
import type { RecvCall, SendCall } from '../record.ts'
import { type Cursor, EMPTY } from '../text/cursor.ts'
import { copyOf } from '../text/new-bytes.ts'
import type { Descriptor } from '../values/descriptor.ts'
import { readAddress } from '../values/read-address.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags } from '../values/read-flags.ts'
import { atEnd, nextArgument, readBytes, readCount, skipRest } from './arguments.ts'
import { finish, type Head } from './head.ts'

/** `write(3, "hello", 5) = 5`. */
export const write = (cursor: Cursor, head: Head): SendCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const bytes = readBytes(cursor)
  nextArgument(cursor)
  const asked = readCount(cursor)
  finish(cursor, head)
  const length = moved(head, asked)
  const call = sendRecord(head, on, length, first(bytes, length), asked, NO_FLAGS)
  return bytes.length > length ? { ...call, ...untakenOf(bytes, length) } : call
}

/** `sendto(3, "hello", 5, MSG_MORE, {sa_family=…}, 16) = 5`, and send without the last two. */
export const sendto = (cursor: Cursor, head: Head): SendCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const bytes = readBytes(cursor)
  nextArgument(cursor)
  const asked = readCount(cursor)
  nextArgument(cursor)
  const flags = readFlags(cursor)
  const address = readEndOfMessage(cursor)
  finish(cursor, head)
  const length = moved(head, asked)
  const call = sendRecord(head, on, length, first(bytes, length), asked, flags)
  return address || bytes.length > length
    ? { ...(address && { address }), ...call, ...untakenOf(bytes, length) }
    : call
}

/** `read(3, "hello", 100) = 5`. */
export const read = (cursor: Cursor, head: Head): RecvCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const bytes = readBytes(cursor)
  nextArgument(cursor)
  const asked = readCount(cursor)
  finish(cursor, head)
  const length = moved(head, asked)
  return recvRecord(head, on, length, first(bytes, length), asked, NO_FLAGS)
}

/** `recvfrom(3, "hello", 100, MSG_PEEK, {sa_family=…}, [128 => 16]) = 5`, and recv without the last two. */
export const recvfrom = (cursor: Cursor, head: Head): RecvCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const bytes = readBytes(cursor)
  nextArgument(cursor)
  const asked = readCount(cursor)
  nextArgument(cursor)
  const flags = readFlags(cursor)
  const address = readEndOfMessage(cursor)
  finish(cursor, head)
  const length = moved(head, asked)
  const call = recvRecord(head, on, length, first(bytes, length), asked, flags)
  return address ? { address, ...call } : call
}

const placedCall =
  <Kind extends 'send' | 'recv'>(kind: Kind) =>
  (cursor: Cursor, head: Head) => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const bytes = readBytes(cursor)
    nextArgument(cursor)
    const asked = readCount(cursor)
    nextArgument(cursor)
    const offset = readCount(cursor) ?? 0
    finish(cursor, head)
    const length = moved(head, asked)
    return { kind, on, length, data: first(bytes, length), asked, flags: NO_FLAGS, offset, ...head }
  }

/** `pwrite64(3, "hello", 5, 4096) = 5`. */
export const pwrite: (cursor: Cursor, head: Head) => SendCall = placedCall('send')
/** `pread64(3, "hello", 100, 4096) = 5`. */
export const pread: (cursor: Cursor, head: Head) => RecvCall = placedCall('recv')

// Every property is written out, because these are most of a log.
const sendRecord = (
  { line, caller, start, duration, resumed, name, result }: Head,
  on: Descriptor,
  length: number,
  data: Uint8Array,
  asked: number | undefined,
  flags: readonly string[],
): SendCall => ({
  kind: 'send',
  line,
  caller,
  start,
  duration,
  resumed,
  name,
  result,
  on,
  length,
  data,
  asked,
  flags,
})

const recvRecord = (
  { line, caller, start, duration, resumed, name, result }: Head,
  on: Descriptor,
  length: number,
  data: Uint8Array,
  asked: number | undefined,
  flags: readonly string[],
): RecvCall => ({
  kind: 'recv',
  line,
  caller,
  start,
  duration,
  resumed,
  name,
  result,
  on,
  length,
  data,
  asked,
  flags,
})

const readEndOfMessage = (cursor: Cursor) => {
  if (atEnd(cursor)) return undefined
  nextArgument(cursor)
  const address = readAddress(cursor)
  skipRest(cursor)
  return address
}

/** How many bytes a call moved. A datagram's own length, of MSG_TRUNC, may be more than there was room for. */
export const moved = ({ result }: Head, asked: number | undefined): number => {
  const length = typeof result === 'number' && result > 0 ? result : 0
  // Only a damaged line asks for less than nothing.
  return asked !== undefined && asked < length ? Math.max(0, asked) : length
}

/** So many of the bytes that a short write did not take are kept. */
const MOST_UNTAKEN = 1_024

/** What a send was given and did not take, if it took any. */
export const untakenOf = (bytes: Uint8Array, length: number): { readonly untaken?: Uint8Array } =>
  length === 0 || bytes.length <= length
    ? {}
    : { untaken: copyOf(bytes, length, Math.min(bytes.length, length + MOST_UNTAKEN)) }

/** The first `length` of the printed bytes: a send prints what it was given, of which less may have been taken. */
export const first = (bytes: Uint8Array, length: number): Uint8Array => {
  if (bytes.length <= length) return bytes
  return length === 0 ? EMPTY : copyOf(bytes, 0, length)
}
