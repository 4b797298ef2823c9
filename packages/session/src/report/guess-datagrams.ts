// What lies in a session's datagrams. UDP keeps the boundaries of messages, so that no framing is needed to find them.
import { type DatagramGuess, guessDatagrams, type Heard } from '@unstick/framing'
import { serverPort, senderOf } from '../streams/server-port.ts'
import type { Session } from '../streams/session.ts'
import type { Stream } from '../streams/stream.ts'

/** The datagrams of one server port. */
export interface DatagramPort {
  readonly port: number
  readonly streams: readonly Stream[]
  readonly datagrams: number
  /** A preset whose messages they are. */
  readonly guess: DatagramGuess | undefined
}

/** At most this many ports, and datagrams of each that are looked at. */
const PORTS = 16
const DATAGRAMS = 256

/** Those with the most datagrams first. */
export const guessDatagramPorts = (session: Pick<Session, 'streams'>): readonly DatagramPort[] => {
  const ports = new Map<number, Stream[]>()
  for (const stream of session.streams) {
    if (stream.transport !== 'udp') continue
    const port = serverPort(stream)
    ports.set(port, [...(ports.get(port) ?? []), stream])
  }
  return [...ports]
    .map(([port, streams]) => ({
      port,
      streams,
      datagrams: streams.reduce((sum, stream) => sum + axisOf(stream).count, 0),
      guess: guessDatagrams(streams.flatMap(heardsOf).slice(0, DATAGRAMS), port),
    }))
    .sort((a, b) => b.datagrams - a.datagrams)
    .slice(0, PORTS)
}

/** The lane whose datagrams lie one after another on the stream's axis. */
const axisOf = ({ send, segment, recv }: Stream) =>
  send.count > 0 ? send : segment.count > 0 ? segment : recv

/** Each whole datagram as a stream of its own. */
const heardsOf = (stream: Stream): readonly Heard[] => {
  const lane = axisOf(stream)
  const heards: Heard[] = []
  for (let index = 0; index < lane.count && heards.length < DATAGRAMS; index += 1) {
    const [start = 0, end = 0] = [lane.starts[index], lane.ends[index]]
    if (lane.captured(index) < end - start || end === start) continue
    heards.push({
      bytes: stream.bytes(start, end),
      isAll: true,
      cuts: [],
      side: senderOf(stream),
      fromStart: true,
    })
  }
  return heards
}
