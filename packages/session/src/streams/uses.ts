// The connections one after another that used the same two endpoints. Each end opens them in the same order, by connect
// or accept, but one end may open the second while the other has not opened the first yet. So each end has its own place
// among them, and so have the packets.
import type { Connection } from './connection.ts'

/** The end that sends forward (`source`), or the other. */
export type End = 'source' | 'destination'

/** A call of connect or accept that opened a connection, or began to (EINPROGRESS). */
export interface Opening {
  readonly name: 'connect' | 'accept'
  readonly isDone: boolean
  /** When it was made, in nanoseconds after the epoch. */
  readonly time: number
}

interface Use {
  readonly connection: Connection
  /** When connect was called for it, and when the SYN of a later connection was captured. */
  connected: number | undefined
  begun: number | undefined
}

export class Uses {
  readonly #uses: Use[]
  /** The last one that each end opened. */
  readonly #opened: Record<End, number> = { source: -1, destination: -1 }
  readonly #isDone: Record<End, boolean> = { source: true, destination: true }
  #wire = 0

  constructor(first: Connection) {
    this.#uses = [{ connection: first, connected: undefined, begun: undefined }]
  }

  get count(): number {
    return this.#uses.length
  }

  /** The connection of the packets that come now. */
  get onWire(): Connection {
    return this.#at(this.#wire).connection
  }

  /** Whether a packet at `time` that begins a connection belongs to a later one, for which connect was called by then. */
  catchUp(time: number): boolean {
    const before = this.#wire
    while ((this.#uses[this.#wire + 1]?.connected ?? Infinity) <= time) this.#wire += 1
    return this.#wire > before
  }

  /** The packets' next connection, made by `make` if no call opened it before. */
  nextOnWire(time: number, make: () => Connection | undefined): Connection | undefined {
    const next = this.#need(this.#wire + 1, make)
    if (!next) return undefined
    this.#wire += 1
    next.begun ??= time
    return next.connection
  }

  /** The connection that an end's call opens: the next one that it did not use yet, made by `make` if it is new. */
  open(
    end: End,
    { name, isDone, time }: Opening,
    make: () => Connection | undefined,
  ): Connection | undefined {
    const opened = this.#opened[end]
    let index = opened < 0 ? 0 : this.#isDone[end] ? opened + 1 : opened
    while (index < this.count && this.#isOver(index, end, name, time)) index += 1
    const use = this.#need(index, make)
    if (!use) return undefined
    this.#opened[end] = index
    this.#isDone[end] = isDone
    if (name === 'connect') use.connected ??= time
    return use.connection
  }

  /** The connection of an end's other calls: the one that it opened last, or the newest if it was not seen to open any. */
  openedBy(end: End): Connection {
    const opened = this.#opened[end]
    return this.#at(opened < 0 ? this.count - 1 : opened).connection
  }

  #at(index: number): Use {
    return this.#uses[index] as Use
  }

  #need(index: number, make: () => Connection | undefined): Use | undefined {
    const known = this.#uses[index]
    if (known) return known
    const connection = make()
    if (!connection) return undefined
    const use: Use = { connection, connected: undefined, begun: undefined }
    this.#uses.push(use)
    return use
  }

  /** Whether the end used that connection already, or the next one had begun on the wire before this call. */
  #isOver(index: number, end: End, name: Opening['name'], time: number): boolean {
    const { forward, backward } = this.#at(index).connection
    const [gives, gets] = end === 'source' ? [forward, backward] : [backward, forward]
    if (gives.send.count > 0 || gets.recv.count > 0 || gives.calls?.end.closed !== undefined) return true
    // An accept may come late, after several connections. One that is the first in the log says when the log began.
    const isBehind = (this.#uses[index + 1]?.begun ?? Infinity) <= time
    return isBehind && (name === 'connect' || this.#opened[end] < 0)
  }
}
