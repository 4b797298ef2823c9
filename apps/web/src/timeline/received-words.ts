// How many of the datagrams the reader received, shown beside its lane.
import type { LaneLayout } from '../layout/layout.ts'
import { counted, grouped } from '@unstick/session'

/** How many of the datagrams sent (or captured) the reader received. Empty if it received them all. */
export const receivedWords = (lanes: readonly Pick<LaneLayout, 'kind' | 'total'>[]): string => {
  const sent = lanes.find(({ kind, total }) => kind !== 'recv' && total > 0)?.total ?? 0
  const recv = lanes.findLast(({ kind }) => kind === 'recv')?.total ?? 0
  return recv > 0 && recv < sent ? `${grouped(recv)} of ${counted(sent, 'datagram')}` : ''
}
