// The C library's calls on packet sockets (packet(7)), through koffi. They read and write whole Ethernet frames, each
// with the kernel's own time. Only the wire's process makes these calls. It does nothing else, so it may block in
// one.
import { loadCLibrary } from '../sockets/c-library.ts'

/** Linux's numbers, the same on every architecture that Node runs on there. */
const AF_PACKET = 17
const SOCK_RAW = 3
const SOCK_NONBLOCK = 0o4_000
const SOCK_CLOEXEC = 0o2_000_000
/** `htons(ETH_P_ALL)`: every protocol. */
const ALL_PROTOCOLS = 0x0300
const NO_PROTOCOL = 0
const SOL_SOCKET = 1
const SO_RCVBUF = 8
const SO_RCVBUFFORCE = 33
const SO_MARK = 36
const SOL_PACKET = 263
const PACKET_STATISTICS = 6
const PACKET_OUTGOING = 4
const SIOCGSTAMPNS = 0x8907
const MSG_DONTWAIT = 0x40
const MSG_NOSIGNAL = 0x4000
const CLOCK_REALTIME = 0
const PR_SET_TIMERSLACK = 29
const EAGAIN = 'EAGAIN'

/** Bytes that may pile up before the wire gets to run. */
const RECEIVE_BUFFER = 16 * 1024 * 1024
/** Bytes of a `sockaddr_ll`, and the offset of the packet's type in it. */
const LINK_ADDRESS = 20
const PACKET_TYPE_AT = 10

export interface PacketCalls {
  /** A non-blocking packet socket on an interface: its descriptor. */
  open(name: string): number
  /** One that reads nothing, and whose frames have that mark on their way through this host's kernel. */
  openForSending(name: string, mark: number): number
  /** Reads one frame that came in; `undefined` if none waits. `bytes` is a view of `room`. */
  read(fd: number, room: Uint8Array): { readonly bytes: Uint8Array; readonly time: bigint } | undefined
  /** Sends a frame out of the interface. A frame that the kernel does not take is lost: `false`. */
  write(fd: number, frame: Uint8Array): boolean
  /** Frames that the kernel dropped because the socket's buffer was full, since the last call. */
  drops(fd: number): number
  /** Writes to a pipe or stream without waiting: the count taken, 0 if it is full, -1 if nobody reads any more. */
  writeSome(fd: number, bytes: Uint8Array): number
  /** Waits until a descriptor is ready, at most for so many nanoseconds. `undefined` is no limit. */
  wait(polled: Polled, nanoseconds: number | undefined): void
  /** The wall clock, in nanoseconds since the epoch. */
  now(): bigint
}

const POLLIN = 1
const POLLOUT = 4
const POLLERR = 8
const POLLHUP = 16

/** Descriptors to wait for, laid out for poll(2): 8 bytes each. */
export class Polled {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(fds: readonly number[]) {
    this.bytes = new Uint8Array(8 * fds.length)
    this.#view = new DataView(this.bytes.buffer)
    fds.forEach((fd, index) => {
      this.#view.setInt32(8 * index, fd, littleEndian)
      this.await(index, 'readable')
    })
  }

  get count(): number {
    return this.bytes.length / 8
  }

  /** From now on, `wait` also waits for this one, or until its other end is gone. */
  await(index: number, readiness: 'readable' | 'writable' | 'end'): void {
    const events = { readable: POLLIN, writable: POLLOUT, end: 0 }[readiness]
    this.#view.setInt16(8 * index + 4, events, littleEndian)
  }

  /** From now on, `wait` ignores this one, even if its other end goes. */
  forget(index: number): void {
    this.#view.setInt32(8 * index, -1, littleEndian)
  }

