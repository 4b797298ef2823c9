// The vertical layout of the canvas, and where the plot lies in it. In CSS pixels.
import type { AxisKind } from '../../model/axis/axis.ts'
import type { CardShape } from './card-shape.ts'
import { type CardPlace, planCards } from './plan-cards.ts'
import { planTracks, ROW, type TrackPlace, type TracksPlan, type TracksQuestion } from './plan-tracks.ts'

/** Whether a timeline has the page to itself, or is above or below another one. */
export type PanePosition = 'alone' | 'above' | 'beneath'

/** Where the cards of one stream are. */
export interface Band {
  /** The card of each lane. */
  readonly lanes: readonly CardPlace[]
  readonly buffers: readonly CardPlace[]
  readonly top: number
  readonly bottom: number
  /** Time axis: whether programs' lines share one row. */
  readonly folded: boolean
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
  /** Without height if all of the session is in view. */
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

/** What the cards of a direction of a connection are. */
export type ShapeIn = (connection: number, direction: number) => readonly CardShape[]

export interface ToStage {
  readonly width: number
  readonly height: number
  readonly axis: AxisKind
  /** The cards of the shown stream; `shapeIn` says it of all others. */
  readonly shape: readonly CardShape[]
  readonly sharing?: Sharing | undefined
  readonly shapeIn?: ShapeIn | undefined
  readonly position?: PanePosition
}

/** The cards' left edge, and how far their names reach into the plot's left side. */
export const CARD_LEFT = 10
export const CARD_RIGHT = 10
const BELOW_TRACKS = 4
const BELOW = 26
const BELOW_LOW = 6
/** A direction's name is above its lanes. */
const NAME = 20
const AFTER = 6
/** The position of a band that is out of sight. */
const AWAY = -100_000
const LOW = 400

const heads = {
  alone: { overview: { top: 4, height: 26 }, axis: { text: 46, tick: 52 }, first: 60 },
  above: { overview: { top: 4, height: 16 }, axis: { text: 36, tick: 41 }, first: 47 },
  beneath: { overview: { top: -1, height: 0 }, axis: { text: 16, tick: 21 }, first: 27 },
} as const

export const stageOf = (asked: ToStage): Stage => {
  const { width, height, axis, shape, sharing, position = 'alone' } = asked
  const left = width < 560 ? 104 : 144
  const { overview, axis: ruler, first } = heads[height >= LOW ? 'alone' : position]
  const frame = {
    width,
    height,
    left,
    plot: Math.max(40, width - left - 26),
    overview,
    axis: ruler,
  }
  const whole = { top: first, bottom: height - (height < LOW ? BELOW_LOW : BELOW) }
  if (!sharing) {
    const band = bandOf(shape, whole.top, whole.bottom, axis)
    return { ...frame, ...band, tracks: [], room: { top: ruler.tick + 1, bottom: height } }
  }
  const room = { top: first, bottom: Math.max(first + ROW, height - BELOW_TRACKS) }
  const plan = planTracks({ ...sharing, room: room.bottom - room.top })
  const { shapeIn = () => shape } = asked
  const tracks = plan.rows.map((row) => ({
    connection: row.connection,
    top: room.top + row.top,
    bands: bandsOf(plan, room.top + row.top, row, (connection, direction) =>
      connection === sharing.shown.connection && direction === sharing.shown.direction
        ? shape
        : shapeIn(connection, direction),
    ),
  }))
  const shown = tracks.find(({ connection }) => connection === sharing.shown.connection)
  const band = shown?.bands[sharing.shown.direction] ?? trackBand(shape, AWAY, plan.lanes)
  return { ...frame, ...band, tracks, room }
}

/** The part of a stage of that height that its tracks share. */
export const roomOf = (height: number): { readonly top: number; readonly bottom: number } => {
  const { first } = heads.alone
  return { top: first, bottom: Math.max(first + ROW, height - BELOW_TRACKS) }
}

const bandOf = (shape: readonly CardShape[], top: number, bottom: number, axis: AxisKind): Band => {
  const { cards, folded } = planCards(shape, top, bottom, axis)
  return {
    lanes: cards.filter(({ kind }) => kind !== 'buffer'),
    buffers: cards.filter(({ kind }) => kind === 'buffer').sort((a, b) => a.at - b.at),
    top,
    bottom,
    folded,
  }
}

const bandsOf = (
  plan: TracksPlan,
  top: number,
  { connection, directions }: TrackPlace,
  shapeIn: ShapeIn,
): Band[] =>
  Array.from({ length: directions }, (_, k) =>
    trackBand(shapeIn(connection, k), top + ROW + k * plan.lanes, plan.lanes),
  )

const trackBand = (shape: readonly CardShape[], top: number, height: number): Band => ({
  ...bandOf(shape, top + NAME, top + height - AFTER, 'time'),
  top,
  bottom: top + height,
})
