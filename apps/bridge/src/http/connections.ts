// The server's connections, those that became WebSockets too: how many there may be, and how all of them end.
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export interface ConnectionBounds {
  /** All that there may be. */
  readonly connections: number
  /** Of them so many that have sent no request of somebody who may ask. */
  readonly strangers: number
  /** Milliseconds in which followers may say goodbye when the server closes. */
  readonly goodbye: number
}

export class Connections {
  /** Oldest first. */
  readonly #strangers = new Set<Socket>()
  readonly #all = new Set<Socket>()
  readonly #bounds: ConnectionBounds

  private constructor(bounds: ConnectionBounds) {
    this.#bounds = bounds
  }

  /** Bounds the app's connections, and ends all of them when it closes. */
  static of(app: FastifyInstance, bounds: ConnectionBounds): Connections {
    const connections = new Connections(bounds)
    app.server.maxConnections = bounds.connections
    app.server.on('connection', (socket: Socket) => connections.#take(socket))
    app.addHook('preClose', (done) => {
      connections.#endSoon(app)
      done()
    })
    return connections
  }

  /** The connection has sent a request of somebody who may ask: it keeps its place. */
  trust(socket: Socket): void {
    this.#strangers.delete(socket)
  }

  #take(socket: Socket): void {
    this.#all.add(socket)
    this.#strangers.add(socket)
    socket.once('close', () => {
      this.#all.delete(socket)
      this.#strangers.delete(socket)
    })
    // The oldest had the most time to say who it is.
    const [oldest] = this.#strangers
    if (this.#strangers.size > this.#bounds.strangers) oldest?.destroy()
  }

  /** A follower that does not read never answers a goodbye, and its connection would stay for half a minute. */
  #endSoon({ websocketServer }: FastifyInstance): void {
    for (const follower of websocketServer.clients) follower.close(1001)
    const end = setTimeout(() => {
      for (const socket of this.#all) socket.destroy()
    }, this.#bounds.goodbye)
    end.unref()
  }
}
