// Where things stand on the canvas from top to bottom, and where the plot lies in it. CSS pixels.
import { planTracks, ROW, type TracksPlan, type TracksQuestion } from './plan-tracks.ts'

/** Where the lanes of one stream stand. */
export interface Band {
  readonly lanes: readonly number[]
  readonly laneHeight: number
  /** A lane's ground reaches so far above and below its boxes. */
  readonly ground: number
  readonly top: number
  readonly bottom: number
}

/** Where a connection's track stands, and the lanes of its directions, there and back, where it is unfolded. */
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
  /** The tracks in sight; none where the shown stream has the stage to itself. */
  readonly tracks: readonly TrackStage[]
  /** Between these lie the tracks. */
  readonly room: { readonly top: number; readonly bottom: number }
}

/** The connections of a session that shares the stage between them. */
export interface Sharing extends Omit<TracksQuestion, 'room'> {
  /** The shown stream's connection, and which of that one's directions it is. */
  readonly shown: { readonly connection: number; readonly direction: number }
}

const FIRST_LANE = 118
const BELOW_LAST = 44
const TRACKS = 90
const BELOW_TRACKS = 4
const GROUND = 14
/** A direction's name stands over its lanes; beneath the last one there is room for its words. */
const NAME = 20
const WORDS = 26
/** Where a band stands that is not in sight. */
const AWAY = -100_000

export const stageOf = (width: number, height: number, sharing?: Sharing): Stage => {
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
    return { ...frame, ...wholeBand(height), tracks: [], room }
  }
  const room = roomOf(height)
  const plan = planTracks({ ...sharing, room: room.bottom - room.top })
  const tracks = plan.rows.map((row) => ({
    connection: row.connection,
    top: room.top + row.top,
    bands: bandsOf(plan, room.top + row.top, row.directions),
  }))
  const shown = tracks.find(({ connection }) => connection === sharing.shown.connection)
  const band = shown?.bands[sharing.shown.direction] ?? trackBand(AWAY, plan.lanes)
  return { ...frame, ...band, tracks, room }
}

/** The part of a stage of that height that its tracks share. */
export const roomOf = (height: number): { readonly top: number; readonly bottom: number } => ({
  top: TRACKS,
  bottom: Math.max(TRACKS + ROW, height - BELOW_TRACKS),
})

/** The shown stream alone, as high as there is room. */
const wholeBand = (height: number): Band => {
  const laneHeight = height < 400 ? 26 : height < 480 ? 34 : height < 700 ? 44 : 50
  const gap = Math.max(
    laneHeight + (height < 400 ? 24 : 34),
    (height - FIRST_LANE - laneHeight - BELOW_LAST) / 3,
  )
  const lanes = [0, 1, 2, 3].map((lane) => Math.round(FIRST_LANE + lane * gap))
  return { lanes, laneHeight, ground: GROUND, top: TRACKS, bottom: height - 12 }
}

const bandsOf = (plan: TracksPlan, top: number, directions: number): Band[] =>
  Array.from({ length: directions }, (_, k) => trackBand(top + ROW + k * plan.lanes, plan.lanes))

const trackBand = (top: number, height: number): Band => {
  const laneHeight = height < 240 ? 24 : height < 320 ? 30 : height < 480 ? 38 : 46
  const ground = Math.min(GROUND, (height - NAME - WORDS - 4 * laneHeight) / 8)
  const first = top + NAME + ground
  const gap = (height - NAME - ground - WORDS - laneHeight) / 3
  const lanes = [0, 1, 2, 3].map((lane) => Math.round(first + lane * gap))
  return { lanes, laneHeight, ground, top, bottom: top + height }
}
