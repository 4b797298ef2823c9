// Calls that make sockets, name them, connect them and shut them down.
import type {
  AcceptCall,
  AddressCall,
  ListenCall,
  OptionCall,
  PairCall,
  ShutdownCall,
  SocketCall,
} from '../record.ts'
import { fieldsOf, type FollowContext, onSocket } from './follow-context.ts'
import { protocolOf } from './followed-socket.ts'
import type { ProcessState } from './process-table.ts'

const CLOSE_ON_EXEC = 'SOCK_CLOEXEC'

export const socketMade = (context: FollowContext, process: ProcessState, call: SocketCall): void => {
  const { made, domain, type, flags } = call
  if (!made) return
  const socket = context.make(process, made, flags.includes(CLOSE_ON_EXEC))
  socket.protocol = protocolOf(domain, type)
  socket.type = type
  context.give({
    kind: 'socket',
    address: undefined,
    ...onSocket(socket, made.fd),
    ...fieldsOf(process, call, call.name, call.result),
  })
}

/** socketpair and pipe. */
export const pairMade = (context: FollowContext, process: ProcessState, call: PairCall): void => {
  const { made, of, type, flags } = call
  if (!made) return
  const closeOnExec = flags.includes(CLOSE_ON_EXEC) || flags.includes('O_CLOEXEC')
  if (of === 'pipe') {
    for (const end of made) context.put(process, end, undefined, closeOnExec)
    return
  }
  const [one, other] = made.map((end) => {
    const socket = context.make(process, end, closeOnExec)
    socket.protocol = 'unix'
    socket.type = type
    return socket
  })
  if (!one || !other) return
  one.peer = other
  other.peer = one
}

export const named = (context: FollowContext, process: ProcessState, call: AddressCall): void => {
  const { kind, on, address, result } = call
  const socket = context.socketOf(process, on, 'socket')
  if (!socket) return
  if (kind === 'connect') {
    // A blocking connect that a signal interrupted goes on, as one does that does not wait (connect(2)).
    const goesOn = typeof result === 'object' && (result.errno === 'EINPROGRESS' || result.errno === 'EINTR')
    if (result === 0 || goesOn) socket.setRemote(address)
  } else if (result === 0 && kind === 'getpeername') socket.setRemote(address)
  else if (result === 0 && !(kind === 'bind' && socket.local && isUnchosen(address))) socket.setLocal(address)
  if (kind === 'connect' || kind === 'bind')
    context.give({ kind, address, ...onSocket(socket, on.fd), ...fieldsOf(process, call, call.name, result) })
}

/** A bind to port 0 does not say which port the kernel chose. */
const isUnchosen = (address: AddressCall['address']): boolean =>
  address?.kind === 'inet' && address.port === 0

export const accepted = (context: FollowContext, process: ProcessState, call: AcceptCall): void => {
  const { on, made, address, flags, result } = call
  const listener = context.socketOf(process, on, 'socket')
  if (!listener) return
  listener.listening = true
  const fields = fieldsOf(process, call, call.name, result)
  if (!made) {
    context.give({ kind: 'accept', listener, address, ...onSocket(listener, on.fd), ...fields })
    return
  }
  const socket = context.make(process, made, flags.includes(CLOSE_ON_EXEC))
  if (socket.protocol === 'unknown') socket.protocol = listener.protocol
  socket.type = listener.type
  socket.acceptedFrom = listener
  socket.local ??= listener.local
  socket.localPath ??= listener.localPath
  if (address) socket.setRemote(address)
  context.give({ kind: 'accept', listener, address, ...onSocket(socket, made.fd), ...fields })
}

export const listened = (context: FollowContext, process: ProcessState, call: ListenCall): void => {
  const socket = context.socketOf(process, call.on, 'socket')
  if (!socket) return
  if (call.result === 0) socket.listening = true
  context.give({
    kind: 'listen',
    address: undefined,
    ...onSocket(socket, call.on.fd),
    ...fieldsOf(process, call, call.name, call.result),
  })
}

export const shutDown = (context: FollowContext, process: ProcessState, call: ShutdownCall): void => {
  const socket = context.socketOf(process, call.on, 'socket')
  if (!socket) return
  const fields = fieldsOf(process, call, call.name, call.result)
  context.give({ kind: 'shutdown', how: call.how, ...onSocket(socket, call.on.fd), ...fields })
}

export const option = (context: FollowContext, process: ProcessState, call: OptionCall): void => {
  const socket = context.socketOf(process, call.on, 'socket')
  if (!socket) return
  const { kind, level, option, text, value } = call
  const fields = fieldsOf(process, call, call.name, call.result)
  context.give({ kind, level, option, text, value, ...onSocket(socket, call.on.fd), ...fields })
}
