// The lanes in words: what each shows, and why it may be empty.
import type { LaneKind } from '@unstick/session'
import type { WordKey } from '../glossary/words.ts'

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
    says: framed ? 'what framing restores' : 'what a naive reader takes for messages',
  },
})

/** The word that explains what stands on a lane. */
export const laneTerm = (lane: LaneKind, transport: Transport): WordKey =>
  lane === 'segment' && transport === 'udp' ? 'datagram' : lane

/** What one interval of a lane is called. */
export const intervalNoun = (lane: LaneKind, transport: Transport): string =>
  lane === 'segment' && transport === 'udp' ? 'datagram' : lane

export const emptyWords: Record<LaneKind, string> = {
  send: 'No send calls in this session.',
  segment: 'No packets were captured in this session.',
  recv: 'No recv calls in this session.',
  message: 'No whole message.',
}
