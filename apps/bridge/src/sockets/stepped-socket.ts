// A TCP socket that works in steps, like a program's calls: one recv step is one `read` with that limit, and one send step
// is one `write`.
//
// It depends on Node's internals: the handle of a `net.Socket` (`_handle`), its `useUserBuffer`, and the fact that a reader
// whose callback returns false stops after one read. stepped-socket.strace.test.ts proves it.
import net from 'node:net'
import { setImmediate as nextRound } from 'node:timers'
import { setImmediate } from 'node:timers/promises'
import type { Endpoint } from '@unstick/session'
import { heard } from '../heard.ts'
import { loadLibc } from './libc.ts'

/** The part of libuv's TCP handle that is used here. */
interface Handle {
  readonly fd: number
  useUserBuffer(buffer: Uint8Array): void
}

/** With `manualStart`, which Node's own modules use, a socket that is not connected yet is not read. */
type ConnectingOptions = net.SocketConstructorOpts & { manualStart: boolean; onread: net.OnReadOpts }

/** Takes over a connected socket, which must be paused and never read. The given socket is empty afterwards. */
export const takeApart = (socket: net.Socket): SteppedSocket => new SteppedSocket(takeHandle(socket))

/**
 * Connects as a blocking `connect` would, by a new socket or by an unconnected one that is open already. Rejects with
 * Node's error, whose `code` is the errno's name, and with `ECANCELED` when `signal` is aborted before it is connected:
 * where packets are lost, the kernel would try for two minutes.
 */
export const connect = (
  to: Endpoint,
  { fd, signal }: { readonly fd?: number; readonly signal?: AbortSignal } = {},
): Promise<SteppedSocket> =>
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
    const stop = () =>
      socket.destroy(Object.assign(new Error('the connecting was stopped'), { code: 'ECANCELED' }))
    signal?.addEventListener('abort', stop)
    if (signal?.aborted === true) stop()
    socket.once('close', () => signal?.removeEventListener('abort', stop))
    socket.once('connect', () => {
      socket.off('error', reject)
      signal?.removeEventListener('abort', stop)
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
  /** Whether the last read returned fewer bytes than there was room for. */
  #wasPartial = false

  constructor(handle: Handle) {
    this.descriptor = handle.fd
    this.#socket = this.#wrap(handle)
    const { localAddress, localPort = 0, remoteAddress, remotePort = 0 } = this.#socket
    this.local = { address: localAddress ?? UNKNOWN, port: localPort }
    // After a reset the peer's address is already gone.
    this.remote = { address: remoteAddress ?? UNKNOWN, port: remotePort }
  }

  /**
   * One `read` of at most `limit` bytes, as soon as there are any. The bytes belong to the caller. No bytes mean the end of
   * the stream, after which the caller may ask again. Rejects with Node's error, whose `code` is the errno's name
   * (`ECANCELED` if the socket was closed meanwhile).
   */
  async recv(limit: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(limit)
    // libuv takes a hang-up right after a read of less than its room for the end of the stream, and does not ask the kernel,
    // which may have a reset to report. In the event loop's next round it asks.
    if (this.#wasPartial) await setImmediate()
    const count = await this.#readOnce(buffer)
    this.#wasPartial = count < limit
    return new Uint8Array(buffer.buffer.slice(0, count))
  }

  /**
   * One `write` of all bytes. Resolves with their count. If they do not fit into the send buffer, further writes finish
   * them, as a blocking send waits inside its one call. The bytes must not change until then.
   */
  send(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => {
        if (error) reject(error)
        else resolve(bytes.length)
      })
    })
  }

  /**
   * One `write` of what there is room for, without waiting. Returns how many bytes were taken. Throws `EAGAIN` if there is
   * room for none, and `CALLS_UNAVAILABLE`, as the next methods do.
   */
  async sendSome(bytes: Uint8Array): Promise<number> {
    return (await loadLibc()).send(this.descriptor, bytes)
  }

  async setSendBuffer(bytes: number): Promise<void> {
    ;(await loadLibc()).setSendBuffer(this.descriptor, bytes)
  }

  async setCork(on: boolean): Promise<void> {
    ;(await loadLibc()).setCork(this.descriptor, on)
  }

  /** Whether there is something to read, or the end of the stream, within this many milliseconds. */
  async readable(timeout: number): Promise<boolean> {
    const libc = await loadLibc()
    if (libc.isReady(this.descriptor, 'readable')) return true
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      const settle = (ready: boolean) => {
        clearTimeout(late)
        watch.close()
        socket.off('close', closed)
        // The watcher calls from outside Node's callbacks, and after such a call no promise continues. From here it does.
        nextRound(resolve, ready)
      }
      const closed = () => {
        clearTimeout(late)
        reject(Object.assign(new Error('the socket was closed'), { code: 'ECANCELED' }))
      }
      const watch = libc.watch(this.descriptor, 'readable', () => settle(true))
      const late = setTimeout(settle, timeout, false)
      socket.once('close', closed)
    })
  }

  setNoDelay(): void {
    this.#socket.setNoDelay(true)
  }

  /**
   * Ends this side's direction: `shutdown(SHUT_WR)`. What arrives can still be read. A later send fails with EPIPE.
   */
  shutdown(): Promise<void> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.end(() => {
        socket.off('error', reject)
        // An ended stream would refuse a send by itself. A new stream around the same handle asks the kernel.
        this.#socket = this.#wrap(takeHandle(socket))
        resolve()
      })
    })
  }

  /** Closes at once. If bytes are unread, the kernel resets the connection, as with `close`. Closing twice is allowed. */
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
        // A stream that has ended does not read any more, but a program may. So put a new stream around the same handle.
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
    // Every step gets its own error. This listener is for an error that comes between two steps.
    const socket = heard(new net.Socket(options))
    socket.pause()
    return socket
  }
}

const handleOf = (socket: net.Socket): Handle => {
  const handle: unknown = Reflect.get(socket, '_handle')
  if (!isHandle(handle)) throw new Error(`Node ${process.version} has no TCP handle at the expected place`)
  return handle
}

const takeHandle = (socket: net.Socket): Handle => {
  const handle = handleOf(socket)
  Reflect.set(socket, '_handle', null)
  return handle
}

const isHandle = (value: unknown): value is Handle =>
  typeof value === 'object' && value !== null && 'useUserBuffer' in value && 'fd' in value
