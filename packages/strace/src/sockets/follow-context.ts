// What all parts of the follower share: the sockets, where events go, and how a descriptor is closed.
import type { Call, Common } from '../record.ts'
import type { Descriptor } from '../values/descriptor.ts'
import type { SocketState } from './followed-socket.ts'
import type { ProcessState } from './process-table.ts'
import { type Implies, socketBehind } from './socket-behind.ts'
import type { FollowedProcess, SocketEvent } from './socket-event.ts'
import { isSocketLabel, SocketIndex } from './socket-index.ts'

export class FollowContext {
  readonly index = new SocketIndex()
  readonly give: (event: SocketEvent) => void

  constructor(give: (event: SocketEvent) => void) {
    this.give = give
  }

  /** The socket behind a descriptor of the call's process. */
  socketOf(process: ProcessState, on: Descriptor, implies: Implies): SocketState | undefined {
    return socketBehind(on, implies, process.table, this.index, (socket) => this.lose(socket))
  }

  /** A new descriptor of a new socket. */
  make(process: ProcessState, made: Descriptor, closeOnExec: boolean): SocketState {
    const socket = this.index.make()
    socket.begun = true
    this.put(process, made, socket, closeOnExec)
    return socket
  }

  /** Puts a socket, or something that is none, behind a descriptor. */
  put(
    process: ProcessState,
    { fd, label }: Descriptor,
    socket: SocketState | undefined,
    closeOnExec: boolean,
  ): void {
    const old = process.table.set(fd, socket, closeOnExec)
    if (old) this.lose(old)
    if (socket && label && isSocketLabel(label)) this.index.learn(socket, label)
  }

  /** A socket has lost a descriptor. */
  lose(socket: SocketState): void {
    if (socket.holders === 0) this.index.forget(socket)
  }

  /** Closes a descriptor, and says so if it was a socket's. `name` says what closed it. */
  close(process: ProcessState, fd: number, record: Common, name: string, result: Call['result']): void {
    const socket = process.table.delete(fd)
    if (!socket) return
    this.give({
      kind: 'close',
      last: socket.uncertain || socket.passed || process.table.uncertain ? undefined : socket.holders === 0,
      ...onSocket(socket, fd),
      ...fieldsOf(process, record, name, result),
    })
    this.lose(socket)
  }
}

/** The fields of an event that a record gives. */
export const fieldsOf = (
  process: FollowedProcess,
  { caller, line, start, duration, resumed }: Common,
  name: string,
  result: Call['result'],
) => ({ process, caller, line, name, start, duration, resumed, result })

/** Those of an event that happens on a socket. */
export const onSocket = (socket: SocketState, fd: number) => ({
  socket,
  fd,
  local: socket.local,
  remote: socket.remote,
})
