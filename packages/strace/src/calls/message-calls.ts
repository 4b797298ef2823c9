// Calls with messages: sendmsg, recvmsg, sendmmsg, recvmmsg.
import type { BatchCall, RecvCall, SendCall, Transfer } from '../record.ts'
import { CLOSE_SQUARE, COMMA, type Cursor, OPEN_CURLY, OPEN_SQUARE } from '../text/cursor.ts'
import { skipValue } from '../text/skip-value.ts'
import { readDescriptor } from '../values/read-descriptor.ts'
import { readFlags } from '../values/read-flags.ts'
import { nextArgument, readCount, skipRest } from './arguments.ts'
import { finish, type Head } from './head.ts'
import { type Message, NO_MESSAGE, readFields, readMessage } from './message.ts'
import { first, moved, untakenOf } from './transfers.ts'
import { sumOf } from './vectors.ts'

const messageCall =
  <Kind extends 'send' | 'recv'>(kind: Kind) =>
  (cursor: Cursor, head: Head) => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const message = readMessage(cursor)
    nextArgument(cursor)
    const flags = readFlags(cursor)
    finish(cursor, head)
    return { kind, on, flags, ...transferOf(message, moved(head, askedOf(message))), ...head }
  }

/** `sendmsg(3, {msg_name=NULL, …, msg_iov=[…], …}, MSG_NOSIGNAL) = 7`. */
export const sendmsg: (cursor: Cursor, head: Head) => SendCall = messageCall('send')
export const recvmsg: (cursor: Cursor, head: Head) => RecvCall = messageCall('recv')

const batchCall =
  (direction: BatchCall['direction']) =>
  (cursor: Cursor, head: Head): BatchCall => {
    const on = readDescriptor(cursor)
    nextArgument(cursor)
    const all = readMessages(cursor)
    nextArgument(cursor)
    const asked = readCount(cursor)
    nextArgument(cursor)
    const flags = readFlags(cursor)
    skipRest(cursor)
    finish(cursor, head)
    const count = typeof head.result === 'number' ? head.result : 0
    return { kind: 'batch', direction, on, flags, messages: all.slice(0, count), asked, ...head }
  }

/** `sendmmsg(3, [{msg_hdr={…}, msg_len=3}, {msg_hdr={…}}], 2, 0) = 1`: those that were moved have a length. */
export const sendmmsg = batchCall('send')
export const recvmmsg = batchCall('recv')

const readMessages = (cursor: Cursor): readonly Transfer[] => {
  const all: Transfer[] = []
  if (!cursor.take(OPEN_SQUARE)) {
    skipValue(cursor)
    return all
  }
  while (cursor.peek() === OPEN_CURLY) {
    let message = NO_MESSAGE
    let length = 0
    readFields(cursor, (name) => {
      if (name === 'msg_hdr') message = readMessage(cursor)
      else if (name === 'msg_len') length = cursor.digits() ?? 0
      else skipValue(cursor)
    })
    all.push(transferOf(message, length))
    if (cursor.take(COMMA)) cursor.skipSpaces()
  }
  skipValue(cursor)
  cursor.expect(CLOSE_SQUARE)
  return all
}

const askedOf = ({ sizes }: Message): number | undefined => (sizes.length > 0 ? sumOf(sizes) : undefined)

const transferOf = (message: Message, length: number): Transfer => {
  const asked = askedOf(message)
  const most = asked === undefined ? length : Math.min(length, asked)
  return {
    length: most,
    data: first(message.bytes, most),
    ...untakenOf(message.bytes, most),
    asked,
    buffers: message.sizes,
    ...(message.address && { address: message.address }),
    ...(message.flags.length > 0 && { messageFlags: message.flags }),
    ...(message.passed.length > 0 && { passed: message.passed }),
  }
}