  /** Whether the last wait found it ready, or its other end gone. */
  isReady(index: number): boolean {
    return (this.#found(index) & (POLLIN | POLLOUT | POLLHUP)) !== 0
  }

  /** Whether the last wait found its other end gone. */
  isGone(index: number): boolean {
    return (this.#found(index) & (POLLERR | POLLHUP)) !== 0
  }

  #found(index: number): number {
    return this.#view.getInt16(8 * index + 6, littleEndian)
  }
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Throws if koffi is not installed. */
export const loadPacketCalls = async (): Promise<PacketCalls> => {
  const { declare, check, errno } = await loadCLibrary()
  const socket: (domain: number, type: number, protocol: number) => number = declare(
    'int socket(int domain, int type, int protocol)',
  )
  const bind: (fd: number, address: Uint8Array, length: number) => number = declare(
    'int bind(int fd, void *address, uint32_t length)',
  )
  const setsockopt: (fd: number, level: number, name: number, value: Int32Array, length: number) => number =
    declare('int setsockopt(int fd, int level, int name, void *value, uint32_t length)')
  const getsockopt: (
    fd: number,
    level: number,
    name: number,
    value: Uint32Array,
    length: Uint32Array,
  ) => number = declare('int getsockopt(int fd, int level, int name, void *value, uint32_t *length)')
  const recvfrom: (
    fd: number,
    room: Uint8Array,
    length: number,
    flags: number,
    address: Uint8Array,
    addressLength: Uint32Array,
  ) => number = declare(
    'intptr_t recvfrom(int fd, void *room, size_t length, int flags, void *address, uint32_t *addressLength)',
  )
  const send: (fd: number, bytes: Uint8Array, length: number, flags: number) => number = declare(
    'intptr_t send(int fd, void *bytes, size_t length, int flags)',
  )
  const ioctl: (fd: number, request: number, value: BigInt64Array) => number = declare(
    'int ioctl(int fd, unsigned long request, void *value)',
  )
  const ppoll: (fds: Uint8Array, count: number, timeout: BigInt64Array | null, mask: null) => number =
    declare('int ppoll(void *fds, unsigned long count, void *timeout, void *mask)')
  const clockGettime: (clock: number, time: BigInt64Array) => number = declare(
    'int clock_gettime(int clock, void *time)',
  )
  const prctl: (option: number, value: number, b: number, c: number, d: number) => number = declare(
    'int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)',
  )
  const indexOf: (name: string) => number = declare('unsigned int if_nametoindex(const char *name)')

  const address = new Uint8Array(LINK_ADDRESS)
  const addressLength = Uint32Array.of(LINK_ADDRESS)
  const time = new BigInt64Array(2)
  const timeout = new BigInt64Array(2)
  const inNanoseconds = ([seconds = 0n, nanoseconds = 0n]: BigInt64Array): bigint =>
    seconds * 1_000_000_000n + nanoseconds

  // By default the kernel may end a wait up to 50 µs late (prctl(2)). This makes it end on time.
  prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0)

  const openOn = (name: string, protocol: number): number => {
    const fd = check('socket', socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol))
    const index = indexOf(name)
    if (index === 0) throw new Error(`there is no interface ${name}`)
    check('bind', bind(fd, linkAddress(index, protocol), LINK_ADDRESS))
    return fd
  }

  return {
    open: (name) => {
      const fd = openOn(name, ALL_PROTOCOLS)
      // More than the system's usual limit if that is allowed here, otherwise as much as is allowed.
      const size = Int32Array.of(RECEIVE_BUFFER)
      if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size, 4) < 0)
        check('setsockopt', setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4))
      // From the first call on, the kernel takes the time of each packet (packet(7), socket(7)).
      ioctl(fd, SIOCGSTAMPNS, time)
      return fd
    },
    openForSending: (name, mark) => {
      const fd = openOn(name, NO_PROTOCOL)
      check('setsockopt', setsockopt(fd, SOL_SOCKET, SO_MARK, Int32Array.of(mark), 4))
      return fd
    },
    read: (fd, room) => {
      for (;;) {
        const count = recvfrom(fd, room, room.length, 0, address, addressLength)
        // The interface went down and up, or no frame waits. There is nothing to read in either case.
        if (count < 0) return undefined
        // Our own frames, on their way out.
        if (address[PACKET_TYPE_AT] === PACKET_OUTGOING) continue
        check('ioctl', ioctl(fd, SIOCGSTAMPNS, time))
        return { bytes: room.subarray(0, count), time: inNanoseconds(time) }
      }
    },
    write: (fd, frame) => send(fd, frame, frame.length, 0) === frame.length,
    drops: (fd) => {
      const statistics = new Uint32Array(2)
      check('getsockopt', getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, Uint32Array.of(8)))
      return statistics[1] ?? 0
    },
    writeSome: (fd, bytes) => {
      const count = send(fd, bytes, bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL)
      if (count >= 0) return count
      return errno() === EAGAIN ? 0 : -1
    },
    wait: (polled, nanoseconds) => {
      if (nanoseconds !== undefined) {
        timeout[0] = BigInt(Math.floor(nanoseconds / 1e9))
        timeout[1] = BigInt(Math.floor(nanoseconds % 1e9))
      }
      ppoll(polled.bytes, polled.count, nanoseconds === undefined ? null : timeout, null)
    },
    now: () => {
      clockGettime(CLOCK_REALTIME, time)
      return inNanoseconds(time)
    },
  }
}

/** `struct sockaddr_ll`: family 2, protocol 2 (big-endian), interface 4, then fields that only recvfrom fills in. */
const linkAddress = (index: number, protocol: number): Uint8Array => {
  const address = new Uint8Array(LINK_ADDRESS)
  const view = new DataView(address.buffer)
  view.setUint16(0, AF_PACKET, littleEndian)
  view.setUint16(2, protocol, littleEndian)
  view.setInt32(4, index, littleEndian)
  return address
}
