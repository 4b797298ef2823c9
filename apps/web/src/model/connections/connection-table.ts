// The session's connections as rows. The worker filters, sorts and counts them, and returns one page at a time.
import { type Framing, serverPort, type Session, type Stream } from '@unstick/session'
import type { ConnectionPage, ConnectionQuery, ConnectionSort } from './connection-row.ts'
import { CountingPass, MOST_AT_ONCE } from './counting-pass.ts'
import { ListedConnection } from './listed-connection.ts'

interface Order {
  readonly asked: string
  readonly found: readonly ListedConnection[]
}

export class ConnectionTable {
  readonly #session: Session
  readonly #all: ListedConnection[] = []
  readonly #byStream: ListedConnection[] = []
  /** How many connections each server port has. */
  readonly #onPort = new Map<number, number>()
  /** Rises whenever a known order may be out of date. */
  #version = 0
  #length = -1
  #order: Order | undefined
  /** The next connection to count, and the framing to count it through. */
  #next = 0
  #text = ''
  #pass: CountingPass | undefined

  constructor(session: Session) {
    this.#session = session
  }

  /** Connections that carried at least one byte. */
  get count(): number {
    this.#update()
    return this.#all.length
  }

  /** How many server ports they have. */
  get ports(): number {
    this.#update()
    return this.#onPort.size
  }

  /** The server port of a stream's connection, and how many connections have it. */
  portOf(stream: Stream): { readonly port: number; readonly sharedBy: number } {
    this.#update()
    const port = this.#byStream[stream.index]?.port ?? serverPort(stream)
    return { port, sharedBy: this.#onPort.get(port) ?? 1 }
  }

  /** The connection with that number. */
  at(connection: number): ListedConnection | undefined {
    this.#update()
    return this.#all[connection]
  }

  /** A stream's connection, and which of the directions with bytes it is. */
  placeOf(stream: Stream): { readonly connection: number; readonly direction: number } {
    this.#update()
    const listed = this.#byStream[stream.index]
    return {
      connection: listed?.head.connection ?? 0,
      direction: Math.max(0, listed?.streams.indexOf(stream) ?? 0),
    }
  }

  /** `framing` is what the session is shown through. */
  page({ at, count, sort, filter }: ConnectionQuery, framing: Framing): ConnectionPage {
    this.#update()
    const found = this.#found(sort, filter, framing)
    const sought = typeof at === 'number' ? undefined : this.#byStream[at.stream]
    const place = sought && found.indexOf(sought)
    const wanted = typeof at === 'number' ? at : (place ?? 0) - (count >> 1)
    const from = Math.max(0, Math.min(wanted, found.length - count))
    return {
      from,
      found: found.length,
      all: this.#all.length,
      rows: found.slice(from, from + count).map((connection) => connection.row(framing)),
      place: place === -1 ? undefined : place,
    }
  }

  /** Counts for `milliseconds` (0: not at all), then finishes the current step. Returns whether all are counted now. */
  countSome(text: string, framing: Framing, milliseconds: number): boolean {
    this.#update()
    if (text !== this.#text) {
      this.#next = 0
      this.#pass = undefined
      this.#version += 1
      for (const connection of this.#all) connection.forgetCounts()
    }
    this.#text = text
    const until = performance.now() + milliseconds
    for (;;) {
      if (!this.#pass) {
        while (this.#next < this.#all.length && !this.#all[this.#next]?.stale(text)) this.#next += 1
        if (this.#next === this.#all.length) return true
      }
      if (performance.now() >= until) return false
      this.#pass ??= this.#startPass(framing)
      this.#version += 1
      if (!this.#pass.advance(until)) return false
      this.#pass = undefined
    }
  }

  #startPass(framing: Framing): CountingPass {
    const stale = []
    for (let k = this.#next; k < this.#all.length && stale.length < MOST_AT_ONCE; k += 1) {
      const connection = this.#all[k]
      if (connection?.stale(this.#text)) stale.push(connection)
    }
    return new CountingPass(stale, this.#text, framing, this.#session.length)
  }

  #update(): void {
    if (this.#length === this.#session.length) return
    this.#length = this.#session.length
    this.#version += 1
    this.#next = 0
    const { streams } = this.#session
    for (let index = this.#byStream.length; index < streams.length; index += 1) {
      const stream = streams[index] as Stream
      const known = this.#byStream[stream.reverse?.index ?? -1]
      const connection = known ?? new ListedConnection(this.#all.length, stream)
      if (!known) {
        this.#all.push(connection)
        this.#onPort.set(connection.port, (this.#onPort.get(connection.port) ?? 0) + 1)
      }
      this.#byStream.push(connection)
    }
  }

  #found(sort: ConnectionSort | undefined, filter: string, framing: Framing): readonly ListedConnection[] {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
    const asked = `${this.#version} ${sort?.column ?? ''} ${sort?.descending ?? ''} ${words.join(' ')}`
    if (this.#order?.asked === asked) return this.#order.found
    const having =
      words.length === 0
        ? this.#all
        : this.#all.filter(({ text }) => words.every((word) => text.includes(word)))
    const found = sort ? sorted(having, sort, framing) : having
    this.#order = { asked, found }
    return found
  }
}

/** Equal rows stay in the order in which they began. */
const sorted = (
  connections: readonly ListedConnection[],
  { column, descending }: ConnectionSort,
  framing: Framing,
): readonly ListedConnection[] => {
  const way = descending ? -1 : 1
  return connections
    .map((connection) => ({ connection, key: connection.key(column, framing) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined)
        return Number(a.key === undefined) - Number(b.key === undefined)
      return a.key < b.key ? -way : a.key > b.key ? way : 0
    })
    .map(({ connection }) => connection)
}
