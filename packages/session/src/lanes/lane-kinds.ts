// What a kind of lane is. A new kind of lane needs one entry here, and its words in the page's `lane-words.ts`.
import type { Apart } from '@unstick/framing'

type Noun = Readonly<Record<'tcp' | 'udp', string>>

/** Whether intervals have a recv's limit, and whether they take time as calls do. */
export interface LaneHas {
  readonly limit: boolean
  readonly duration: boolean
}

interface LaneKindTraits {
  /** What one of its intervals is called. */
  readonly noun: Noun
  /** The name of its intervals' count, also in JSON. */
  readonly count: string
  /** What happened to an interval's bytes there: it completes "the last of them …". */
  readonly happened: string
  /** What its intervals have. Segments that were seen leaving and arriving take time, too. */
  readonly has: LaneHas
}

const same = <N extends string>(noun: N) => ({ tcp: noun, udp: noun })

export const laneTable = {
  send: {
    noun: same('send'),
    count: 'sends',
    happened: 'was sent',
    has: { limit: false, duration: true },
  },
  segment: {
    noun: { tcp: 'segment', udp: 'datagram' },
    count: 'segments',
    happened: 'was captured',
    has: { limit: false, duration: false },
  },
  recv: {
    noun: same('recv'),
    count: 'recvs',
    happened: 'was received',
    has: { limit: true, duration: true },
  },
  frame: {
    noun: same('frame'),
    count: 'frames',
    happened: 'was whole',
    has: { limit: false, duration: false },
  },
  message: {
    noun: same('message'),
    count: 'messages',
    happened: 'was whole',
    has: { limit: false, duration: false },
  },
} as const satisfies Readonly<Record<string, LaneKindTraits>>

export type LaneKind = keyof typeof laneTable

export const laneKinds = Object.keys(laneTable) as readonly LaneKind[]

/** The kinds that a session may be missed for: frames are only there under a framing with layers. */
export const usualLaneKinds = laneKinds.filter((kind) => kind !== 'frame')

/**
 * Intervals that are not counted, by their index: bytes between frames that belong to none, and the beginning of a message
 * that goes on in a later interval because another one lies between,
 * and what a tunnel carries.
 */
export type Apartness = ReadonlyMap<number, Apart>

/** The names of the lanes' counts. */
export type LaneCount = (typeof laneTable)[LaneKind]['count']

/**
 * A lane's name: its kind, and if a path has several of that kind, its place too. Programs read it in JSON and in
 * permalinks.
 */
export type LaneName = LaneKind | `${LaneKind}@${string}`

export const laneName = (kind: LaneKind, place: string): LaneName =>
  place === '' ? kind : `${kind}@${place}`

export const kindOfLane = (name: LaneName): LaneKind => name.split('@', 1)[0] as LaneKind

/** The place of segments as they arrived, if the lane above has the same segments as they left. */
export const ARRIVED = 'arrived'

/** How many intervals these lanes have, by their counts' names; what left and arrived counts once. */
export const countLanes = (
  lanes: Iterable<{
    readonly name: LaneName
    readonly count: number
    readonly apart?: Apartness | undefined
  }>,
) => {
  const counts = Object.fromEntries(laneKinds.map((kind) => [laneTable[kind].count, 0])) as Record<
    LaneCount,
    number
  >
  for (const { name, count, apart } of lanes) {
    const kind = kindOfLane(name)
    if (name !== laneName(kind, ARRIVED)) counts[laneTable[kind].count] += count - (apart?.size ?? 0)
  }
  return counts
}
