// The vertical layout of the canvas, and where the plot lies in it. In CSS pixels.
import { planTracks, ROW, type TrackPlace, type TracksPlan, type TracksQuestion } from './plan-tracks.ts'

/** Where the lanes of one stream are. */
export interface Band {
  readonly lanes: readonly number[]
  readonly laneHeight: number
  /** How far a lane's ground reaches above and below its boxes. */
  readonly ground: number
  readonly top: number
  readonly bottom: number
}

/** Where a connection's track is; and if it is unfolded, the lanes of its directions, there and back. */
export interface TrackStage {
  readonly connection: number
  readonly top: number
  readonly bands: readonly Band[]
}

export interface Stage extends Band {
  readonly width: number
  readonly height: number
  /** The plot's left edge and its width. */
  readonly left: number
  readonly plot: number
  readonly overview: { readonly top: number; readonly height: number }
  readonly axis: { readonly text: number; readonly tick: number }
  /** The tracks in sight; none if the shown stream has the stage to itself. */
  readonly tracks: readonly TrackStage[]
  /** The tracks are between these. */
  readonly room: { readonly top: number; readonly bottom: number }
}

/** The connections of a session whose stage is shared between them. */
export interface Sharing extends Omit<TracksQuestion, 'room'> {
  /** The shown stream's connection, and which of its directions the stream is. */
  readonly shown: { readonly connection: number; readonly direction: number }
}

const FIRST_LANE = 118
const BELOW_LAST = 44
const TRACKS = 90
const BELOW_TRACKS = 4
const GROUND = 14
/** A direction's name is above its lanes; below the last one there is room for its words. */
const NAME = 20
const WORDS = 26
/** The smallest height of a lane's boxes, however many lanes there are, and the smallest gap between two lanes. */
const LEAST_LANE = 12
const LEAST_GAP = 22
/** More lanes than this are closer together. */
const MANY = 4
/** The largest gap, in lane heights, so that a few lanes are not at the ends of the stage. */
const MOST_GAP = 8
/** The position of a band that is out of sight. */
const AWAY = -100_000

/** How many lanes a direction of a connection has. */
export type LanesIn = (connection: number, direction: number) => number

/** `lanes`: how many lanes the shown stream has; `lanesIn` says it for all others. */
export const stageOf = (
  width: number,
  height: number,
  lanes: number,
  sharing?: Sharing,
  lanesIn: LanesIn = () => lanes,
): Stage => {
  const left = width < 560 ? 86 : 104
  const frame = {
    width,
    height,
    left,
    plot: Math.max(40, width - left - 26),
    overview: { top: 18, height: 34 },
    axis: { text: 74, tick: 81 },
  }
  if (!sharing) {
    const room = { top: TRACKS, bottom: height }
    return { ...frame, ...wholeBand(height, lanes), tracks: [], room }
  }
  const room = roomOf(height)
  const plan = planTracks({ ...sharing, room: room.bottom - room.top })
  const tracks = plan.rows.map((row) => ({
    connection: row.connection,
    top: room.top + row.top,
    bands: bandsOf(plan, room.top + row.top, row, lanesIn),
  }))
  const shown = tracks.find(({ connection }) => connection === sharing.shown.connection)
  const band = shown?.bands[sharing.shown.direction] ?? trackBand(AWAY, plan.lanes, lanes)
  return { ...frame, ...band, tracks, room }
}

/** From one lane to the next, for that many in the room. */
export const gapOf = (room: number, laneHeight: number, count: number): number =>
  count > 1 ? (room - laneHeight) / (count - 1) : 0

/** The upper edges of that many lanes. */
export const spread = (first: number, gap: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, lane) => Math.round(first + lane * gap))

/** The part of a stage of that height that its tracks share. */
export const roomOf = (height: number): { readonly top: number; readonly bottom: number } => ({
  top: TRACKS,
  bottom: Math.max(TRACKS + ROW, height - BELOW_TRACKS),
})

/** The shown stream alone, as high as there is room. */
const wholeBand = (height: number, count: number): Band => {
  const wanted = height < 400 ? 26 : height < 480 ? 34 : height < 700 ? 44 : 50
  const room = height - FIRST_LANE - BELOW_LAST
  const fitting = Math.max(LEAST_LANE, Math.min(wanted, Math.floor(room / count - LEAST_GAP)))
  const laneHeight = count > MANY ? fitting : wanted
  const least = laneHeight + (count > MANY ? LEAST_GAP : height < 400 ? 24 : 34)
  const gap = Math.min(MOST_GAP * laneHeight, Math.max(least, gapOf(room, laneHeight, count)))
  return {
    lanes: spread(FIRST_LANE, gap, count),
    laneHeight,
    ground: GROUND,
    top: TRACKS,
    bottom: height - 12,
  }
}

const bandsOf = (
  plan: TracksPlan,
  top: number,
  { connection, directions }: TrackPlace,
  lanesIn: LanesIn,
): Band[] =>
  Array.from({ length: directions }, (_, k) =>
    trackBand(top + ROW + k * plan.lanes, plan.lanes, lanesIn(connection, k)),
  )

const trackBand = (top: number, height: number, count: number): Band => {
  const wanted = height < 240 ? 24 : height < 320 ? 30 : height < 480 ? 38 : 46
  const free = height - NAME - WORDS
  const fitting = Math.max(LEAST_LANE, Math.min(wanted, Math.floor(free / count) - 4))
  const laneHeight = count > MANY ? fitting : wanted
  const ground = Math.max(0, Math.min(GROUND, (free - count * laneHeight) / (2 * Math.max(1, count))))
  const first = top + NAME + ground
  const gap = gapOf(height - NAME - ground - WORDS, laneHeight, count)
  return { lanes: spread(first, gap, count), laneHeight, ground, top, bottom: top + height }
}
