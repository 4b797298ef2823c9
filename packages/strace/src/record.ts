// What strace's lines say, as values: one record for each call, each signal and each end of a thread.
import type { SocketAddress } from './values/address.ts'
import type { Descriptor } from './values/descriptor.ts'

/** Who made the call. The same object for the same thread and name. */
export interface Caller {
  /** The thread's id; absent in a log of one process without `-f`. */
  readonly pid?: number
  /** The thread's name, with `-Y`. */
  readonly name?: string
}

/**
 * What a call returned: its number; the name of its errno, where `ERESTARTSYS` and its like mean that a signal
 * interrupted it and the kernel may make it anew; or nothing, if strace did not see it return.
 */
export type Result = number | { readonly errno: string } | undefined

export interface Common {
  /** The line on which the call begins, counted from 1. */
  readonly line: number
  readonly caller: Caller
  /**
   * When the call was made, in nanoseconds, on the clock that `StraceReader.clock` names; absent in a log without times.
   */
  readonly start: bigint | undefined
  /** How long it took, in nanoseconds, with `-T`. */
  readonly duration: number | undefined
  /** When its second line was printed, if other threads' lines came in between. In nanoseconds, as `start`. */
  readonly resumed: bigint | undefined
}

interface CallFields extends Common {
  /** As strace names it: `sendto`, `recvmsg`, `accept4`. */
  readonly name: string
  readonly result: Result
}

/** Bytes that a call moved, in one or several buffers. */
export interface Transfer {
  /** How many bytes it moved. */
  readonly length: number
  /** The first of them, as many as strace printed: fewer than `length` if `-s` was too small. Owned by the record. */
  readonly data: Uint8Array
  /**
   * Of a send that took fewer bytes than it was given: the first of those that it did not take, at most 1,024. What a program
   * sends next is compared with them.
   */
  readonly untaken?: Uint8Array
  /** How many bytes the caller gave or had room for; absent if strace did not say. */
  readonly asked: number | undefined
  /** The sizes of its buffers, of a call that takes several. */
  readonly buffers?: readonly number[]
  /** Where a datagram goes to or came from, if the call names it. */
  readonly address?: SocketAddress
  /** What the kernel set in a received message: `MSG_TRUNC`, `MSG_CTRUNC`… */
  readonly messageFlags?: readonly string[]
  /** Descriptors that go over a Unix socket with these bytes (SCM_RIGHTS). */
  readonly passed?: readonly Descriptor[]
}

/** write, send, sendto, sendmsg, writev, pwrite…: bytes from the caller. */
export interface SendCall extends CallFields, Transfer {
  readonly kind: 'send'
  readonly on: Descriptor
  /** `MSG_MORE`, `MSG_DONTWAIT`…, in strace's order. */
  readonly flags: readonly string[]
  /** The place in a file, of pwrite and its like. */
  readonly offset?: number
}

/** read, recv, recvfrom, recvmsg, readv, pread…: bytes to the caller. */
export interface RecvCall extends CallFields, Transfer {
  readonly kind: 'recv'
  readonly on: Descriptor
  readonly flags: readonly string[]
  readonly offset?: number
}

/** sendmmsg and recvmmsg: several messages at once. `result` counts messages. */
export interface BatchCall extends CallFields {
  readonly kind: 'batch'
  readonly direction: 'send' | 'recv'
  readonly on: Descriptor
  readonly flags: readonly string[]
  /** Only those that were moved. */
  readonly messages: readonly Transfer[]
  /** How many messages the caller gave or had room for. */
  readonly asked: number | undefined
}

/** sendfile, splice, tee and copy_file_range: bytes that the kernel moves and strace does not see. */
export interface CopyCall extends CallFields {
  readonly kind: 'copy'
  readonly from: Descriptor
  readonly to: Descriptor
  readonly length: number
  readonly asked: number | undefined
  readonly flags: readonly string[]
}

export interface SocketCall extends CallFields {
  readonly kind: 'socket'
  /** `AF_INET`. */
  readonly domain: string
  /** `SOCK_STREAM`. */
  readonly type: string
  /** `SOCK_CLOEXEC`, `SOCK_NONBLOCK`. */
  readonly flags: readonly string[]
  readonly protocol: string
  readonly made: Descriptor | undefined
}

/** socketpair, pipe and pipe2. */
export interface PairCall extends CallFields {
  readonly kind: 'pair'
  readonly of: 'sockets' | 'pipe'
  /** `SOCK_STREAM`; empty for a pipe. */
  readonly type: string
  readonly flags: readonly string[]
  readonly made: readonly [Descriptor, Descriptor] | undefined
}

