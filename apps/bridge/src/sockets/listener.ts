// A listening TCP socket that takes one connection per accept step.
import net from 'node:net'
import type { Endpoint } from '@unstick/session'
import { heard } from '../heard.ts'
import { takeApart, type SteppedSocket } from './stepped-socket.ts'

/** How many connections wait to be accepted, as in the Python programs: `listen(5)`. */
export const BACKLOG = 5

type ListenAt = { readonly host: string } | { readonly fd: number }

export class Listener {
  readonly #server: net.Server
  readonly #waiting: SteppedSocket[] = []
  readonly #accepts: Accept[] = []

  private constructor(server: net.Server) {
    this.#server = server
    server.on('connection', (socket) => {
      const connection = takeApart(socket)
      const accept = this.#accepts.shift()
      if (accept) accept.resolve(connection)
      else this.#waiting.push(connection)
    })
  }

  /**
   * Listens at an address, on a port that the kernel picks, or on a socket that is already bound. Rejects with Node's
   * error, whose `code` is the errno's name.
   */
  static open(at: ListenAt): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const server = heard(net.createServer({ pauseOnConnect: true, allowHalfOpen: true }))
      const listener = new Listener(server)
      server.once('error', reject)
      server.listen('fd' in at ? { ...at, backlog: BACKLOG } : { ...at, port: 0, backlog: BACKLOG }, () =>
        resolve(listener),
      )
    })
  }

  get local(): Endpoint {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the listener is closed')
    return { address: address.address, port: address.port }
  }

  /** The next connection, which the caller must close. Rejects with `ECANCELED` if the listener was closed. */
  accept(): Promise<SteppedSocket> {
    const connection = this.#waiting.shift()
    if (connection) return Promise.resolve(connection)
    return new Promise((resolve, reject) => this.#accepts.push({ resolve, reject }))
  }

  /** Closes the listener and the connections that nobody accepted. */
  async close(): Promise<void> {
    this.#server.close()
    const cancelled = Object.assign(new Error('the listener was closed'), { code: 'ECANCELED' })
    for (const accept of this.#accepts.splice(0)) accept.reject(cancelled)
    await Promise.all(this.#waiting.splice(0).map((connection) => connection.close()))
  }
}

interface Accept {
  readonly resolve: (connection: SteppedSocket) => void
  readonly reject: (error: Error) => void
}
