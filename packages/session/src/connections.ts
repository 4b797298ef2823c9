// Which connection a packet or call belongs to: both directions of one pair of endpoints, found by number and not
// by text, since every packet asks.
import type { Payload } from '@unstick/pcapng'
import type { LogBytes } from './log-bytes.ts'
import { Stream } from './stream.ts'

/** Both directions of one connection: `forward` goes the way of the first packet or call that was seen. */
export interface Connection {
  readonly forward: Stream
  readonly backward: Stream
}

interface Entry extends Connection {
  readonly transport: Payload['transport']
  readonly source: Int32Array
  readonly destination: Int32Array
  readonly sourcePort: number
  readonly destinationPort: number
  readonly next: Entry | undefined
}

export class Connections {
  readonly #log: LogBytes
  readonly #entries = new Map<number, Entry>()
  #last: Entry | undefined

  constructor(log: LogBytes) {
    this.#log = log
  }

  /** The stream of the payload's direction; made if it is new. */
  stream(payload: Payload): Stream {
    const last = this.#last
    if (last && goes(last, payload)) return last.forward
    if (last && comes(last, payload)) return last.backward
    let entry = this.#entries.get(hash(payload))
    while (entry && !goes(entry, payload) && !comes(entry, payload)) entry = entry.next
    entry ??= this.#add(payload)
    this.#last = entry
    return goes(entry, payload) ? entry.forward : entry.backward
  }

  /** Forgets the connection of this payload, so that its ports may be used again: the next one is another. */
  renew(payload: Payload): void {
    this.#last = this.#add(payload)
  }

  #add(payload: Payload): Entry {
    const { transport, sourcePort, destinationPort } = payload
    const source = { address: payload.sourceAddress, port: sourcePort }
    const destination = { address: payload.destinationAddress, port: destinationPort }
    const forward = new Stream(transport, source, destination, this.#log)
    const backward = new Stream(transport, destination, source, this.#log)
    forward.reverse = backward
    backward.reverse = forward
    const key = hash(payload)
    const entry: Entry = {
      forward,
      backward,
      transport,
      source: payload.sourceWords.slice(),
      destination: payload.destinationWords.slice(),
      sourcePort,
      destinationPort,
      // The newest of one pair of endpoints stands first, and so is the one that is found.
      next: this.#entries.get(key),
    }
    this.#entries.set(key, entry)
    return entry
  }
}

/** The same for both directions. */
const hash = ({
  sourceWords: a,
  destinationWords: b,
  sourcePort,
  destinationPort,
  transport,
}: Payload): number => {
  const words =
    mixed(a[0] as number, a[1] as number, a[2] as number, a[3] as number, sourcePort) +
    mixed(b[0] as number, b[1] as number, b[2] as number, b[3] as number, destinationPort)
  return (words ^ (transport === 'udp' ? 0x5bd1e995 : 0)) | 0
}

const mixed = (a: number, b: number, c: number, d: number, port: number): number => {
  const sum = Math.imul(a ^ Math.imul(b, 0x27d4eb2f) ^ Math.imul(c, 0x165667b1) ^ d, 0x9e3779b1)
  return Math.imul(sum ^ (sum >>> 15) ^ port, 0x85ebca77)
}

const goes = (entry: Entry, payload: Payload): boolean =>
  entry.sourcePort === payload.sourcePort &&
  entry.destinationPort === payload.destinationPort &&
  entry.transport === payload.transport &&
  equal(entry.source, payload.sourceWords) &&
  equal(entry.destination, payload.destinationWords)

const comes = (entry: Entry, payload: Payload): boolean =>
  entry.sourcePort === payload.destinationPort &&
  entry.destinationPort === payload.sourcePort &&
  entry.transport === payload.transport &&
  equal(entry.source, payload.destinationWords) &&
  equal(entry.destination, payload.sourceWords)

const equal = (a: Int32Array, b: Int32Array): boolean =>
  a[3] === b[3] && a[2] === b[2] && a[1] === b[1] && a[0] === b[0]
