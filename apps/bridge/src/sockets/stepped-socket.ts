// A TCP socket that works in steps, as a program's calls do: one recv step is one `read` with that limit, one
// send step is one `write`.
//
// It leans on Node's insides: the handle under a `net.Socket` (`_handle`), its `useUserBuffer`, and that a
// reader whose callback returns false stops after one read. stepped-socket.strace.test.ts proves it.
import net from 'node:net'
import type { Endpoint } from '@unstick/session'
import { heard } from '../heard.ts'

/** The part of libuv's TCP handle that is used here. */
interface Handle {
  readonly fd: number
  useUserBuffer(buffer: Uint8Array): void
}

/** With `manualStart`, which Node's own modules use, a socket that is not connected yet is not read. */
type ConnectingOptions = net.SocketConstructorOpts & { manualStart: boolean; onread: net.OnReadOpts }

/** Takes a connected socket apart; it must be paused and never read. The given socket is empty afterwards. */
export const takeApart = (socket: net.Socket): SteppedSocket => new SteppedSocket(takeHandle(socket))

/**
 * Connects as a blocking `connect` would, by a new socket or by an unconnected one that is open already. Rejects with
 * Node's error, whose `code` is the errno's name.
 */
export const connect = (to: Endpoint, fd?: number): Promise<SteppedSocket> =>
  new Promise((resolve, reject) => {
    const options: ConnectingOptions = {
      ...(fd !== undefined && { fd }),
      allowHalfOpen: true,
      manualStart: true,
      onread: { buffer: new Uint8Array(1), callback: () => false },
    }
    const socket = heard(new net.Socket(options))
    socket.connect({ host: to.address, port: to.port, autoSelectFamily: false })
    socket.pause()
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(takeApart(socket))
    })
  })

const UNKNOWN = '0.0.0.0'

export class SteppedSocket {
  /** The descriptor's number, as strace shows it. */
  readonly descriptor: number
  readonly local: Endpoint
  readonly remote: Endpoint
  #socket: net.Socket
  #onBytes: ((count: number) => void) | undefined

  constructor(handle: Handle) {
    this.descriptor = handle.fd
    this.#socket = this.#wrap(handle)
    const { localAddress, localPort = 0, remoteAddress, remotePort = 0 } = this.#socket
    this.local = { address: localAddress ?? UNKNOWN, port: localPort }
    // A peer that has reset already has no name any more.
    this.remote = { address: remoteAddress ?? UNKNOWN, port: remotePort }
  }

  /**
   * One `read` of at most `limit` bytes, as soon as there are any. The bytes are the caller's; none at all is the
   * end of the stream, and after it one may ask again. Rejects with Node's error, whose `code` is the errno's name
   * (`ECANCELED` where the socket was closed meanwhile).
   */
  async recv(limit: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(limit)
    const count = await this.#readOnce(buffer)
    return new Uint8Array(buffer.buffer.slice(0, count))
  }

  /**
   * One `write` of all bytes; resolves with their count. More than the send buffer has room for is finished by
   * further writes, as a blocking send waits inside its one call. The bytes must stay unchanged until then.
   */
  send(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => {
        if (error) reject(error)
        else resolve(bytes.length)
      })
    })
  }

  setNoDelay(): void {
    this.#socket.setNoDelay(true)
  }

  /**
   * Ends this side's direction: `shutdown(SHUT_WR)`. What comes in is still read, and a send from now on fails with
   * EPIPE.
   */
  shutdown(): Promise<void> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.end(() => {
        socket.off('error', reject)
        // An ended stream would refuse a send by itself; a fresh one around the same handle asks the kernel.
        this.#socket = this.#wrap(takeHandle(socket))
        resolve()
      })
    })
  }

  /** Closes at once; unread bytes make the kernel reset the connection, as `close` does. Closing again is fine. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.closed) {
        resolve()
        return
      }
      this.#socket.once('close', () => resolve())
      this.#socket.destroy()
    })
  }

  #readOnce(buffer: Uint8Array): Promise<number> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      const settle = (count: number) => {
        detach()
        resolve(count)
      }
      const end = () => {
        // A stream that has ended reads no more, but a program may: put a fresh one around the same handle.
        this.#socket = this.#wrap(takeHandle(socket))
        settle(0)
      }
      const fail = (error: Error) => {
        detach()
        reject(error)
      }
      const close = () => fail(Object.assign(new Error('the socket was closed'), { code: 'ECANCELED' }))
      const detach = () => {
        this.#onBytes = undefined
        socket.off('end', end)
        socket.off('error', fail)
        socket.off('close', close)
      }
      if (socket.destroyed) {
        close()
        return
      }
      this.#onBytes = settle
      socket.once('end', end)
      socket.once('error', fail)
      socket.once('close', close)
      handleOf(socket).useUserBuffer(buffer)
      socket.resume()
    })
  }

  #wrap(handle: Handle): net.Socket {
    const options: net.SocketConstructorOpts & { handle: Handle; onread: net.OnReadOpts } = {
      handle,
      allowHalfOpen: true,
      onread: {
        buffer: new Uint8Array(1),
        callback: (count) => {
          this.#onBytes?.(count)
          return false
        },
      },
    }
    // Every step hears of its own error, and one may come between two steps.
    const socket = heard(new net.Socket(options))
    socket.pause()
    return socket
  }
}

const handleOf = (socket: net.Socket): Handle => {
  const handle: unknown = Reflect.get(socket, '_handle')
  if (!isHandle(handle)) throw new Error(`Node ${process.version} keeps no TCP handle where it is looked for`)
  return handle
}

const takeHandle = (socket: net.Socket): Handle => {
  const handle = handleOf(socket)
  Reflect.set(socket, '_handle', null)
  return handle
}

const isHandle = (value: unknown): value is Handle =>
  typeof value === 'object' && value !== null && 'useUserBuffer' in value && 'fd' in value
