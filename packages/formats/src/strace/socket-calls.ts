// Turns what programs did with their TCP and UDP sockets, and what they printed, into a session's calls.
import type { Call, CallName, Endpoint } from '@unstick/session'
import type {
  FollowedProcess,
  FollowedSocket,
  PrintEvent,
  SocketAddress,
  SocketEvent,
  TransferEvent,
} from '@unstick/strace'

/** An event on a socket. */
type OnSocket = Extract<SocketEvent, { readonly socket: unknown }>

const EMPTY = new Uint8Array(0)
const SEVERAL = 'several'
const NOWHERE: Endpoint = { address: '0.0.0.0', port: 0 }
const NOWHERE_6: Endpoint = { address: '::', port: 0 }

/** So many calls of a socket wait for its address; more go into the log without it. */
const MAX_WAITING = 1_000

export class SocketCalls {
  readonly #found: (process: FollowedProcess, call: Call) => void
  /**
   * Calls of sockets that have no address yet, in order. The kernel chooses it during connect or the first send, and
   * strace shows it only beside the next call.
   */
  readonly #waiting = new Map<FollowedSocket, OnSocket[]>()
  /** With whom each UDP socket that is not connected exchanged datagrams. */
  readonly #partners = new WeakMap<FollowedSocket, Endpoint | typeof SEVERAL>()
  #supposedAny = false
  /** The addresses of clients that only the other end's accept shows. */
  readonly #met = new WeakMap<FollowedSocket, Endpoint>()
  /** Those of them whose own address has not come since. */
  readonly #unconfirmed = new Set<FollowedSocket>()

  /** `found` is called during `take` and `end`. */
  constructor(found: (process: FollowedProcess, call: Call) => void) {
    this.#found = found
  }

  take(event: SocketEvent): void {
    if (event.kind === 'print') this.#print(event)
    else if ('socket' in event) this.#onSocket(event)
  }

  /** Whether any datagram was taken for one of its socket's only partner. */
  get supposedAny(): boolean {
    return this.#supposedAny
  }

  /** Whether any client's address was taken from the other end's accept. */
  get metAny(): boolean {
    return this.#unconfirmed.size > 0
  }

  /** Gives the calls of sockets whose address never came. */
  end(): void {
    for (const socket of [...this.#waiting.keys()]) this.#release(socket)
  }

  #onSocket(event: OnSocket): void {
    const { socket } = event
    if ((socket.protocol !== 'tcp' && socket.protocol !== 'udp') || event.result === undefined) return
    if (isRestarted(event)) return
    if (event.kind === 'accept') this.#meet(event)
    if (hasPort(socket.local)) this.#unconfirmed.delete(socket)
    const waiting = this.#waiting.get(socket) ?? []
    if (this.#localOf(event) || event.kind === 'close' || waiting.length >= MAX_WAITING) {
      this.#release(socket)
      this.#give(event)
    } else {
      waiting.push(event)
      this.#waiting.set(socket, waiting)
    }
  }

  /**
   * A trace without `-yy` never shows a client's own address. If the other end's accept is in it, and only one client that
   * waits is connected there, the address that accept returned is that client's.
   */
  #meet({ result, local, remote }: OnSocket): void {
    if (typeof result !== 'number' || !hasPort(local) || !hasPort(remote)) return
    const clients = [...this.#waiting.keys()].filter(
      (socket) =>
        socket.protocol === 'tcp' && socket.acceptedFrom === undefined && isSame(socket.remote, local),
    )
    const [client] = clients
    if (!client || clients.length > 1) return
    this.#met.set(client, remote)
    this.#unconfirmed.add(client)
    this.#release(client)
  }

  /** The address of the event's own end, as far as it is known by now. */
  #localOf({ kind, local, socket }: OnSocket): Endpoint | undefined {
    const known = [kind === 'bind' ? undefined : local, socket.local, this.#met.get(socket)]
    return known.find((end) => hasPort(end))
  }

