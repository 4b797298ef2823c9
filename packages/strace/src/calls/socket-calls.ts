// Calls that make sockets, name them and end them.
import type { AcceptCall, AddressCall, ListenCall, ShutdownCall, SocketCall } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { readAddress } from '../values/read-address.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags, readWord } from '../values/read-flags.ts'
import { atEnd, nextArgument, readCount, skipRest } from './arguments.ts'
import { finish, finishWithDescriptor, type Head } from './head.ts'

/** `socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<TCP:[38744]>`. */
export const socket = (cursor: Cursor, head: Head): SocketCall => {
  const domain = readWord(cursor)
  nextArgument(cursor)
  const [type = '', ...flags] = readFlags(cursor)
  nextArgument(cursor)
  const protocol = readWord(cursor)
  const made = finishWithDescriptor(cursor, head)
  return { kind: 'socket', domain, type, flags, protocol, made, ...head }
}

const addressCall =
  (kind: AddressCall['kind']) =>
  (cursor: Cursor, head: Head): AddressCall => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const address = readAddress(cursor)
    skipRest(cursor)
    finish(cursor, head)
    return { kind, on, address, ...head }
  }

/** `connect(3, {sa_family=AF_INET, …}, 16) = 0`. */
export const connect = addressCall('connect')
export const bind = addressCall('bind')
/** `getsockname(3, {sa_family=AF_INET, …}, [128 => 16]) = 0`. */
export const getsockname = addressCall('getsockname')
export const getpeername = addressCall('getpeername')

/** `accept4(3, {sa_family=AF_INET, …}, [128 => 16], SOCK_CLOEXEC) = 4<TCP:[…]>`, and accept without flags. */
export const accept = (cursor: Cursor, head: Head): AcceptCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const address = readAddress(cursor)
  nextArgument(cursor)
  readWord(cursor)
  const flags = readAcceptFlags(cursor)
  const made = finishWithDescriptor(cursor, head)
  return { kind: 'accept', on, address, flags, made, ...head }
}

const readAcceptFlags = (cursor: Cursor): readonly string[] => {
  if (atEnd(cursor)) return NO_FLAGS
  nextArgument(cursor)
  return readFlags(cursor)
}

/** `listen(3, 128) = 0`. */
export const listen = (cursor: Cursor, head: Head): ListenCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const backlog = readCount(cursor)
  finish(cursor, head)
  return { kind: 'listen', on, backlog, ...head }
}

/** `shutdown(3, SHUT_WR) = 0`. */
export const shutdown = (cursor: Cursor, head: Head): ShutdownCall => {
  const on = readDescriptor(cursor)
  nextArgument(cursor)
  const how = readWord(cursor)
  finish(cursor, head)
  return { kind: 'shutdown', on, how, ...head }
}
