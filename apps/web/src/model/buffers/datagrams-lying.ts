// Where the datagrams of a stream lay that a recv returned: from when each came until it was taken. They are in the order in
// which they were taken, which is the order in which they came, because the kernel's queue is one. What was lost never
// lay there, so their bytes are counted without it.
import { laneIndexAt } from '@unstick/session'
import type { Subject } from '../stream/subject.ts'
import type { InOrder } from './in-order.ts'

/** Bytes of the place, in its own order: one datagram after another. */
export interface Datagrams {
  readonly count: number
  /** Where each begins in the place, and in the stream. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly streamStarts: Float64Array
}

/** `between`: nobody saw the packets. */
interface DatagramsPlace {
  readonly kind: 'receive' | 'between'
  readonly above: number
  readonly below: number
  readonly came: InOrder
  readonly taken: InOrder
  readonly datagrams: Datagrams
}

export const datagramsLying = ({ lanes, hops }: Subject): DatagramsPlace | undefined => {
  const [{ carriers, recv, recvPlace }] = hops
  const carrier = carriers.findLast(({ count }) => count > 0)
  if (!carrier || recv.count === 0) return undefined
  const found: { start: number; size: number; came: number; taken: number }[] = []
  for (let index = 0; index < recv.count; index += 1) {
    const start = recv.starts[index] as number
    const sent = laneIndexAt(carrier, start)
    if (carrier.starts[sent] !== start) continue
    const size = (carrier.ends[sent] as number) - start
    const came = (carrier.kind === 'segment' ? carrier.dones : carrier.times)[sent] as number
    found.push({ start, size, came, taken: recv.dones[index] as number })
  }
  if (found.length === 0) return undefined
  found.sort((a, b) => a.taken - b.taken)
  const starts = new Float64Array(found.length)
  const ends = new Float64Array(found.length)
  const came = new Float64Array(found.length)
  let [end, latest] = [0, -Infinity]
  found.forEach((datagram, k) => {
    starts[k] = end
    ends[k] = end += datagram.size
    // A capture's clock may be a little late.
    came[k] = latest = Math.max(latest, Math.min(datagram.came, datagram.taken))
  })
  const count = found.length
  return {
    kind: carrier.kind === 'segment' ? 'receive' : 'between',
    above: lanes.indexOf(carrier),
    below: recvPlace,
    came: { at: came, starts, ends, count },
    taken: { at: Float64Array.from(found, ({ taken }) => taken), starts, ends, count },
    datagrams: { count, starts, ends, streamStarts: Float64Array.from(found, ({ start }) => start) },
  }
}