/** connect, bind, getsockname and getpeername. */
export interface AddressCall extends CallFields {
  readonly kind: 'connect' | 'bind' | 'getsockname' | 'getpeername'
  readonly on: Descriptor
  readonly address: SocketAddress | undefined
}

export interface AcceptCall extends CallFields {
  readonly kind: 'accept'
  readonly on: Descriptor
  /** The other side's address, if the caller asked for it. */
  readonly address: SocketAddress | undefined
  readonly flags: readonly string[]
  readonly made: Descriptor | undefined
}

export interface ListenCall extends CallFields {
  readonly kind: 'listen'
  readonly on: Descriptor
  readonly backlog: number | undefined
}

export interface ShutdownCall extends CallFields {
  readonly kind: 'shutdown'
  readonly on: Descriptor
  /** `SHUT_RD`, `SHUT_WR` or `SHUT_RDWR`. */
  readonly how: string
}

export interface CloseCall extends CallFields {
  readonly kind: 'close'
  readonly on: Descriptor
}

export interface CloseRangeCall extends CallFields {
  readonly kind: 'close-range'
  readonly first: number
  /** Included. */
  readonly last: number
  /** `CLOSE_RANGE_CLOEXEC`, `CLOSE_RANGE_UNSHARE`. */
  readonly flags: readonly string[]
}

/** dup, dup2, dup3, and fcntl with F_DUPFD or F_DUPFD_CLOEXEC. */
export interface DupCall extends CallFields {
  readonly kind: 'dup'
  readonly on: Descriptor
  readonly closeOnExec: boolean
  readonly made: Descriptor | undefined
}

/** setsockopt and getsockopt. */
export interface OptionCall extends CallFields {
  readonly kind: 'setsockopt' | 'getsockopt'
  readonly on: Descriptor
  /** `SOL_TCP`. */
  readonly level: string
  /** `TCP_NODELAY`. */
  readonly option: string
  /** As strace prints it: `[1]`, `{l_onoff=1, l_linger=0}`. */
  readonly text: string
  /** The number, where the value is one. */
  readonly value: number | undefined
}

/** fcntl with F_SETFD or F_SETFL, and ioctl with FIONBIO, FIOCLEX or FIONCLEX. */
export interface FlagsCall extends CallFields {
  readonly kind: 'flags'
  readonly on: Descriptor
  /** Each is absent where the call does not touch it. */
  readonly closeOnExec?: boolean
  readonly nonBlocking?: boolean
}

/**
 * open, openat, epoll_create1, eventfd2 and all else that makes a descriptor which is no socket. `io_uring_setup` says that
 * calls may be missing: strace does not see what goes through the ring.
 */
export interface OpenCall extends CallFields {
  readonly kind: 'open'
  /** Absent if the call has none. */
  readonly path: string | undefined
  readonly flags: readonly string[]
  readonly made: Descriptor | undefined
}

/** fork, vfork, clone and clone3. */
export interface ForkCall extends CallFields {
  readonly kind: 'fork'
  readonly child: Caller | undefined
  /** `CLONE_FILES`, `CLONE_THREAD`… */
  readonly flags: readonly string[]
}

export interface UnshareCall extends CallFields {
  readonly kind: 'unshare'
  readonly flags: readonly string[]
}

export interface ExecCall extends CallFields {
  readonly kind: 'exec'
  readonly path: string | undefined
  /** The command's words, as many as strace printed. */
  readonly words: readonly string[]
}

/** Any other call, of which only name and result are read. */
export interface OtherCall extends CallFields {
  readonly kind: 'other'
}

export type Call =
  | SendCall
  | RecvCall
  | BatchCall
  | CopyCall
  | SocketCall
  | PairCall
  | AddressCall
  | AcceptCall
  | ListenCall
  | ShutdownCall
  | CloseCall
  | CloseRangeCall
  | DupCall
  | OptionCall
  | FlagsCall
  | OpenCall
  | ForkCall
  | UnshareCall
  | ExecCall
  | OtherCall

/** `--- SIGCHLD {…} ---`. */
export interface SignalRecord extends Common {
  readonly kind: 'signal'
  readonly signal: string
}

/** `+++ exited with 0 +++`, `+++ killed by SIGKILL +++`, or another thread's execve that ended this one. */
export interface EndRecord extends Common {
  readonly kind: 'end'
  /** The exit status; absent if a signal or an execve ended it. */
  readonly status?: number
  readonly signal?: string
  /** The thread whose execve took over this thread's id. */
  readonly supersededBy?: number
}

/**
 * A fork, vfork, clone or clone3 that has begun and not returned: lines of its child may come before those of its return.
 * Its record follows when it returns.
 */
export interface ForkingRecord extends Common {
  readonly kind: 'forking'
  readonly flags: readonly string[]
}

export type StraceRecord = Call | ForkingRecord | SignalRecord | EndRecord
