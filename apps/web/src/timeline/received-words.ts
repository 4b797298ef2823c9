// How many of the datagrams the reader got, beside its lane.
import { counted, grouped } from '@unstick/session'

/** Of datagrams how many of those that were sent, or else captured, the reader got; nothing where it got as many. */
export const receivedWords = (totals: readonly number[]): string => {
  const [send = 0, segment = 0, recv = 0] = totals
  const sent = send || segment
  return recv > 0 && recv < sent ? `${grouped(recv)} of ${counted(sent, 'datagram')}` : ''
}
