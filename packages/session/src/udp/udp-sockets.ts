// What the calls on UDP sockets tell of the datagrams that went in and out of them: that a reader found nothing, that
// the kernel dropped some, that nobody listened, that the socket was closed.
import type { CallText, Endpoint } from '../log/call.ts'
import type { Datagrams } from './datagrams.ts'

/** One direction between two UDP sockets. */
export interface UdpStream {
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly datagrams: Datagrams | undefined
}

/** A socket's calls, as far as they are evidence. Times are nanoseconds after the epoch. */
export interface UdpSocket {
  readonly local: Endpoint
  /** Counts the sockets in the order in which they are first told of. */
  readonly number: number
  /** Whether a call that receives is among them. */
  receives: boolean
  /** When a receiving call last ended without a datagram: none was in the buffer then. */
  emptyAt: number | undefined
  /** The kernel's own count of datagrams that it dropped at this socket, as last asked for, and when that was. */
  drops: { readonly count: number; readonly time: number } | undefined
  /** When it was bound to its port, and when it was closed. */
  boundAt: number | undefined
  closedAt: number | undefined
  /** Calls that gave ECONNREFUSED: an ICMP "port unreachable" had come back. */
  readonly refusals: { readonly time: number; readonly peer: Endpoint }[]
}

/** A receiving call that ends so was waiting, or did not wait, while no datagram was there. */
const nothingThere = new Set(['EAGAIN', 'EWOULDBLOCK', 'ETIMEDOUT', 'EINTR', 'ECANCELED'])

/** The sockets of one port, the newest of each address. */
interface Port {
  readonly byAddress: Map<string, UdpSocket>
  /** The newest that is bound to no address of its own, and the newest of all. */
  wildcard: UdpSocket | undefined
  newest: UdpSocket
}

export class UdpSockets {
  readonly #byPort = new Map<number, Port>()
  #opened = 0
  /** Every stream between such sockets. */
  readonly #streams = new Set<UdpStream>()

  /** Takes a call that was made at `time`; `stream` goes the way of its bytes. */
  take({ name, args, result, duration }: CallText, stream: UdpStream, time: number): void {
    this.#streams.add(stream)
    const receives = name === 'recv' || name === 'recvfrom'
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

  /** The socket whose own end this is; one that is bound to no address of its own has all of them. */
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

  /** A `bind` after a close is another socket's: its counters begin anew. */
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
