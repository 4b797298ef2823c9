// What the calls on UDP sockets show about their datagrams: that a reader found none, that the kernel dropped some, that
// nobody listened, that the socket was closed.
import { type CallText, type Endpoint, isInbound } from '../log/call.ts'
import type { Datagrams } from './datagrams.ts'

/** One direction between two UDP sockets. */
export interface UdpStream {
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly datagrams: Datagrams | undefined
  /** What its calls are named, by their number in the order of the log. */
  readonly calls: { readonly recvs: { of(index: number): { readonly name: string } | undefined } } | undefined
}

/** A socket's calls, as far as they are evidence. Times are nanoseconds after the epoch. */
export interface UdpSocket {
  readonly local: Endpoint
  /** The socket's number, in the order in which the log first mentions them. */
  readonly number: number
  /** Whether it made a receiving call. */
  receives: boolean
  /** When a receiving call last ended without a datagram, so the buffer was empty. */
  emptyAt: number | undefined
  /** The kernel's count of datagrams that it dropped at this socket, when it was last asked, and when that was. */
  drops: { readonly count: number; readonly time: number } | undefined
  /** When it was bound to its port, and when it was closed. */
  boundAt: number | undefined
  closedAt: number | undefined
  /** Calls that failed with ECONNREFUSED, because an ICMP "port unreachable" had come back. */
  readonly refusals: { readonly time: number; readonly peer: Endpoint }[]
}

/** A receiving call that fails with one of these found no datagram. */
const nothingThere = new Set(['EAGAIN', 'EWOULDBLOCK', 'ETIMEDOUT', 'EINTR', 'ECANCELED'])

/** The sockets of one port, the newest of each address. */
interface Port {
  readonly byAddress: Map<string, UdpSocket>
  /** The newest socket that is bound to a wildcard, and the newest of all. */
  wildcard: UdpSocket | undefined
  newest: UdpSocket
}

export class UdpSockets {
  readonly #byPort = new Map<number, Port>()
  #opened = 0
  /** Every stream between such sockets. */
  readonly #streams = new Set<UdpStream>()

  /** Takes a call that was made at `time`; `stream` has the direction of its bytes. */
  take(call: CallText, stream: UdpStream, time: number): void {
    const { name, args, result, duration } = call
    this.#streams.add(stream)
    const receives = isInbound(call)
    const local = receives ? stream.destination : stream.source
    const peer = receives ? stream.source : stream.destination
    const done = time + Number(duration)
    const socket = this.#open(local, name === 'bind' ? time : undefined)
    if (receives) socket.receives = true
    if (typeof result !== 'number') {
      if (receives && nothingThere.has(result.errno)) socket.emptyAt = done
      if (result.errno === 'ECONNREFUSED') socket.refusals.push({ time: done, peer })
    } else if (name === 'getsockopt' && args[0] === 'SO_MEMINFO' && args[1] === 'drops')
      socket.drops = { count: result, time: done }
    else if (name === 'close') socket.closedAt = time
  }

  /** The socket with this local address; a socket bound to a wildcard has all addresses. */
  at({ address, port }: Endpoint): UdpSocket | undefined {
    const sockets = this.#byPort.get(port)
    if (!sockets || wildcards.has(address)) return sockets?.newest
    const own = sockets.byAddress.get(address)
    const { wildcard } = sockets
    return own && wildcard ? (own.number > wildcard.number ? own : wildcard) : (own ?? wildcard)
  }

  /** The streams that go into this socket. */
  *into(socket: UdpSocket): Generator<UdpStream> {
    for (const stream of this.#streams) if (this.at(stream.destination) === socket) yield stream
  }

  /** A `bind` after a close belongs to another socket, whose counters start from 0. */
  #open(local: Endpoint, boundAt: number | undefined): UdpSocket {
    const known = this.at(local)
    if (known && (boundAt === undefined || known.closedAt === undefined || known.closedAt > boundAt))
      return known
    const socket: UdpSocket = {
      local,
      number: this.#opened++,
      receives: false,
      emptyAt: undefined,
      drops: undefined,
      boundAt,
      closedAt: undefined,
      refusals: [],
    }
    const port = this.#byPort.get(local.port) ?? {
      byAddress: new Map<string, UdpSocket>(),
      wildcard: undefined,
      newest: socket,
    }
    port.newest = socket
    if (wildcards.has(local.address)) port.wildcard = socket
    else port.byAddress.set(local.address, socket)
    this.#byPort.set(local.port, port)
    return socket
  }
}

const wildcards = new Set(['0.0.0.0', '::'])
