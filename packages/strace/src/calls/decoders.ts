// Which call is read by what.
import type { Call } from '../record.ts'
import type { Cursor } from '../text/cursor.ts'
import { Interner } from '../text/interner.ts'
import { textOf } from '../text/utf8.ts'
import * as copies from './copies.ts'
import * as descriptors from './descriptors.ts'
import type { Head } from './head.ts'
import * as messages from './message-calls.ts'
import * as options from './options.ts'
import * as processes from './processes.ts'
import * as sockets from './socket-calls.ts'
import * as transfers from './transfers.ts'
import * as vectors from './vector-calls.ts'

/** Reads a call from after its opening bracket to its end. */
export type Decoder = (cursor: Cursor, head: Head) => Call

const decoders: Readonly<Record<string, Decoder>> = {
  read: transfers.read,
  write: transfers.write,
  recv: transfers.recvfrom,
  recvfrom: transfers.recvfrom,
  send: transfers.sendto,
  sendto: transfers.sendto,
  pread: transfers.pread,
  pread64: transfers.pread,
  pwrite: transfers.pwrite,
  pwrite64: transfers.pwrite,
  readv: vectors.readv,
  writev: vectors.writev,
  vmsplice: vectors.writev,
  preadv: vectors.preadv,
  preadv2: vectors.preadv,
  pwritev: vectors.pwritev,
  pwritev2: vectors.pwritev,
  sendmsg: messages.sendmsg,
  recvmsg: messages.recvmsg,
  sendmmsg: messages.sendmmsg,
  recvmmsg: messages.recvmmsg,
  recvmmsg_time32: messages.recvmmsg,
  recvmmsg_time64: messages.recvmmsg,
  sendfile: copies.sendfile,
  sendfile64: copies.sendfile,
  splice: copies.splice,
  copy_file_range: copies.splice,
  tee: copies.tee,
  socket: sockets.socket,
  connect: sockets.connect,
  bind: sockets.bind,
  getsockname: sockets.getsockname,
  getpeername: sockets.getpeername,
  accept: sockets.accept,
  accept4: sockets.accept,
  listen: sockets.listen,
  shutdown: sockets.shutdown,
  setsockopt: options.setsockopt,
  getsockopt: options.getsockopt,
  socketpair: descriptors.socketpair,
  pipe: descriptors.pipe,
  pipe2: descriptors.pipe,
  close: descriptors.close,
  close_range: descriptors.closeRange,
  dup: descriptors.dup,
  dup2: descriptors.dup,
  dup3: descriptors.dup,
  fcntl: descriptors.fcntl,
  fcntl64: descriptors.fcntl,
  ioctl: descriptors.ioctl,
  fork: processes.clone,
  vfork: processes.clone,
  clone: processes.clone,
  clone2: processes.clone,
  clone3: processes.clone3,
  unshare: processes.unshare,
  execve: processes.execve,
  execveat: processes.execve,
  open: processes.open,
  openat: processes.open,
  openat2: processes.open,
  creat: processes.open,
  epoll_create: processes.open,
  epoll_create1: processes.open,
  eventfd: processes.open,
  eventfd2: processes.open,
  timerfd_create: processes.open,
  signalfd: processes.open,
  signalfd4: processes.open,
  inotify_init: processes.open,
  inotify_init1: processes.open,
  memfd_create: processes.open,
  io_uring_setup: processes.open,
  pidfd_open: processes.open,
  pidfd_getfd: processes.open,
}

export interface NamedDecoder {
  readonly name: string
  readonly decode: Decoder
}

const named = new Interner<NamedDecoder>((bytes, start, end) => {
  const name = textOf(bytes, start, end)
  return {
    name,
    decode: Object.hasOwn(decoders, name) ? (decoders[name] ?? processes.other) : processes.other,
  }
})

/** The decoder of the call whose name is `bytes[start, end)`. */
export const decoderOf = (bytes: Uint8Array, start: number, end: number): NamedDecoder =>
  named.of(bytes, start, end)
