// A socket address as a call names it.

export interface InetAddress {
  readonly kind: 'inet'
  readonly family: 'AF_INET' | 'AF_INET6'
  /** Text; IPv6 without brackets. */
  readonly address: string
  readonly port: number
}

export interface UnixAddress {
  readonly kind: 'unix'
  /** Absent for a socket without a name; an abstract name begins with `@`. */
  readonly path?: string
}

export interface OtherAddress {
  readonly kind: 'other'
  /** `AF_NETLINK`, `AF_UNSPEC`… */
  readonly family: string
}

export type SocketAddress = InetAddress | UnixAddress | OtherAddress
