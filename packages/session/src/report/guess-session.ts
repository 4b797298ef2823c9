// Guesses the framings of a session's connections, those of one server port together.
import { type Guesses, guessFraming, type Heard, LOOKED_AT } from '@unstick/framing'
import type { Lane } from '../lanes/lane.ts'
import type { Session } from '../streams/session.ts'
import { holesOf } from '../streams/stream-bytes.ts'
import { senderOf, serverPort } from '../streams/server-port.ts'
import type { Stream } from '../streams/stream.ts'

/** The TCP connections of one server port, and what they look like. */
export interface PortGuess {
  readonly port: number
  /** Their streams that carried bytes. */
  readonly streams: readonly Stream[]
  readonly connections: number
  readonly guesses: Guesses
}

/** At most this many ports, those with the most bytes first, and this many connections of each. */
const PORTS = 16
const CONNECTIONS = 16

/** Looks at the first 64 KiB of each direction of a port. Datagrams have their boundaries already, so UDP is left out. */
export const guessSession = (session: Pick<Session, 'streams'>, most = PORTS): readonly PortGuess[] =>
  [...byPort(session.streams)]
    .map(([port, streams]) => ({
      port,
      streams,
      bytes: streams.reduce((sum, { length }) => sum + length, 0),
    }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .map(({ port, streams }) => guessPort(port, streams))

/** What the connections of a stream's port look like. */
export const guessPortOf = (session: Pick<Session, 'streams'>, stream: Stream): PortGuess | undefined => {
  if (stream.transport === 'udp') return undefined
  const port = serverPort(stream)
  return guessPort(
    port,
    session.streams.filter((each) => each.transport === 'tcp' && serverPort(each) === port),
  )
}

const guessPort = (port: number, streams: readonly Stream[]): PortGuess => ({
  port,
  streams,
  connections: new Set(
    streams.map((stream) => (senderOf(stream) === 'client' ? stream : (stream.reverse ?? stream))),
  ).size,
  guesses: guessFraming(heardsOf(streams), { port }),
})

const byPort = (streams: readonly Stream[]): ReadonlyMap<number, readonly Stream[]> => {
  const ports = new Map<number, Stream[]>()
  for (const stream of streams) {
    if (stream.transport === 'udp') continue
    const port = serverPort(stream)
    const known = ports.get(port)
    if (known) known.push(stream)
    else ports.set(port, [stream])
  }
  return ports
}

const heardsOf = (streams: readonly Stream[]): readonly Heard[] => {
  const left = { client: LOOKED_AT, server: LOOKED_AT }
  const taken = { client: 0, server: 0 }
  return streams.flatMap((stream) => {
    const side = senderOf(stream)
    if (left[side] === 0 || taken[side] === CONNECTIONS) return []
    const heard = heardOf(stream, side, left[side])
    left[side] -= heard.bytes.length
    taken[side] += 1
    return heard.bytes.length === 0 ? [] : [heard]
  })
}

/** A stream's bytes up to the first that is missing. */
const heardOf = (stream: Stream, side: 'client' | 'server', most: number): Heard => {
  const [hole] = holesOf(stream, 0, Math.min(stream.length, most))
  const end = hole?.start ?? Math.min(stream.length, most)
  const isOver =
    stream.finSeen !== undefined || stream.endSeen !== undefined || stream.calls?.end.closed !== undefined
  return {
    bytes: stream.bytes(0, end),
    isAll: end === stream.length && isOver,
    cuts: cutsOf(stream.send.count > 0 ? stream.send : stream.segment, end),
    side,
    fromStart: stream.sequence.fromStart || stream.calls !== undefined,
  }
}

/** Smaller segments than this end where a send did, or nearly so (RFC 9293, 3.7.1: the default maximum is 536). */
const SMALLEST_FULL = 536

/** Where sends or segments begin. What follows a segment as large as any is only its continuation. */
const cutsOf = (lane: Lane, end: number): readonly number[] => {
  let largest = SMALLEST_FULL
  for (let index = 0; index < lane.count; index += 1)
    largest = Math.max(largest, (lane.ends[index] as number) - (lane.starts[index] as number))
  const cuts: number[] = []
  for (let index = 1; index < lane.count && cuts.length < MOST_CUTS; index += 1) {
    const start = lane.starts[index] as number
    if (start >= end) break
    const isFull = lane.kind !== 'send' && start - (lane.starts[index - 1] as number) >= largest
    if (start > 0 && !isFull) cuts.push(start)
  }
  return cuts
}

const MOST_CUTS = 4_096
