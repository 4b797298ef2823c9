// A `struct msghdr`: `{msg_name=NULL, msg_namelen=0, msg_iov=[…], msg_iovlen=2, msg_control=[…], msg_flags=0}`
// (print_struct_msghdr in strace's msghdr.c).
import {
  CLOSE_CURLY,
  CLOSE_SQUARE,
  COMMA,
  type Cursor,
  EMPTY,
  EQUALS,
  OPEN_CURLY,
  OPEN_SQUARE,
} from '../text/cursor.ts'
import { skipValue } from '../text/skip-value.ts'
import { textOf } from '../text/utf8.ts'
import type { SocketAddress } from '../values/address.ts'
import type { Descriptor } from '../values/descriptor.ts'
import { readAddress } from '../values/read-address.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { NO_FLAGS, readFlags } from '../values/read-flags.ts'
import { type Buffers, readBuffers } from './vectors.ts'

export interface Message extends Buffers {
  readonly address: SocketAddress | undefined
  readonly passed: readonly Descriptor[]
  readonly flags: readonly string[]
}

/** A message of which strace printed no more than a pointer. */
export const NO_MESSAGE: Message = {
  sizes: [],
  bytes: EMPTY,
  address: undefined,
  passed: [],
  flags: NO_FLAGS,
}

export const readMessage = (cursor: Cursor): Message => {
  if (cursor.peek() !== OPEN_CURLY) {
    skipValue(cursor)
    return NO_MESSAGE
  }
  let { sizes, bytes, address, passed, flags } = NO_MESSAGE
  readFields(cursor, (name) => {
    if (name === 'msg_name') address = readAddress(cursor)
    else if (name === 'msg_iov') ({ sizes, bytes } = readBuffers(cursor))
    else if (name === 'msg_control') passed = readRights(cursor)
    else if (name === 'msg_flags') flags = readFlags(cursor)
    else skipValue(cursor)
  })
  return { sizes, bytes, address, passed, flags }
}

/** Goes through a structure's fields; `read` is called at each value, and goes past it. */
export const readFields = (cursor: Cursor, read: (name: string) => void): void => {
  cursor.expect(OPEN_CURLY)
  while (cursor.peek() !== CLOSE_CURLY && cursor.failedAt < 0) {
    const end = cursor.wordEnd()
    const name = textOf(cursor.bytes, cursor.at, end)
    cursor.at = end
    // Some values have no name: `inet_pton(…)`, `...`.
    if (cursor.take(EQUALS)) read(name)
    else skipValue(cursor)
    if (cursor.take(COMMA)) cursor.skipSpaces()
    else if (cursor.peek() !== CLOSE_CURLY) cursor.fail()
  }
  cursor.expect(CLOSE_CURLY)
}

/** The descriptors in `[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]`. */
const readRights = (cursor: Cursor): readonly Descriptor[] => {
  const passed: Descriptor[] = []
  if (!cursor.take(OPEN_SQUARE)) {
    skipValue(cursor)
    return passed
  }
  while (cursor.peek() === OPEN_CURLY) {
    let isRights = false
    readFields(cursor, (name) => {
      if (name === 'cmsg_type') isRights = readFlags(cursor)[0] === 'SCM_RIGHTS'
      else if (name === 'cmsg_data' && isRights && cursor.peek() === OPEN_SQUARE)
        passed.push(...readDescriptors(cursor))
      else skipValue(cursor)
    })
    if (cursor.take(COMMA)) cursor.skipSpaces()
  }
  skipValue(cursor)
  cursor.expect(CLOSE_SQUARE)
  return passed
}

/** `[5<TCP:[…]>, 6]`. */
export const readDescriptors = (cursor: Cursor): readonly Descriptor[] => {
  const all: Descriptor[] = []
  cursor.expect(OPEN_SQUARE)
  while (cursor.peek() !== CLOSE_SQUARE && cursor.failedAt < 0) {
    if (cursor.takeText('...')) break
    all.push(readDescriptor(cursor))
    if (cursor.take(COMMA)) cursor.skipSpaces()
  }
  skipValue(cursor)
  cursor.expect(CLOSE_SQUARE)
  return all
}
