// Descriptors that go over Unix sockets (SCM_RIGHTS, unix(7)): followed from one end of a socketpair to the other, or by
// what strace says beside the received one; where neither helps, the event has no socket.
import type { BatchCall, RecvCall, SendCall, Transfer } from '../record.ts'
import { fieldsOf, type FollowContext, onSocket } from './follow-context.ts'
import type { SocketState } from './followed-socket.ts'
import type { ProcessState } from './process-table.ts'
import { isSocketLabel } from './socket-index.ts'

/** More messages with descriptors are not kept for a socket from which nobody receives. */
const MAX_ARRIVING = 64

export const passDescriptors = (
  context: FollowContext,
  process: ProcessState,
  call: SendCall | RecvCall | BatchCall,
  { passed }: Transfer,
  direction: 'send' | 'recv',
  socket: SocketState,
  fd: number,
): void => {
  if (!passed) return
  const sockets =
    direction === 'send'
      ? passed.map((descriptor) => context.socketOf(process, descriptor, 'anything'))
      : arrived(context, process, call, passed, socket)
  for (const each of sockets) if (each) each.passed = true
  if (direction === 'send' && socket.peer && socket.peer.arriving.length < MAX_ARRIVING)
    socket.peer.arriving.push(sockets)
  context.give({
    kind: 'pass',
    direction,
    passed: passed.map((descriptor, index) => ({ descriptor, socket: sockets[index] })),
    ...onSocket(socket, fd),
    ...fieldsOf(process, call, call.name, call.result),
  })
}

const arrived = (
  context: FollowContext,
  process: ProcessState,
  { flags }: SendCall | RecvCall | BatchCall,
  passed: NonNullable<Transfer['passed']>,
  socket: SocketState,
): readonly (SocketState | undefined)[] => {
  const sent = socket.arriving.shift()
  return passed.map((descriptor, index) => {
    const { label } = descriptor
    const found = label && isSocketLabel(label) ? context.index.find(label) : undefined
    const received = found ?? (label ? undefined : sent?.[index])
    // A descriptor of which nothing is known may be a socket: it has no entry, so that a call can tell.
    const old = process.table.delete(descriptor.fd)
    if (old) context.lose(old)
    if (received ?? label) context.put(process, descriptor, received, flags.includes('MSG_CMSG_CLOEXEC'))
    return received
  })
}
