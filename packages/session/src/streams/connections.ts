// Finds the connection of a packet or call: both directions of one pair of endpoints. It compares numbers instead of
// texts, because every packet asks.
import { type Payload, printAddress, TCP_SYN } from '@unstick/pcapng'
import type { Endpoint } from '../log/call.ts'
import { type LeftOut, MAX_CONNECTIONS } from '../log/left-out.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import type { Connection } from './connection.ts'
import { mayContinue } from './same-connection.ts'
import { Stream, type WhichOne } from './stream.ts'
import { type End, type Opening, Uses } from './uses.ts'

/** One pair of endpoints of a connection. A UDP connection may have several, because sockets also report wildcards. */
interface Entry {
  readonly connection: Connection
  /** Both directions of the connection to which a packet belongs now. */
  forward: Stream
  backward: Stream
  /** The connections one after another that used these endpoints; none until a second one may come. */
  uses: Uses | undefined
  readonly transport: Payload['transport']
  readonly source: Int32Array
  readonly destination: Int32Array
  readonly sourcePort: number
  readonly destinationPort: number
  /** Of the tunnel in which its packets came; 0 for none. */
  readonly tunnelId: number
  /** By which ways packets came from its source and from its destination (`Payload.pathId`); each list is seldom longer than one. */
  readonly ways: Readonly<Record<End, number[]>>
  /** The last one of each. */
  readonly way: Record<End, number | undefined>
  readonly next: Entry | undefined
}

export class Connections {
  readonly #log: LogBytes
  readonly #entries = new Map<number, Entry>()
  #last: Entry | undefined
  #count = 0
  /** UDP connections by their ports, from the first call of a socket that is bound to a wildcard. */
  #byPorts: Map<number, Connection[]> | undefined

  /** `leftOut` counts the packets that have no place in their connection. */
  constructor(
    log: LogBytes,
    readonly leftOut: LeftOut,
  ) {
    this.#log = log
  }

  /** The stream of a packet's direction, made if it is new; `undefined` if that would be one too many. */
  stream(payload: Payload): Stream | undefined {
    const last = this.#last
    if (last?.way.source === payload.pathId && goes(last, payload)) return last.forward
    if (last?.way.destination === payload.pathId && comes(last, payload)) return last.backward
    const entry = this.#entryOf(payload)
    return entry && (goes(entry, payload) ? entry.forward : entry.backward)
  }

  /** The same for a packet at `time` with a SYN that begins a connection, if calls may have begun it before. */
  begun(payload: Payload, time: number): Stream | undefined {
    const entry = this.#entryOf(payload)
    if (entry?.uses?.catchUp(time)) turn(entry, entry.uses.onWire)
    return this.stream(payload)
  }

  /** The same for a packet at `time` that begins another connection of the same endpoints. */
  renew(payload: Payload, time: number): Stream | undefined {
    const entry = this.#entryOf(payload)
    if (!entry) return undefined
    entry.uses ??= new Uses(entry.connection)
    const next = entry.uses.nextOnWire(time, () => this.#again(entry.connection, entry.uses?.count ?? 1))
    if (!next) return undefined
    turn(entry, next)
    return this.stream(payload)
  }

  /** The stream of the payload of a call, which its caller gets (`inbound`) or gives. */
  ofCall(payload: Payload, inbound: boolean, opening: Opening | undefined): Stream | undefined {
    if (payload.transport === 'udp') return this.stream(payload)
    const entry = this.#entryOf(payload)
    if (!entry) return undefined
    const forward = goes(entry, payload)
    if (!opening && !entry.uses) return forward ? entry.forward : entry.backward
    entry.uses ??= new Uses(entry.connection)
    const end = forward === inbound ? 'destination' : 'source'
    const connection = opening
      ? entry.uses.open(end, opening, () => this.#again(entry.connection, entry.uses?.count ?? 1))
      : entry.uses.openedBy(end)
    return forward ? connection?.forward : connection?.backward
  }

  #entryOf(payload: Payload): Entry | undefined {
    const last = this.#last
    if (last && (isOnWay(last, 'source', payload) || isOnWay(last, 'destination', payload))) return last
    const entry = this.#find(payload) ?? this.#findLoosely(payload) ?? this.#add(payload)
    if (entry) this.#last = entry
    return entry
  }

  #find(payload: Payload): Entry | undefined {
    const { pathId } = payload
    const same: { readonly entry: Entry; readonly end: End }[] = []
    for (let entry = this.#entries.get(hash(payload)); entry; entry = entry.next) {
      const end = goes(entry, payload) ? 'source' : comes(entry, payload) ? 'destination' : undefined
      if (end === undefined) continue
      if (entry.ways[end].includes(pathId)) {
        entry.way[end] = pathId
        return entry
      }
      same.unshift({ entry, end })
    }
    // Datagrams and calls do not show which connection they continue.
    if (!payload.hasTcpHeader) return same[0]?.entry
    const known = same.find(({ entry, end }) =>
      mayContinue(end === 'source' ? entry.forward : entry.backward, payload),
    )
    if (known === undefined)
      return payload.originalLength > 0 || (payload.flags & TCP_SYN) !== 0 ? undefined : same[0]?.entry
    known.entry.ways[known.end].push(pathId)
    known.entry.way[known.end] = pathId
    return known.entry
  }

