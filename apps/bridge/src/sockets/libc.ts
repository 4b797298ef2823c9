// The C library's calls on sockets, as the kernel takes them. Node's own dgram always reads with room for 64 KiB. Read
// otherwise, it gives no source address, and it cannot return a socket's drops. So these calls are made directly: koffi
// calls C functions from Node, and watches a descriptor in Node's own event loop.
import { refusal } from '../errors.ts'
import { loadCLibrary } from './c-library.ts'

/** Linux's numbers, which are the same on every architecture that Node supports there (`asm-generic/socket.h`). */
const AF_INET = 2
const SOCK_STREAM = 1
const SOCK_DGRAM = 2
const SOCK_NONBLOCK = 0o4_000
const SOCK_CLOEXEC = 0o2_000_000
const SOL_SOCKET = 1
const SO_SNDBUF = 7
const SO_RCVBUF = 8
const SO_MEMINFO = 55
const SOL_TCP = 6
const TCP_CORK = 3
const MSG_NOSIGNAL = 0x4000
const POLLIN = 1
const POLLOUT = 4

export type Readiness = 'readable' | 'writable'

/** Watches a descriptor. Close it before the descriptor. */
export interface Watch {
  close(): void
}

/** Each call throws what `udpSocket` throws: an error whose `code` is the errno's name, including `EAGAIN`. */
export interface Libc {
  /** A new non-blocking IPv4 socket's descriptor. */
  socket(transport: 'tcp' | 'udp'): number
  bind(fd: number, address: Uint8Array): void
  connect(fd: number, address: Uint8Array): void
  /** The `sockaddr_in` of the socket's own end. */
  getsockname(fd: number): Uint8Array
  /** Returns how many bytes the kernel took. */
  send(fd: number, bytes: Uint8Array): number
  sendto(fd: number, bytes: Uint8Array, to: Uint8Array): number
  /** Reads one datagram into `room` and returns how many bytes were read. */
  recv(fd: number, room: Uint8Array): number
  /** The same. It also writes the sender's `sockaddr_in` into `from`. */
  recvfrom(fd: number, room: Uint8Array, from: Uint8Array): number
  setReceiveBuffer(fd: number, bytes: number): void
  setSendBuffer(fd: number, bytes: number): void
  setCork(fd: number, on: boolean): void
  /** In bytes. The kernel doubles the value that it is given (socket(7)). */
  receiveBuffer(fd: number): number
  /** Datagrams that the kernel threw away at this socket since it was opened (sock_diag(7), `SK_MEMINFO_DROPS`). */
  drops(fd: number): number
  close(fd: number): void
  /** Whether the descriptor can be read, or written, now (or has an error to report). */
  isReady(fd: number, readiness: Readiness): boolean
  /** Calls back once the descriptor can be read (or has an error to report), or written if `writable` is set. */
  watch(fd: number, readiness: Readiness, ready: () => void): Watch
}

let loaded: Promise<Libc> | undefined

/** Throws `CALLS_UNAVAILABLE` on systems other than Linux, and if koffi is not installed. */
export const loadLibc = (): Promise<Libc> => (loaded ??= load())

