// A socket as the log tells of it. Descriptors that were copied or inherited share one, as the kernel's do ("open file
// description", open(2)).
import type { SocketAddress } from '../values/address.ts'
import type { DescriptorLabel, Endpoint } from '../values/descriptor.ts'

export type Protocol = 'tcp' | 'udp' | 'unix' | 'other' | 'unknown'

/**
 * What is known so far: the same object in all of a socket's events, filled in as the log goes on. Endpoints are those of
 * IPv4 and IPv6 sockets.
 */
export interface FollowedSocket {
  /** Counted from 1, in the order in which sockets appear in the log. */
  readonly id: number
  readonly protocol: Protocol
  /** `SOCK_STREAM`, `SOCK_DGRAM`…; empty if unknown. */
  readonly type: string
  /** The wildcard address and port 0 stand for what the kernel had not chosen yet. */
  readonly local: Endpoint | undefined
  /** Absent if it is not connected, or if the log does not say to whom. */
  readonly remote: Endpoint | undefined
  /** The names of a Unix socket. */
  readonly localPath: string | undefined
  readonly remotePath: string | undefined
  readonly inode: number | undefined
  /** The listening socket that it was accepted from. */
  readonly acceptedFrom: FollowedSocket | undefined
  readonly listening: boolean
  /** Whether its beginning is in the log: its socket, accept or socketpair call. */
  readonly begun: boolean
  /** Whether a descriptor of it went over a Unix socket, so that processes may use it that the log does not name. */
  readonly passed: boolean
  /** How many bytes were sent and received through it so far; of datagrams, their sum. */
  readonly sent: number
  readonly received: number
}

/** The same, to fill in. */
export class SocketState implements FollowedSocket {
  readonly id: number
  protocol: Protocol = 'unknown'
  type = ''
  local: Endpoint | undefined
  remote: Endpoint | undefined
  localPath: string | undefined
  remotePath: string | undefined
  inode: number | undefined
  acceptedFrom: SocketState | undefined
  listening = false
  begun = false
  passed = false
  sent = 0
  received = 0
  /** The other end of a socketpair. */
  peer: SocketState | undefined
  /** Descriptors on their way to this socket over its peer, a list for each message. */
  readonly arriving: (readonly (SocketState | undefined)[])[] = []
  /** How many descriptors of how many processes are known to be open for it. */
  holders = 0
  /** Whether a process holds it of which the log does not say with whom it shares its descriptors. */
  uncertain = false
  /** What strace said last is behind its descriptor. */
  label: DescriptorLabel | undefined
  /** The keys under which it can be found by a label. */
  readonly keys = new Set<string>()

  constructor(id: number) {
    this.id = id
  }

  setLocal(address: SocketAddress | undefined): void {
    if (address?.kind === 'inet') this.local = { address: address.address, port: address.port }
    else if (address?.kind === 'unix') this.localPath = address.path
  }

  setRemote(address: SocketAddress | undefined): void {
    if (address?.kind === 'inet') this.remote = { address: address.address, port: address.port }
    else if (address?.kind === 'unix') this.remotePath = address.path
    else if (address?.family === 'AF_UNSPEC') this.remote = undefined
  }
}

/** `tcp` of `AF_INET` and `SOCK_STREAM`. */
export const protocolOf = (domain: string, type: string): Protocol => {
  if (domain === 'AF_UNIX' || domain === 'AF_LOCAL') return 'unix'
  if (domain !== 'AF_INET' && domain !== 'AF_INET6') return 'other'
  return type === 'SOCK_STREAM' ? 'tcp' : type === 'SOCK_DGRAM' ? 'udp' : 'other'
}
