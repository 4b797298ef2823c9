// What a kind of lane is. A new kind of lane is one entry here, and its words for the page in `lane-words.ts` there.

type Noun = Readonly<Record<'tcp' | 'udp', string>>

/** Whether intervals have the limit that a recv was asked for, and whether they take time as calls do. */
export interface LaneHas {
  readonly limit: boolean
  readonly duration: boolean
}

interface LaneKindTraits {
  /** What one of its intervals is called. */
  readonly noun: Noun
  /** Under which name its intervals are counted, in JSON too. */
  readonly count: string
  /** What became of an interval's bytes there, as it continues "the last of them …". */
  readonly happened: string
  /** What its intervals have, but for segments that were seen leaving and arriving: those take time too. */
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
  message: {
    noun: same('message'),
    count: 'messages',
    happened: 'was whole',
    has: { limit: false, duration: false },
  },
} as const satisfies Readonly<Record<string, LaneKindTraits>>

export type LaneKind = keyof typeof laneTable

export const laneKinds = Object.keys(laneTable) as readonly LaneKind[]

/** The names under which lanes are counted. */
export type LaneCount = (typeof laneTable)[LaneKind]['count']

/**
 * How a lane is called: by its kind, and where a path has several of that kind by its place too. Programs read it, in
 * JSON and in permalinks.
 */
export type LaneName = LaneKind | `${LaneKind}@${string}`

export const laneName = (kind: LaneKind, place: string): LaneName =>
  place === '' ? kind : `${kind}@${place}`

export const kindOfLane = (name: LaneName): LaneKind => name.split('@', 1)[0] as LaneKind

/** How many intervals these lanes have, by the names of their counts. */
export const countLanes = (lanes: Iterable<{ readonly kind: LaneKind; readonly count: number }>) => {
  const counts = Object.fromEntries(laneKinds.map((kind) => [laneTable[kind].count, 0])) as Record<
    LaneCount,
    number
  >
  for (const { kind, count } of lanes) counts[laneTable[kind].count] += count
  return counts
}
