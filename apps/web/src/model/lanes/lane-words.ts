// The lanes in words: what each shows, and why it may be empty.
import type { LaneKind } from '@unstick/session'
import type { WordKey } from '../../glossary/words.ts'

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
  message: {
    name: 'messages',
    says: framed
      ? 'what framing restores'
      : transport === 'udp'
        ? 'each datagram is one'
        : 'what a naive reader takes for messages',
  },
})

/** The word that explains what stands on a lane. */
export const laneTerm = (lane: LaneKind, transport: Transport): WordKey =>
  lane === 'segment' && transport === 'udp' ? 'datagram' : lane

/** What one interval of a lane is called. */
export const intervalNoun = (lane: LaneKind, transport: Transport): string =>
  lane === 'segment' && transport === 'udp' ? 'datagram' : lane

/** Why a lane has nothing; `hasCalls`: whether any program's calls are in the session. */
export const emptyWords = (lane: LaneKind, hasCalls: boolean, framed: boolean): string => {
  switch (lane) {
    case 'segment':
      return 'No packets of this stream were captured.'
    case 'message':
      return framed
        ? 'No whole message in these bytes.'
        : 'Nothing was read, so a naive reader has nothing to take for a message.'
    case 'send':
      return hasCalls
        ? 'No send of this stream was recorded.'
        : 'Packets alone were recorded, and they do not tell what one send was. A run of the lab has the calls too.'
    case 'recv':
      return hasCalls
        ? 'No recv returned a byte of this stream, or its reader was not recorded.'
        : 'Packets alone were recorded, and they do not tell what a recv returned. A run of the lab has the calls too.'
  }
}
