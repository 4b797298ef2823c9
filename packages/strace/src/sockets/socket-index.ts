// Sockets by what strace says is behind a descriptor.
import type { DescriptorLabel, Endpoint, InetLabel, SocketLabel, UnixLabel } from '../values/descriptor.ts'
import { type Protocol, SocketState } from './followed-socket.ts'

export type SomeSocketLabel = InetLabel | UnixLabel | SocketLabel

/** A datagram socket that connects again and again is found by its last names. */
const MAX_KEYS = 16
/** More are not found by their labels: the oldest go. */
const MAX_SOCKETS = 262_144
/** Between a connection's two ends, in its key. */
const TO = ' -> '

export class SocketIndex {
  readonly #byKey = new Map<string, SocketState>()
  #count = 0

  /** A socket of which nothing is known. */
  make(): SocketState {
    return new SocketState(++this.#count)
  }

  /** The open socket that has this label, or a new one. */
  find(label: SomeSocketLabel): SocketState {
    const socket = this.#byKey.get(keyOf(label)) ?? this.make()
    this.learn(socket, label)
    return socket
  }

  /** Adds what a label says of its socket. */
  learn(socket: SocketState, label: SomeSocketLabel): void {
    if (socket.label === label) return
    socket.label = label
    const key = keyOf(label)
    if (socket.keys.has(key)) return
    if (socket.keys.size >= MAX_KEYS) {
      for (const old of socket.keys) this.#byKey.delete(old)
      socket.keys.clear()
    }
    this.#keep(key, socket)
    if (socket.protocol === 'unknown') socket.protocol = protocolOf(label.protocol)
    if (label.kind === 'inet') {
      if (!socket.local || !isWildcard(label.local.address) || socket.local.port !== label.local.port)
        socket.local = label.local
      socket.remote = label.remote ?? socket.remote
    } else {
      socket.inode = label.inode ?? socket.inode
      if (label.kind === 'unix') socket.localPath = label.path ?? socket.localPath
    }
  }

  /**
   * The log shows no descriptor of the socket any more. A connection is still found by both of its ends until another has
   * them: descriptors may have been copied by calls that the log does not have.
   */
  forget(socket: SocketState): void {
    for (const key of socket.keys)
      if (this.#byKey.get(key) === socket && !key.includes(TO)) {
        this.#byKey.delete(key)
        socket.keys.delete(key)
      }
  }

  #keep(key: string, socket: SocketState): void {
    const old = this.#byKey.get(key)
    if (old) old.keys.delete(key)
    this.#byKey.delete(key)
    this.#byKey.set(key, socket)
    socket.keys.add(key)
    if (this.#byKey.size <= MAX_SOCKETS) return
    const [oldest] = this.#byKey
    if (!oldest) return
    this.#byKey.delete(oldest[0])
    oldest[1].keys.delete(oldest[0])
  }
}

/** Whether the label may be this socket's: it contradicts nothing that is known. */
export const mayBe = (socket: SocketState, label: SomeSocketLabel): boolean => {
  const protocol = protocolOf(label.protocol)
  if (protocol !== 'unknown' && socket.protocol !== 'unknown' && protocol !== socket.protocol) return false
  if (label.kind !== 'inet')
    return label.inode === undefined || socket.inode === undefined || label.inode === socket.inode
  if (socket.local && socket.local.port !== 0 && socket.local.port !== label.local.port) return false
  // A datagram socket may be connected again; a stream cannot.
  return socket.protocol !== 'tcp' || !socket.remote || !label.remote || sameEnd(socket.remote, label.remote)
}

const sameEnd = (one: Endpoint, other: Endpoint): boolean =>
  one.port === other.port && (one.address === other.address || isWildcard(one.address))

/** 0.0.0.0 and :: stand for this machine where a program connects to them. */
const isWildcard = (address: string): boolean => address === '0.0.0.0' || address === '::'

export const isSocketLabel = (label: DescriptorLabel): label is SomeSocketLabel => label.kind !== 'file'

const keyOf = (label: SomeSocketLabel): string => {
  if (label.kind !== 'inet') return `inode ${label.inode ?? label.protocol}`
  const { protocol, local, remote } = label
  const from = `${protocol} ${local.address} ${local.port}`
  return remote ? `${from}${TO}${remote.address} ${remote.port}` : from
}

/** strace's names of protocols: get_sockaddr_by_inode in its socketutils.c. */
const protocolOf = (name: string): Protocol => {
  if (name === 'TCP' || name === 'TCPv6') return 'tcp'
  if (name === 'UDP' || name === 'UDPv6') return 'udp'
  if (name.startsWith('UNIX')) return 'unix'
  return name === 'socket' ? 'unknown' : 'other'
}
