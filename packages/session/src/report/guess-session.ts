// Guesses the framings of a session's connections, those of one server port together.
import { type Guesses, guessFraming } from '@unstick/framing'
import { fromStart, fromText, fromCuts, type HeardFrom, type SidedStream } from './heard-streams.ts'
import { grouped } from '../lanes/quantity.ts'
import type { Session } from '../streams/session.ts'
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

/** At most this many ports, those with the most bytes first. */
const PORTS = 16

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
  guesses: guessesOf(streams, port),
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

/** Where streams are begun, one way after the other until something fits: messages may begin later than the captured bytes. */
const WAYS: readonly ((streams: readonly SidedStream[]) => HeardFrom | undefined)[] = [
  fromStart,
  fromCuts,
  fromText,
]

const guessesOf = (streams: readonly Stream[], port: number): Guesses => {
  let first: Guesses | undefined
  for (const way of WAYS) {
    const heard = way(streams.map((stream) => ({ stream, side: senderOf(stream) })))
    if (heard === undefined) continue
    const guesses = guessFraming(heard.heards, { port })
    if (guesses.best !== undefined) return heard.leftOut === 0 ? guesses : withLeftOut(guesses, heard)
    first ??= guesses
  }
  return first ?? guessFraming([], { port })
}

/** Says of the guess that fits that it is not about the first bytes. */
const withLeftOut = ({ best, ranked, instead }: Guesses, { leftOut, says }: HeardFrom): Guesses => {
  if (best === undefined) return { best, ranked, instead }
  const sentence = `${grouped(leftOut)} bytes ${says} are left out, because no message begins with them`
  const said = { ...best, speaksAgainst: [...best.speaksAgainst, sentence] }
  return { best: said, ranked: ranked.map((each) => (each === best ? said : each)), instead }
}
