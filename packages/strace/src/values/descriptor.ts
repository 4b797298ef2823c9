// A file descriptor as strace prints it: `3`, or with -y and -yy also what is behind it: `3<TCP:[127.0.0.1:80]>`.

/** One end of a connection; the address as text, IPv6 without brackets. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** An IPv4 or IPv6 socket with its endpoints. */
export interface InetLabel {
  readonly kind: 'inet'
  /** As strace names it: `TCP`, `UDP`, `TCPv6`, `UDPv6`, `RAW`… */
  readonly protocol: string
  readonly local: Endpoint
  /** Absent if the socket is not connected. */
  readonly remote?: Endpoint
}

/** A Unix socket. */
export interface UnixLabel {
  readonly kind: 'unix'
  /** `UNIX`, `UNIX-STREAM`, `UNIX-DGRAM` or `UNIX-SEQPACKET`. */
  readonly protocol: string
  readonly inode: number
  /** The other socket's inode, if they are connected. */
  readonly peer?: number
  /** An abstract name begins with `@`. */
  readonly path?: string
}

/** A socket of which strace knows no endpoints: not bound yet, closed by the other side, of another family, or `-y`. */
export interface SocketLabel {
  readonly kind: 'socket'
  /** `socket` if strace did not say which; else as in `TCP:[38744]`. */
  readonly protocol: string
  readonly inode?: number
}

/** Anything that is no socket: a path, `pipe:[1234]`, `anon_inode:[eventpoll]`. */
export interface FileLabel {
  readonly kind: 'file'
  readonly path: string
  /** `char 136:1`, `block 8:0`: only with -yy. */
  readonly device?: string
}

export type DescriptorLabel = InetLabel | UnixLabel | SocketLabel | FileLabel

export interface Descriptor {
  readonly fd: number
  /** What strace said is behind the descriptor; absent without -y. */
  readonly label?: DescriptorLabel
}
