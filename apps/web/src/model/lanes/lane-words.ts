// The lanes in words: what each shows, and what its intervals are called.
import { kindOfLane, type LaneKind, type LaneName, laneTable } from '@unstick/session'
import type { WordKey } from '../../glossary/word-names.ts'

interface LaneWords {
  readonly name: string
  readonly says: string
}

export type Transport = 'tcp' | 'udp'

export const laneWords = (framed: boolean, transport: Transport): Record<LaneKind, LaneWords> => ({
  send: { name: transport === 'udp' ? 'sendto()' : 'send()', says: 'what the app wrote' },
  segment:
    transport === 'udp'
      ? { name: 'datagrams', says: 'what UDP sent' }
      : { name: 'segments', says: 'what TCP sent' },
  recv: { name: transport === 'udp' ? 'recvfrom()' : 'recv()', says: 'what the reader got' },
  frame: { name: 'frames', says: 'what carries the messages' },
  message: {
    name: 'messages',
    says: framed
      ? 'what framing restores'
      : transport === 'udp'
        ? 'each datagram is one'
        : 'each recv taken for one message',
  },
})

/** The word that explains what a lane shows. */
export const laneTerm = (lane: LaneName, transport: Transport): WordKey =>
  laneTable[kindOfLane(lane)].noun[transport]

/** What an interval of a lane is called. */
export const intervalNoun = (lane: LaneName, transport: Transport): string =>
  laneTable[kindOfLane(lane)].noun[transport]
