// A UDP socket that works in steps, like a program's calls: one recvfrom step is one `recvfrom` with that limit, and one
// sendto step is one `sendto`. Node's event loop does the waiting, so the descriptor itself never blocks.
// udp-socket.strace.test.ts proves it.
import type { Endpoint } from '@unstick/session'
import { errnoOf } from '../errors.ts'
import { type Libc, loadLibc, type Readiness, type Watch } from './libc.ts'
import { endpointOf, socketAddress } from './socket-address.ts'

/** What one recvfrom returned: at most `limit` bytes of one datagram (the rest is gone), and its sender. */
export interface Received {
  /** They belong to the caller. */
  readonly bytes: Uint8Array
  readonly from: Endpoint
}

/** Calls `open` inside the namespace for the socket, and returns the descriptor. */
export type OpenInside = (open: () => number) => number

/** Every call rejects or throws with an error whose `code` is the errno's name, as Node's own do. */
export class UdpSocket {
  /** The descriptor's number, as strace shows it. */
  readonly descriptor: number
  readonly #libc: Libc
  #remote: Endpoint | undefined
  #watch: Watch | undefined
  #cancel: (() => void) | undefined
  #closed = false

  private constructor(libc: Libc, descriptor: number) {
    this.#libc = libc
    this.descriptor = descriptor
  }

  /**
   * An unbound IPv4 socket. `inside` can open it in another network namespace. Throws `CALLS_UNAVAILABLE`.
   */
  static async open(inside: OpenInside = (open) => open()): Promise<UdpSocket> {
    const libc = await loadLibc()
    return new UdpSocket(
      libc,
      inside(() => libc.socket('udp')),
    )
  }

  /** Its own address as the kernel reports it: `0.0.0.0` and port 0 until it is bound, connected or has sent. */
  get local(): Endpoint {
    return endpointOf(this.#libc.getsockname(this.descriptor))
  }

  /** The peer that it is connected to. */
  get remote(): Endpoint | undefined {
    return this.#remote
  }

  /** Port 0 lets the kernel pick one. */
  bind(at: Endpoint): void {
    this.#libc.bind(this.descriptor, socketAddress(at))
  }

  /** Fixes the peer for `send`, and the only peer whose datagrams and ICMP errors are taken. Nothing is sent. */
  connect(to: Endpoint): void {
    this.#libc.connect(this.descriptor, socketAddress(to))
    this.#remote = to
  }

  /** Resolves with the count of bytes sent. They must not change until then. */
  send(bytes: Uint8Array): Promise<number> {
    return this.#once('writable', () => this.#libc.send(this.descriptor, bytes))
  }

  sendTo(bytes: Uint8Array, to: Endpoint): Promise<number> {
    const address = socketAddress(to)
    return this.#once('writable', () => this.#libc.sendto(this.descriptor, bytes, address))
  }

  /** Whether there is a datagram to receive (or an error to report) within this many milliseconds. */
  async readable(timeout: number): Promise<boolean> {
    if (!this.#closed && this.#libc.isReady(this.descriptor, 'readable')) return true
    const ready = this.#ready('readable').then(() => true)
    let late: NodeJS.Timeout | undefined
    const silence = new Promise<boolean>((resolve) => {
      late = setTimeout(() => {
        this.#unwatch()
        resolve(false)
      }, timeout)
    })
    try {
      return await Promise.race([ready, silence])
    } finally {
      clearTimeout(late)
    }
  }

  /** One datagram's first `limit` bytes, as soon as there is one. They belong to the caller. The rest is gone. */
  async receive(limit: number): Promise<Uint8Array> {
    const room = new Uint8Array(limit)
    const count = await this.#once('readable', () => this.#libc.recv(this.descriptor, room))
    return room.slice(0, count)
  }

  async receiveFrom(limit: number): Promise<Received> {
    const room = new Uint8Array(limit)
    const from = new Uint8Array(16)
    const count = await this.#once('readable', () => this.#libc.recvfrom(this.descriptor, room, from))
    return { bytes: room.slice(0, count), from: endpointOf(from) }
  }

  setReceiveBuffer(bytes: number): void {
    this.#libc.setReceiveBuffer(this.descriptor, bytes)
  }

  /** The size that the kernel reports: twice the value set, because its own bookkeeping counts too (socket(7)). */
  get receiveBuffer(): number {
    return this.#libc.receiveBuffer(this.descriptor)
  }

  /** How many datagrams the kernel threw away at this very socket, by the kernel's count. */
  get drops(): number {
    return this.#libc.drops(this.descriptor)
  }

  /** Ends a call that waits: it rejects with `ECANCELED`. Closing twice is allowed. */
  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true
      this.#unwatch()
      this.#libc.close(this.descriptor)
      this.#cancel?.()
    }
    return Promise.resolve()
  }

  /** Makes the call once the socket is ready for it, as the kernel would inside a blocking call. */
  async #once<Result>(readiness: Readiness, call: () => Result): Promise<Result> {
    for (;;) {
      this.#checkOpen()
      if (!this.#libc.isReady(this.descriptor, readiness)) await this.#ready(readiness)
      this.#checkOpen()
      try {
        return call()
      } catch (error) {
        // Readiness is only a hint: a datagram with a wrong checksum is thrown away while it is read (select(2)).
        if (errnoOf(error) !== 'EAGAIN') throw error
      }
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw cancelled()
  }

  #ready(readiness: Readiness): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(cancelled())
        return
      }
      this.#cancel = () => reject(cancelled())
      this.#watch = this.#libc.watch(this.descriptor, readiness, () => {
        this.#unwatch()
        this.#cancel = undefined
        // The watcher calls from outside Node's callbacks, and after such a call no promise continues. From here it does.
        setImmediate(resolve)
      })
    })
  }

  #unwatch(): void {
    this.#watch?.close()
    this.#watch = undefined
  }
}

const cancelled = () => Object.assign(new Error('the socket was closed'), { code: 'ECANCELED' })
