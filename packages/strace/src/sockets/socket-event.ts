// What programs did with their sockets, in the order of the log.
import type { Caller, Result } from '../record.ts'
import type { SocketAddress } from '../values/address.ts'
import type { Descriptor, Endpoint } from '../values/descriptor.ts'
import type { FollowedSocket } from './followed-socket.ts'

/** The process that made a call. The same object in all of its events. */
export interface FollowedProcess {
  /** The process's id, or that of the first of its threads that the log shows; absent in a log without ids. */
  readonly pid: number | undefined
  /** With -Y, what strace calls it; else the last part of the path that it executed. */
  readonly name: string | undefined
  /** The command that it executed, as its words; empty if that is not in the log. */
  readonly words: readonly string[]
}

interface EventFields {
  readonly process: FollowedProcess
  /** The thread that made the call. */
  readonly caller: Caller
  readonly line: number
  /** As strace names the call; `exit` or `execve` where that closed a socket. */
  readonly name: string
  readonly start: bigint | undefined
  readonly duration: number | undefined
  readonly resumed: bigint | undefined
  readonly result: Result
}

interface OnSocket extends EventFields {
  readonly socket: FollowedSocket
  readonly fd: number
  /** The socket's endpoints when the call returned, as far as they were known. */
  readonly local: Endpoint | undefined
  readonly remote: Endpoint | undefined
}

/** Bytes that a program sent or received. A failed call is one of no bytes, with its errno. */
export interface TransferEvent extends OnSocket {
  readonly kind: 'send' | 'recv'
  /** How many bytes went the same way through the socket before. */
  readonly offset: number
  readonly length: number
  /** The first of them; fewer than `length` if strace did not print them all, or did not see them. */
  readonly data: Uint8Array
  readonly asked: number | undefined
  readonly buffers: readonly number[] | undefined
  readonly flags: readonly string[]
  /** `MSG_TRUNC`, `MSG_CTRUNC`… that the kernel set in a received message. */
  readonly messageFlags: readonly string[]
  /** Of a short write: the first bytes that it did not take, if strace printed them. */
  readonly untaken?: Uint8Array
  /** The datagram's other end, if the call names it. */
  readonly address: SocketAddress | undefined
  /** False of a recv that left the bytes where they were (MSG_PEEK), or took what is not part of them (MSG_ERRQUEUE, MSG_OOB). */
  readonly takes: boolean
  /** Bytes that strace cannot see, because the kernel moved them: the descriptor that they came from or went to. */
  readonly unseen: Descriptor | undefined
}

export interface LifeEvent extends OnSocket {
  readonly kind: 'socket' | 'bind' | 'listen' | 'connect'
  /** That of bind and connect, as the call names it. */
  readonly address: SocketAddress | undefined
}

export interface AcceptEvent extends OnSocket {
  readonly kind: 'accept'
  /** `socket` is the accepted one; of a failed call, the listening one. */
  readonly listener: FollowedSocket
  readonly address: SocketAddress | undefined
}

export interface ShutdownEvent extends OnSocket {
  readonly kind: 'shutdown'
  readonly how: string
}

export interface CloseEvent extends OnSocket {
  readonly kind: 'close'
  /**
   * Whether it was the socket's last descriptor, which is when the kernel closes the connection. Absent if the log does
   * not say which processes share descriptors.
   */
  readonly last: boolean | undefined
}

export interface OptionEvent extends OnSocket {
  readonly kind: 'setsockopt' | 'getsockopt'
  readonly level: string
  readonly option: string
  readonly text: string
  readonly value: number | undefined
}

/** Descriptors that went over a Unix socket. */
export interface PassEvent extends OnSocket {
  readonly kind: 'pass'
  readonly direction: 'send' | 'recv'
  /** Each with its socket; without one if it is none, or if it cannot be followed. */
  readonly passed: readonly { readonly descriptor: Descriptor; readonly socket: FollowedSocket | undefined }[]
}

/** What a program wrote to its standard output (1) or error (2). */
export interface PrintEvent extends EventFields {
  readonly kind: 'print'
  readonly on: Descriptor
  readonly length: number
  readonly data: Uint8Array
}

/** A process began: its fork, or its first line. */
export interface ProcessEvent extends EventFields {
  readonly kind: 'process'
  readonly parent: FollowedProcess | undefined
}

/** A process executed a command. */
export interface CommandEvent extends EventFields {
  readonly kind: 'command'
}

/** The last thread of a process ended. */
export interface EndEvent extends EventFields {
  readonly kind: 'end'
  readonly status: number | undefined
  readonly signal: string | undefined
}

/** From here on strace may miss a process's calls: `io_uring_setup`. */
export interface UnseenEvent extends EventFields {
  readonly kind: 'unseen'
}

export type SocketEvent =
  | TransferEvent
  | LifeEvent
  | AcceptEvent
  | ShutdownEvent
  | CloseEvent
  | OptionEvent
  | PassEvent
  | PrintEvent
  | ProcessEvent
  | CommandEvent
  | EndEvent
  | UnseenEvent
