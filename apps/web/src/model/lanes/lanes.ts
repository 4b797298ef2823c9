// The lanes of a path, in the order in which bytes pass them, and look-ups by kind.
import { KeptValues, kindOfLane, type Lane, type LaneKind, type LaneName } from '@unstick/session'

export type Lanes = readonly Lane[]

/** A lane without intervals, for one that was not observed or that another framing removed. */
export const emptyLane = (name: LaneName): Lane => ({
  kind: kindOfLane(name),
  place: name.split('@')[1] ?? '',
  name,
  count: 0,
  revision: 0,
  starts: noColumn,
  ends: noColumn,
  times: noColumn,
  dones: noColumn,
  limits: noColumn,
  kept: () => new KeptValues(),
})

const noColumn = new Float64Array(0)

/** The lane with that name, or an empty one. */
export const laneNamed = (lanes: Lanes, name: LaneName): Lane =>
  lanes.find((lane) => lane.name === name) ?? emptyLane(name)

/** The last lane of a kind, which is the nearest to the messages; an empty one if there is none. */
export const lastOfKind = (lanes: Lanes, kind: LaneKind): Lane =>
  lanes.findLast((lane) => lane.kind === kind) ?? emptyLane(kind)

/** Whether a framing makes such lanes; nobody observed them. */
const isFramed = (kind: LaneKind): boolean => kind === 'message' || kind === 'frame'

/** The observed lanes, without the ones that a framing makes. */
export const seenLanes = <L extends Lane>(lanes: readonly L[]): readonly L[] =>
  lanes.filter(({ kind, count }) => !isFramed(kind) && count > 0)

/** The first lane that saw the bytes: on UDP each of its intervals is one datagram, no matter what happened to it. */
export const firstSeen = (lanes: Lanes): Lane => seenLanes(lanes)[0] ?? emptyLane('send')

/** The lane that is nearest to the reader. */
export const lastSeen = (lanes: Lanes): Lane => seenLanes(lanes).at(-1) ?? emptyLane('recv')

/** A lane's place in the order of its path, or -1. */
export const orderOfLane = (lanes: Lanes, name: LaneName): number =>
  lanes.findIndex((lane) => lane.name === name)

/** One connection's part of a path: the lanes that bytes pass until a recv takes them. */
export interface Hop {
  /** The lanes with intervals before the recv, and their places in the path. */
  readonly carriers: Lanes
  readonly places: readonly number[]
  /** Without intervals if no recv was observed; then its place is the one after the carriers. */
  readonly recv: Lane
  readonly recvPlace: number
}

/** At least one. A recv ends a hop because a relay sends the bytes again after it. */
export const hopsOf = (lanes: Lanes): readonly [Hop, ...Hop[]] => {
  const hops: Hop[] = []
  let [carriers, places]: [Lane[], number[]] = [[], []]
  lanes.forEach((lane, place) => {
    if (lane.kind === 'recv') {
      hops.push({ carriers, places, recv: lane, recvPlace: place })
      ;[carriers, places] = [[], []]
    } else if (!isFramed(lane.kind) && lane.count > 0) {
      carriers.push(lane)
      places.push(place)
    }
  })
  const last = { carriers, places, recv: emptyLane('recv'), recvPlace: (places.at(-1) ?? -1) + 1 }
  const [first, ...others] = hops
  if (!first) return [last]
  return carriers.length > 0 ? [first, ...others, last] : [first, ...others]
}