const load = async (): Promise<Libc> => {
  if (process.platform !== 'linux')
    throw refusal('CALLS_UNAVAILABLE', `it makes Linux's system calls, and this is ${process.platform}`)
  const { declare, check, watch } = await loadCLibrary().catch((error: unknown) => {
    throw refusal(
      'CALLS_UNAVAILABLE',
      `koffi, which makes the system calls, does not load (${String(error)})`,
    )
  })
  const socket: (domain: number, type: number, protocol: number) => number = declare(
    'int socket(int domain, int type, int protocol)',
  )
  const bind: Addressed = declare('int bind(int fd, void *address, uint32_t length)')
  const connect: Addressed = declare('int connect(int fd, void *address, uint32_t length)')
  const getsockname: (fd: number, address: Uint8Array, length: Uint32Array) => number = declare(
    'int getsockname(int fd, void *address, uint32_t *length)',
  )
  const send: (fd: number, bytes: Uint8Array, length: number, flags: number) => number = declare(
    'intptr_t send(int fd, void *bytes, size_t length, int flags)',
  )
  const sendto: (...args: [...Parameters<typeof send>, Uint8Array, number]) => number = declare(
    'intptr_t sendto(int fd, void *bytes, size_t length, int flags, void *address, uint32_t addressLength)',
  )
  const recv: typeof send = declare('intptr_t recv(int fd, void *room, size_t length, int flags)')
  const recvfrom: (...args: [...Parameters<typeof send>, Uint8Array, Uint32Array]) => number = declare(
    'intptr_t recvfrom(int fd, void *room, size_t length, int flags, void *address, uint32_t *addressLength)',
  )
  const setsockopt: (fd: number, level: number, option: number, value: Int32Array, length: number) => number =
    declare('int setsockopt(int fd, int level, int option, void *value, uint32_t length)')
  const getsockopt: (
    fd: number,
    level: number,
    option: number,
    value: Uint32Array,
    length: Uint32Array,
  ) => number = declare('int getsockopt(int fd, int level, int option, void *value, uint32_t *length)')
  const poll: (descriptors: Uint8Array, count: number, timeout: number) => number = declare(
    'int poll(void *descriptors, unsigned long count, int timeout)',
  )
  const close: (fd: number) => number = declare('int close(int fd)')

  const option = (fd: number, name: number, words: number): Uint32Array => {
    const value = new Uint32Array(words)
    check('getsockopt', getsockopt(fd, SOL_SOCKET, name, value, Uint32Array.of(value.byteLength)))
    return value
  }

  const set = (fd: number, level: number, name: number, value: number): void =>
    void check('setsockopt', setsockopt(fd, level, name, Int32Array.of(value), 4))

  return {
    socket: (transport) => {
      const type = transport === 'tcp' ? SOCK_STREAM : SOCK_DGRAM
      return check('socket', socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    },
    bind: (fd, address) => void check('bind', bind(fd, address, address.length)),
    connect: (fd, address) => void check('connect', connect(fd, address, address.length)),
    getsockname: (fd) => {
      const address = new Uint8Array(16)
      check('getsockname', getsockname(fd, address, Uint32Array.of(address.length)))
      return address
    },
    send: (fd, bytes) => check('send', send(fd, bytes, bytes.length, MSG_NOSIGNAL)),
    sendto: (fd, bytes, to) => check('sendto', sendto(fd, bytes, bytes.length, 0, to, to.length)),
    recv: (fd, room) => check('recv', recv(fd, room, room.length, 0)),
    recvfrom: (fd, room, from) =>
      check('recvfrom', recvfrom(fd, room, room.length, 0, from, Uint32Array.of(from.length))),
    setReceiveBuffer: (fd, bytes) => set(fd, SOL_SOCKET, SO_RCVBUF, bytes),
    setSendBuffer: (fd, bytes) => set(fd, SOL_SOCKET, SO_SNDBUF, bytes),
    setCork: (fd, on) => set(fd, SOL_TCP, TCP_CORK, Number(on)),
    receiveBuffer: (fd) => option(fd, SO_RCVBUF, 1)[0] ?? 0,
    drops: (fd) => option(fd, SO_MEMINFO, 9)[8] ?? 0,
    close: (fd) => void check('close', close(fd)),
    isReady: (fd, readiness) => {
      // struct pollfd (poll(2)): the descriptor, 4 bytes; the requested events, 2; the returned events, 2.
      const entry = new Uint8Array(8)
      new Int32Array(entry.buffer)[0] = fd
      new Int16Array(entry.buffer)[2] = readiness === 'readable' ? POLLIN : POLLOUT
      return check('poll', poll(entry, 1, 0)) > 0
    },
    watch,
  }
}

type Addressed = (fd: number, address: Uint8Array, length: number) => number