  /**
   * A UDP socket that is bound to 0.0.0.0 or :: reports that as its own address, while the other end and a capture show
   * the real one. A connection with the same ports whose known addresses differ only in this is the same connection.
   */
  #findLoosely(payload: Payload): Entry | undefined {
    if (payload.transport !== 'udp') return undefined
    if (!this.#byPorts) {
      if (!isWildcard(payload.sourceWords) && !isWildcard(payload.destinationWords)) return undefined
      this.#byPorts = this.#indexPorts()
    }
    const { sourceWords, destinationWords, sourcePort, destinationPort } = payload
    const same = this.#byPorts
      .get(portsKey(sourcePort, destinationPort))
      ?.findLast(
        ({ source, destination }) => alike(source, sourceWords) && alike(destination, destinationWords),
      )
    if (same) return this.#alias(payload, same, true)
    const reversed = this.#byPorts
      .get(portsKey(destinationPort, sourcePort))
      ?.findLast(
        ({ source, destination }) => alike(source, destinationWords) && alike(destination, sourceWords),
      )
    return reversed && this.#alias(payload, reversed, false)
  }

  /** Registers the connection under this payload's endpoints too, and learns the payload's addresses. */
  #alias(payload: Payload, connection: Connection, forward: boolean): Entry {
    const { sourceWords, destinationWords } = payload
    learn(connection.source, forward ? sourceWords : destinationWords)
    learn(connection.destination, forward ? destinationWords : sourceWords)
    connection.forward.learnAddresses(printAddress(connection.source), printAddress(connection.destination))
    connection.backward.learnAddresses(printAddress(connection.destination), printAddress(connection.source))
    return this.#enter(
      payload,
      connection,
      forward ? connection.forward : connection.backward,
      forward ? connection.backward : connection.forward,
    )
  }

  #indexPorts(): Map<number, Connection[]> {
    const index = new Map<number, Connection[]>()
    for (const first of this.#entries.values())
      for (let entry: Entry | undefined = first; entry; entry = entry.next)
        if (entry.transport === 'udp') addTo(index, entry.connection)
    return index
  }

  #add(payload: Payload): Entry | undefined {
    const { transport, sourcePort, destinationPort } = payload
    const source = { address: payload.sourceAddress, port: sourcePort }
    const destination = { address: payload.destinationAddress, port: destinationPort }
    // The first connection of these endpoints needs no number for its way.
    const isFirst = !this.#has(payload)
    const streams = this.#make(transport, source, destination, {
      use: 1,
      tunnelId: isFirst ? payload.tunnelId : (Math.imul(payload.tunnelId, 31) + payload.pathId) | 0,
    })
    if (!streams) return undefined
    const connection: Connection = {
      ...streams,
      source: payload.sourceWords.slice(),
      destination: payload.destinationWords.slice(),
    }
    if (this.#byPorts && transport === 'udp') addTo(this.#byPorts, connection)
    return this.#enter(payload, connection, streams.forward, streams.backward)
  }

  /** Whether there is a connection of these endpoints, by whatever way. */
  #has(payload: Payload): boolean {
    let entry = this.#entries.get(hash(payload))
    while (entry && !goes(entry, payload) && !comes(entry, payload)) entry = entry.next
    return entry !== undefined
  }

  /** Another connection of the same endpoints, after `before` others. */
  #again({ forward, source, destination }: Connection, before: number): Connection | undefined {
    const streams = this.#make(forward.transport, forward.source, forward.destination, {
      use: before + 1,
      tunnelId: forward.tunnelId,
    })
    return streams && { ...streams, source, destination }
  }

  #make(
    transport: Payload['transport'],
    source: Endpoint,
    destination: Endpoint,
    which: WhichOne,
  ): Pick<Connection, 'forward' | 'backward'> | undefined {
    if (this.#count === MAX_CONNECTIONS) return undefined
    this.#count += 1
    const forward = new Stream(transport, source, destination, this.#log, which)
    const backward = new Stream(transport, destination, source, this.#log, which)
    forward.reverse = backward
    backward.reverse = forward
    return { forward, backward }
  }

  #enter(payload: Payload, connection: Connection, forward: Stream, backward: Stream): Entry {
    const key = hash(payload)
    const entry: Entry = {
      connection,
      forward,
      backward,
      uses: undefined,
      transport: payload.transport,
      source: payload.sourceWords.slice(),
      destination: payload.destinationWords.slice(),
      sourcePort: payload.sourcePort,
      destinationPort: payload.destinationPort,
      tunnelId: payload.tunnelId,
      ways: { source: payload.hasTcpHeader ? [payload.pathId] : [], destination: [] },
      way: { source: payload.hasTcpHeader ? payload.pathId : undefined, destination: undefined },
      next: this.#entries.get(key),
    }
    this.#entries.set(key, entry)
    return entry
  }
}

const turn = (entry: Entry, { forward, backward }: Connection): void => {
  entry.forward = forward
  entry.backward = backward
}

const portsKey = (source: number, destination: number): number => source * 65_536 + destination

const addTo = (index: Map<number, Connection[]>, connection: Connection): void => {
  const key = portsKey(connection.forward.source.port, connection.forward.destination.port)
  const known = index.get(key)
  if (known) known.push(connection)
  else index.set(key, [connection])
}

/** 0.0.0.0, or ::. */
const isWildcard = (words: Int32Array): boolean =>
  words[3] === 0 && words[0] === 0 && words[1] === 0 && (words[2] === 0 || words[2] === 0xffff)

const alike = (known: Int32Array, seen: Int32Array): boolean =>
  equal(known, seen) || isWildcard(known) || isWildcard(seen)

const learn = (known: Int32Array, seen: Int32Array): void => {
  if (isWildcard(known)) known.set(seen)
}

/** The same for both directions. */
const hash = ({
  sourceWords: a,
  destinationWords: b,
  sourcePort,
  destinationPort,
  transport,
  tunnelId,
}: Payload): number => {
  const words =
    mixed(a[0] as number, a[1] as number, a[2] as number, a[3] as number, sourcePort) +
    mixed(b[0] as number, b[1] as number, b[2] as number, b[3] as number, destinationPort)
  return (words ^ (transport === 'udp' ? 0x5bd1e995 : 0) ^ Math.imul(tunnelId, 0x27d4eb2f)) | 0
}

const mixed = (a: number, b: number, c: number, d: number, port: number): number => {
  const sum = Math.imul(a ^ Math.imul(b, 0x27d4eb2f) ^ Math.imul(c, 0x165667b1) ^ d, 0x9e3779b1)
  return Math.imul(sum ^ (sum >>> 15) ^ port, 0x85ebca77)
}

const goes = (entry: Entry, payload: Payload): boolean =>
  entry.sourcePort === payload.sourcePort &&
  entry.destinationPort === payload.destinationPort &&
  entry.transport === payload.transport &&
  entry.tunnelId === payload.tunnelId &&
  equal(entry.source, payload.sourceWords) &&
  equal(entry.destination, payload.destinationWords)

const comes = (entry: Entry, payload: Payload): boolean =>
  entry.sourcePort === payload.destinationPort &&
  entry.destinationPort === payload.sourcePort &&
  entry.transport === payload.transport &&
  entry.tunnelId === payload.tunnelId &&
  equal(entry.source, payload.destinationWords) &&
  equal(entry.destination, payload.sourceWords)

const isOnWay = (entry: Entry, end: End, payload: Payload): boolean =>
  entry.way[end] === payload.pathId && (end === 'source' ? goes : comes)(entry, payload)

const equal = (a: Int32Array, b: Int32Array): boolean =>
  a[3] === b[3] && a[2] === b[2] && a[1] === b[1] && a[0] === b[0]
