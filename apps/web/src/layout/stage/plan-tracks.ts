// Where the connections' tracks are on the time axis. A folded one is a row; an unfolded one is a row with the lanes of
// each of its directions below. In pixels. Only what is in sight is listed, however many there are.

/** The height of a folded connection's row, and of the row above an unfolded one's lanes. */
export const ROW = 26
/** The smallest height of one direction's lanes. */
export const LEAST_LANES = 212
/** The fraction of the room left to folded rows, if there are that many. */
const FOLDED_PART = 0.3

export interface TracksQuestion {
  /** Connections of the session. */
  readonly count: number
  /** How many directions each unfolded connection shows, by its number. */
  readonly unfolded: ReadonlyMap<number, 1 | 2>
  /** The pixels that the tracks have, and how far they are scrolled. A larger scroll is cut to the largest possible. */
  readonly room: number
  readonly scroll: number
}

export interface TrackPlace {
  readonly connection: number
  /** From the room's upper edge; negative for one that begins above it. */
  readonly top: number
  readonly height: number
  /** 0: folded. */
  readonly directions: 0 | 1 | 2
}

export interface TracksPlan {
  readonly rows: readonly TrackPlace[]
  /** Height of the lanes of one direction. */
  readonly lanes: number
  /** Of all tracks together. */
  readonly height: number
  /** How far they can be scrolled. */
  readonly scroll: number
}

export const planTracks = ({ count, unfolded, room, scroll }: TracksQuestion): TracksPlan => {
  const open = [...unfolded].filter(([connection]) => connection < count).sort(([a], [b]) => a - b)
  const directions = open.reduce((sum, [, each]) => sum + each, 0)
  const folded = Math.min((count - open.length) * ROW, Math.round(room * FOLDED_PART))
  const free = room - folded - open.length * ROW
  const lanes = Math.max(LEAST_LANES, directions === 0 ? 0 : Math.floor(free / directions))
  const height = count * ROW + directions * lanes
  const scrolled = Math.max(0, Math.min(scroll, height - room))
  const rows: TrackPlace[] = []
  const add = (connection: number, top: number, each: 0 | 1 | 2): void => {
    const high = ROW + each * lanes
    if (top + high > 0 && top < room) rows.push({ connection, top, height: high, directions: each })
  }
  let next = 0
  let top = -scrolled
  for (const [connection, each] of [...open, [count, 0] as const]) {
    // The folded ones in between that are in sight.
    const first = Math.max(next, next + Math.floor(-top / ROW))
    const last = Math.min(connection, next + Math.ceil((room - top) / ROW))
    for (let k = first; k < last; k += 1) add(k, top + (k - next) * ROW, 0)
    top += (connection - next) * ROW
    if (connection === count) break
    add(connection, top, each)
    top += ROW + each * lanes
    next = connection + 1
  }
  return { rows, lanes, height, scroll: scrolled }
}

/** The smallest scroll that brings `connection` completely into sight, or as much of it as fits. */
export const scrollTo = (question: TracksQuestion, connection: number): number => {
  const { lanes, scroll } = planTracks(question)
  let top = connection * ROW
  for (const [open, each] of question.unfolded) if (open < connection) top += each * lanes
  const bottom = top + ROW + (question.unfolded.get(connection) ?? 0) * lanes
  if (top < scroll) return top
  return Math.max(scroll, Math.min(top, bottom - question.room))
}
