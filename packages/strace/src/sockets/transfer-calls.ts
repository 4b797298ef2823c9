// Calls that move bytes, to events with their place in the socket's stream.
import type { BatchCall, CopyCall, RecvCall, SendCall, Transfer } from '../record.ts'
import { EMPTY } from '../text/cursor.ts'
import { NO_FLAGS } from '../values/read-flags.ts'
import type { Descriptor } from '../values/descriptor.ts'
import { fieldsOf, type FollowContext, onSocket } from './follow-context.ts'
import type { SocketState } from './followed-socket.ts'
import { passDescriptors } from './passed-descriptors.ts'
import type { ProcessState } from './process-table.ts'
import type { Implies } from './socket-behind.ts'

/** Calls that also files and pipes have. */
const onAnything = /^(?:p?(?:read|write)v?2?(?:64)?|vmsplice)$/

export const transfer = (context: FollowContext, process: ProcessState, call: SendCall | RecvCall): void => {
  const implies: Implies = onAnything.test(call.name) ? 'anything' : 'socket'
  const socket = context.socketOf(process, call.on, implies)
  if (call.kind === 'send' && (call.on.fd === 1 || call.on.fd === 2) && isOutput(socket)) {
    const { on, length, data } = call
    context.give({ kind: 'print', on, length, data, ...fieldsOf(process, call, call.name, call.result) })
    return
  }
  if (!socket) return
  give(context, process, call, call, call.kind, socket, call.on.fd)
  passDescriptors(context, process, call, call, call.kind, socket, call.on.fd)
}

/** A program's output is no socket, or a Unix socket that it was started with, as Node starts programs. */
const isOutput = (socket: SocketState | undefined): boolean =>
  !socket || (socket.protocol === 'unix' && !socket.begun)

/** Each message is an event of its own. A batch that moved none is one event without bytes. */
export const batch = (context: FollowContext, process: ProcessState, call: BatchCall): void => {
  const socket = context.socketOf(process, call.on, 'socket')
  if (!socket) return
  const messages = call.messages.length > 0 ? call.messages : [NOTHING]
  for (const message of messages) {
    give(context, process, call, message, call.direction, socket, call.on.fd)
    passDescriptors(context, process, call, message, call.direction, socket, call.on.fd)
  }
}

const NOTHING: Transfer = { length: 0, data: EMPTY, asked: undefined }

/** The kernel moved the bytes: a send of the one descriptor, a recv of the other, if they are sockets. */
export const copy = (context: FollowContext, process: ProcessState, call: CopyCall): void => {
  const { from, to, length, asked } = call
  const moved: Transfer = { length, data: EMPTY, asked }
  const reader = context.socketOf(process, from, 'anything')
  if (reader && call.name !== 'tee') give(context, process, call, moved, 'recv', reader, from.fd, to)
  const writer = context.socketOf(process, to, 'anything')
  if (writer) give(context, process, call, moved, 'send', writer, to.fd, from)
}

const give = (
  context: FollowContext,
  process: ProcessState,
  call: SendCall | RecvCall | BatchCall | CopyCall,
  moved: Transfer,
  kind: 'send' | 'recv',
  socket: SocketState,
  fd: number,
  unseen?: Descriptor,
): void => {
  const { flags } = call
  const { length, asked, buffers, messageFlags = NO_FLAGS, address } = moved
  const takes = kind === 'send' || !flags.some((flag) => leaves.has(flag))
  // Of a TCP stream MSG_TRUNC throws bytes away: what strace prints is what the buffer had before (tcp(7)).
  const discards = kind === 'recv' && socket.protocol === 'tcp' && flags.includes('MSG_TRUNC')
  const offset = kind === 'send' ? socket.sent : socket.received
  if (kind === 'send') socket.sent += length
  else if (takes) socket.received += length
  context.give({
    kind,
    offset,
    length,
    data: discards ? EMPTY : moved.data,
    ...(kind === 'send' && moved.untaken && { untaken: moved.untaken }),
    asked,
    buffers,
    flags,
    messageFlags,
    address,
    takes,
    unseen,
    ...onSocket(socket, fd),
    ...fieldsOf(process, call, call.name, call.result),
  })
}

/** What such a recv gives stays where it was, or is not part of the stream (recv(2)). */
const leaves = new Set(['MSG_PEEK', 'MSG_ERRQUEUE', 'MSG_OOB'])
