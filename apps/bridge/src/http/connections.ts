// Bounds the server's connections, including those that became WebSockets, and ends them all when it closes.
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export interface ConnectionBounds {
  /** The most connections at once. */
  readonly connections: number
  /** The most of them that have not yet sent a request that passed the guard. */
  readonly strangers: number
  /** How many milliseconds followers have to close their side when the server closes. */
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

  /** Bounds the app's connections, and ends all of them when the app closes. */
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

  /** The connection has sent a request that passed the guard, so it keeps its place. */
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
    // The oldest one had the most time to send such a request.
    const [oldest] = this.#strangers
    if (this.#strangers.size > this.#bounds.strangers) oldest?.destroy()
  }

  /** A follower that does not read never answers the close, and its connection would stay open for half a minute. */
  #endSoon({ websocketServer }: FastifyInstance): void {
    for (const follower of websocketServer.clients) follower.close(1001)
    const end = setTimeout(() => {
      for (const socket of this.#all) socket.destroy()
    }, this.#bounds.goodbye)
    end.unref()
  }
}
