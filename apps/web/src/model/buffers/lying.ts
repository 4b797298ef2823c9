// Where bytes lie between two lanes: what came and was not taken yet. A place is listed only if both were measured.
import type { Kept, Lane } from '@unstick/session'
import type { Subject } from '../stream/subject.ts'
import { type Datagrams, datagramsLying } from './datagrams-lying.ts'
import { begunInOrder, bytesBy, doneInOrder, type InOrder } from './in-order.ts'

/**
 * `send`: given to send(), not yet captured. `receive`: arrived, not yet read. `between`: sent and not yet read, where
 * nobody saw the packets.
 */
export type LyingKind = 'send' | 'receive' | 'between'

export interface Lying {
  readonly kind: LyingKind
  /** The indices of the lanes above and below. */
  readonly above: number
  readonly below: number
  readonly came: InOrder
  readonly taken: InOrder
  /** Of a UDP stream: which datagrams its bytes are. Left out: the bytes of the stream itself. */
  readonly datagrams?: Datagrams
}

const known: Kept<{ places: readonly Lying[] | undefined }> = { make: () => ({ places: undefined }) }

/** The places of a stream, found once as long as it is. */
export const placesOf = (subject: Subject): readonly Lying[] => {
  const kept = subject.index.current.get(known)
  return (kept.places ??= findPlaces(subject))
}

const findPlaces = (subject: Subject): Lying[] => {
  const { lanes, hops, lost } = subject
  if (lost) {
    const place = datagramsLying(subject)
    return place ? [place] : []
  }
  const found: Lying[] = []
  for (const { carriers, recv, recvPlace } of hops) {
    const sends = carriers.find(({ kind }) => kind === 'send')
    const segments = carriers.filter(({ kind }) => kind === 'segment')
    const [left, arrived] = [segments[0], segments.at(-1)]
    if (sends && left)
      found.push({
        kind: 'send',
        above: lanes.indexOf(sends),
        below: lanes.indexOf(left),
        came: begunInOrder(sends),
        taken: begunInOrder(left),
      })
    const last = arrived ?? sends
    if (last && recv.count > 0)
      found.push({
        kind: arrived ? 'receive' : 'between',
        above: lanes.indexOf(last),
        below: recvPlace,
        came: arrived ? doneInOrder(arrived) : begunInOrder(last),
        taken: doneInOrder(recv),
      })
  }
  return found
}

/** Where the bytes lay that a lane of recvs took. */
export const placeBefore = (subject: Subject, recv: Lane): Lying | undefined =>
  placesOf(subject).find(({ below }) => subject.lanes[below] === recv)

/** How many bytes lay before a recv's lane at a moment; `undefined` if that was not measured. */
export const lyingAt = (subject: Subject, recv: Lane, time: number): number | undefined => {
  const place = placeBefore(subject, recv)
  return place && Math.max(0, bytesBy(place.came, time) - bytesBy(place.taken, time))
}

/** Where a byte of the stream is among the bytes of a place. */
export const placeOf = ({ datagrams }: Pick<Lying, 'datagrams'>, byte: number): number => {
  if (!datagrams) return byte
  const k = datagrams.streamStarts.indexOf(byte)
  return k < 0 ? Infinity : (datagrams.starts[k] as number)
}