  /**
   * recv on a UDP socket that is not connected does not say who sent the datagram. If the socket has had one partner so far, it
   * is taken for that one's; the datagrams' bytes are compared later.
   */
  #partnerOf(event: OnSocket): Endpoint | undefined {
    const { socket } = event
    if (socket.protocol !== 'udp' || !isTransfer(event)) return undefined
    const named = inet(event.address)
    const known = this.#partners.get(socket)
    if (named) {
      const isOther = known && known !== SEVERAL && !isSame(known, named)
      this.#partners.set(socket, isOther ? SEVERAL : (known ?? named))
      return undefined
    }
    const isUnknown = event.kind === 'recv' && event.length > 0 && !hasPort(event.remote)
    if (!isUnknown || known === undefined || known === SEVERAL) return undefined
    this.#supposedAny = true
    return known
  }

  #release(socket: FollowedSocket): void {
    const waiting = this.#waiting.get(socket) ?? []
    this.#waiting.delete(socket)
    for (const event of waiting) this.#give(event)
  }

  #give(event: OnSocket): void {
    const shown = argumentsOf(event)
    if (!shown) return
    const { socket, fd, start = 0n, duration = 0, result } = event
    const { local, remote } = endsOf(event, this.#localOf(event), this.#partnerOf(event))
    this.#found(event.process, {
      name: nameOf(event.name),
      args: [...shown, `fd=${fd}`],
      // A batch counts its messages, and each of them is a call of its own here.
      result: isTransfer(event) && typeof result === 'number' ? event.length : (result ?? 0),
      transport: socket.protocol === 'udp' ? 'udp' : 'tcp',
      local,
      remote,
      start,
      duration: BigInt(duration),
      payload: isTransfer(event) && event.takes ? payloadOf(event) : EMPTY,
    })
  }

  #print({ process, on, length, data, start = 0n, duration = 0 }: PrintEvent): void {
    if (length === 0) return
    this.#found(process, {
      name: 'write',
      args: [String(on.fd)],
      result: length,
      transport: 'tcp',
      local: NOWHERE,
      remote: NOWHERE,
      start,
      duration: BigInt(duration),
      payload: data,
    })
  }
}

/** A log's payload goes on with what a short write did not take, if the bytes before that are all there. */
const payloadOf = ({ data, length, untaken }: TransferEvent): Uint8Array => {
  if (!untaken || data.length < length) return data
  const both = new Uint8Array(length + untaken.length)
  both.set(data)
  both.set(untaken, length)
  return both
}

const isTransfer = (event: SocketEvent): event is TransferEvent =>
  event.kind === 'send' || event.kind === 'recv'

/**
 * A signal came in the middle of the call. The kernel makes it again, or gives the program EINTR: either way the program never
 * sees this result (`ERESTARTSYS` and its like in include/linux/errno.h).
 */
const isRestarted = ({ result }: SocketEvent): boolean =>
  typeof result === 'object' && result.errno.startsWith('ERESTART')

const hasPort = (end: Endpoint | undefined): end is Endpoint => end !== undefined && end.port !== 0

/** `own` is the address of its own end. A datagram's call may name the other, and so do connect and bind. */
const endsOf = (
  event: OnSocket,
  own: Endpoint | undefined,
  partner: Endpoint | undefined,
): { readonly local: Endpoint; readonly remote: Endpoint } => {
  const named = 'address' in event ? inet(event.address) : undefined
  const local = event.kind === 'bind' ? (named ?? own) : (own ?? event.local)
  const other = event.kind === 'bind' ? event.remote : (named ?? partner ?? event.remote)
  const like = [local, other].some((end) => end?.address.includes(':')) ? NOWHERE_6 : NOWHERE
  return { local: local ?? like, remote: other ?? like }
}

const isSame = (one: Endpoint | undefined, other: Endpoint): boolean =>
  one?.port === other.port && one.address === other.address

const inet = (address: SocketAddress | undefined): Endpoint | undefined =>
  address?.kind === 'inet' ? { address: address.address, port: address.port } : undefined

/** The arguments that are shown; `undefined` if the call is not. */
const argumentsOf = (event: OnSocket): readonly string[] | undefined => {
  switch (event.kind) {
    case 'send':
    case 'recv':
      return [
        String(event.asked ?? event.length),
        ...event.flags,
        ...(event.kind === 'recv' && event.unseen ? ['from socket'] : []),
      ]
    case 'setsockopt':
      return [event.option, plain(event.value === undefined ? event.text : String(event.value))]
    case 'shutdown':
      return [event.how]
    case 'listen':
    case 'bind':
    case 'connect':
    case 'accept':
    case 'close':
      return []
    case 'socket':
    case 'getsockopt':
    case 'pass':
      return undefined
  }
}

/** A call's text in the log has no brackets within, and no commas but between its arguments. */
const plain = (text: string): string => text.replaceAll(/[()]/g, '').replaceAll(', ', ' ').slice(0, 100)

/** Calls that the log knows under another name. */
const names: Readonly<Record<string, CallName>> = {
  accept4: 'accept',
  sendfile64: 'sendfile',
  exit: 'close',
  execve: 'close',
  close_range: 'close',
  dup2: 'close',
  dup3: 'close',
  preadv: 'readv',
  preadv2: 'readv',
  pwritev: 'writev',
  pwritev2: 'writev',
  vmsplice: 'writev',
  recvmmsg_time32: 'recvmmsg',
  recvmmsg_time64: 'recvmmsg',
}

const nameOf = (name: string): CallName => names[name] ?? (name as CallName)
