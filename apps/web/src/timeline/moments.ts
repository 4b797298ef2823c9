// When the intervals of a lane were there, and in which order.
import type { Lane } from '@unstick/session'
import { firstAbove, firstFrom } from './search.ts'

/** When the bytes were there: a send as it was called, a recv as it returned. In nanoseconds after the epoch. */
export const momentOf = (lane: Lane, index: number): number => momentsOf(lane)[index] as number

const momentsOf = (lane: Lane): Float64Array => (lane.kind === 'recv' ? lane.dones : lane.times)

/** A lane's moments, rising. */
export interface TimeOrder {
  readonly moments: Float64Array
  /** The interval of each moment; `undefined` where that is its own number, for nothing came late. */
  readonly indices: Uint32Array | undefined
}

const known = new WeakMap<Lane, { readonly count: number; readonly order: TimeOrder }>()

/** A lane is in stream order, and a segment that was sent again came later than those behind it. */
export const timeOrder = (lane: Lane): TimeOrder => {
  const before = known.get(lane)
  if (before?.count === lane.count) return before.order
  const order = orderOf(momentsOf(lane).subarray(0, lane.count))
  known.set(lane, { count: lane.count, order })
  return order
}

const orderOf = (moments: Float64Array): TimeOrder => {
  if (moments.every((moment, k) => k === 0 || moment >= (moments[k - 1] as number)))
    return { moments, indices: undefined }
  const indices = Uint32Array.from(moments, (_, index) => index)
  indices.sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b)
  return { moments: Float64Array.from(indices, (index) => moments[index] as number), indices }
}

/** How many intervals were there by `until`. */
export const happenedBy = (lane: Lane, until: number | undefined): number =>
  until === undefined ? lane.count : firstAbove(timeOrder(lane).moments, until, 0, lane.count)

/** The first place in the order whose moment is not before `time`. */
export const placeOfTime = ({ moments }: TimeOrder, time: number): number =>
  firstFrom(moments, time, 0, moments.length)
