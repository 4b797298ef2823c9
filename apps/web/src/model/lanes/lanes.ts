// The lanes of a path, in the order in which bytes pass them, and what is asked of them by kind.
import { kindOfLane, type Lane, type LaneKind, type LaneName } from '@unstick/session'

export type Lanes = readonly Lane[]

/** A lane without intervals: of one that was not observed, or that another framing took away. */
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
})

const noColumn = new Float64Array(0)

/** The lane of that name; an empty one where there is none. */
export const laneNamed = (lanes: Lanes, name: LaneName): Lane =>
  lanes.find((lane) => lane.name === name) ?? emptyLane(name)

/** The last lane of a kind, which is the nearest to the messages; an empty one where there is none. */
export const lastOfKind = (lanes: Lanes, kind: LaneKind): Lane =>
  lanes.findLast((lane) => lane.kind === kind) ?? emptyLane(kind)

/** The lanes that bytes were seen on, without what a framing makes of them. */
export const seenLanes = <L extends Lane>(lanes: readonly L[]): readonly L[] =>
  lanes.filter(({ kind, count }) => kind !== 'message' && count > 0)

/** The lane that bytes were seen on first: on UDP each of its intervals is one datagram, whatever became of it. */
export const firstSeen = (lanes: Lanes): Lane => seenLanes(lanes)[0] ?? emptyLane('send')

/** The lane that is nearest to the reader. */
export const lastSeen = (lanes: Lanes): Lane => seenLanes(lanes).at(-1) ?? emptyLane('recv')

/** Where a lane is in the order of its path; -1 where it is not in it. */
export const orderOfLane = (lanes: Lanes, name: LaneName): number =>
  lanes.findIndex((lane) => lane.name === name)

/** One connection's part of a path: the lanes that bytes pass until a recv takes them. */
export interface Hop {
  /** Those that have intervals, and their places in the path. */
  readonly carriers: Lanes
  readonly places: readonly number[]
  /** Without intervals where no recv was observed; its place is then the one after the carriers. */
  readonly recv: Lane
  readonly recvPlace: number
}

/** At least one. A recv ends a hop: what comes after it is sent anew. */
export const hopsOf = (lanes: Lanes): readonly [Hop, ...Hop[]] => {
  const hops: Hop[] = []
  let [carriers, places]: [Lane[], number[]] = [[], []]
  lanes.forEach((lane, place) => {
    if (lane.kind === 'recv') {
      hops.push({ carriers, places, recv: lane, recvPlace: place })
      ;[carriers, places] = [[], []]
    } else if (lane.kind !== 'message' && lane.count > 0) {
      carriers.push(lane)
      places.push(place)
    }
  })
  const last = { carriers, places, recv: emptyLane('recv'), recvPlace: (places.at(-1) ?? -1) + 1 }
  const [first, ...others] = hops
  if (!first) return [last]
  return carriers.length > 0 ? [first, ...others, last] : [first, ...others]
}
