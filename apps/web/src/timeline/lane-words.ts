// The lanes in words: what each shows, and why it may be empty.
import type { LaneKind } from '@unstick/session'

interface LaneWords {
  readonly name: string
  readonly says: string
}

export const laneWords = (framed: boolean): Record<LaneKind, LaneWords> => ({
  send: { name: 'send()', says: 'what the app wrote' },
  segment: { name: 'segments', says: 'what TCP sent' },
  recv: { name: 'recv()', says: 'what the reader got' },
  message: {
    name: 'messages',
    says: framed ? 'what framing restores' : 'what a naive reader takes for messages',
  },
})

export const emptyWords: Record<LaneKind, string> = {
  send: 'No send calls in this session.',
  segment: 'No packets were captured in this session.',
  recv: 'No recv calls in this session.',
  message: 'No whole message.',
}
