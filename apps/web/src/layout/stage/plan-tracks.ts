// Where the connections' tracks are on the time axis. A folded one is a row; an unfolded one is a row with its directions
// below, each as lanes or as one more row. A connection that is alone has no row of its own. In pixels. Only what is in
// sight is listed, however many there are.

/** The height of a folded connection or direction, and of the row above an unfolded one's lanes. */
export const ROW = 30
/** The smallest height of one direction's lanes. */
export const LEAST_LANES = 212
/** The fraction of the room left to folded rows, if there are that many. */
const FOLDED_PART = 0.3

/** How a direction of an unfolded connection is shown. */
export type DirectionForm = 'lanes' | 'strip'

export interface TracksQuestion {
  /** Connections of the session. */
  readonly count: number
  /** The directions of each unfolded connection, by its number. */
  readonly unfolded: ReadonlyMap<number, readonly DirectionForm[]>
  /** The pixels that the tracks have, and how far they are scrolled. A larger scroll is cut to the largest possible. */
  readonly room: number
  readonly scroll: number
}

export interface TrackPlace {
  readonly connection: number
  /** From the room's upper edge; negative for one that begins above it. */
  readonly top: number
  readonly height: number
  /** None: folded. */
  readonly directions: readonly DirectionForm[]
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

const folds: readonly DirectionForm[] = []

/** The row of an unfolded connection: there is nothing to tell a connection from that is alone. */
export const headOf = (count: number): number => (count > 1 ? ROW : 0)

export const planTracks = ({ count, unfolded, room, scroll }: TracksQuestion): TracksPlan => {
  const open = [...unfolded].filter(([connection]) => connection < count).sort(([a], [b]) => a - b)
  const directions = open.flatMap(([, each]) => each)
  const full = directions.filter((form) => form === 'lanes').length
  const folded = Math.min((count - open.length) * ROW, Math.round(room * FOLDED_PART))
  const free = room - folded - open.length * headOf(count) - (directions.length - full) * ROW
  const lanes = Math.max(LEAST_LANES, full === 0 ? 0 : Math.floor(free / full))
  const heightOf = (each: readonly DirectionForm[]): number =>
    each.reduce((sum, form) => sum + (form === 'lanes' ? lanes : ROW), each.length > 0 ? headOf(count) : ROW)
  const height = (count - open.length) * ROW + open.reduce((sum, [, each]) => sum + heightOf(each), 0)
  const scrolled = Math.max(0, Math.min(scroll, height - room))
  const rows: TrackPlace[] = []
  const add = (connection: number, top: number, each: readonly DirectionForm[]): void => {
    const high = heightOf(each)
    if (top + high > 0 && top < room) rows.push({ connection, top, height: high, directions: each })
  }
  let next = 0
  let top = -scrolled
  for (const [connection, each] of [...open, [count, folds] as const]) {
    // The folded ones in between that are in sight.
    const first = Math.max(next, next + Math.floor(-top / ROW))
    const last = Math.min(connection, next + Math.ceil((room - top) / ROW))
    for (let k = first; k < last; k += 1) add(k, top + (k - next) * ROW, folds)
    top += (connection - next) * ROW
    if (connection === count) break
    add(connection, top, each)
    top += heightOf(each)
    next = connection + 1
  }
  return { rows, lanes, height, scroll: scrolled }
}

/** The smallest scroll that brings `connection` completely into sight, or as much of it as fits. */
export const scrollTo = (question: TracksQuestion, connection: number): number => {
  const { lanes, scroll } = planTracks(question)
  const under = (each: readonly DirectionForm[]): number =>
    each.reduce((sum, form) => sum + (form === 'lanes' ? lanes : ROW), 0)
  let top = connection * ROW
  for (const [open, each] of question.unfolded) if (open < connection) top += under(each)
  const bottom = top + headOf(question.count) + under(question.unfolded.get(connection) ?? [])
  if (top < scroll) return top
  return Math.max(scroll, Math.min(top, bottom - question.room))
}
