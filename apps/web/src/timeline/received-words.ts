// How many of the datagrams the reader got, beside its lane.
import type { LaneLayout } from '../layout/layout.ts'
import { counted, grouped } from '@unstick/session'

/** Of datagrams how many of those that were sent, or else captured, the reader got; nothing where it got as many. */
export const receivedWords = (lanes: readonly Pick<LaneLayout, 'kind' | 'total'>[]): string => {
  const sent = lanes.find(({ kind, total }) => kind !== 'recv' && total > 0)?.total ?? 0
  const recv = lanes.findLast(({ kind }) => kind === 'recv')?.total ?? 0
  return recv > 0 && recv < sent ? `${grouped(recv)} of ${counted(sent, 'datagram')}` : ''
}
