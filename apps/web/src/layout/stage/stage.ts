// The vertical layout of the canvas, and where the plot lies in it. In CSS pixels.
import type { AxisKind } from '../../model/axis/axis.ts'
import type { CardShape } from './card-shape.ts'
import { type CardPlace, planCards } from './plan-cards.ts'
import {
  headOf,
  planTracks,
  ROW,
  type TrackPlace,
  type TracksPlan,
  type TracksQuestion,
} from './plan-tracks.ts'

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
  /** Whether the direction's name is above its lanes. */
  readonly named: boolean
}

/** A direction of an unfolded connection: its lanes, or a row. */
export type TrackPart =
  { readonly kind: 'lanes'; readonly band: Band } | { readonly kind: 'strip'; readonly top: number }

/** Where a connection's track is; and if it is unfolded, its directions, there and back. */
export interface TrackStage {
  readonly connection: number
  readonly top: number
  /** Whether it has a row of its own. */
  readonly headed: boolean
  readonly parts: readonly TrackPart[]
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
  /** Whether only a part of the session is in view. */
  readonly isPart?: boolean
}

/** The cards' left edge, and how far their names reach into the plot's left side. */
export const CARD_LEFT = 10
export const CARD_RIGHT = 10
const BELOW_TRACKS = 22
const BELOW = 26
const BELOW_LOW = 6
/** A direction's name is above its lanes. */
const NAME = 20
const AFTER = 6
/** The position of a band that is out of sight. */
const AWAY = -100_000
const LOW = 400

const heads = {
  whole: { overview: { top: -1, height: 0 }, axis: { text: 18, tick: 24 }, first: 32 },
  alone: { overview: { top: 4, height: 26 }, axis: { text: 46, tick: 52 }, first: 60 },
  above: { overview: { top: 4, height: 16 }, axis: { text: 36, tick: 41 }, first: 47 },
  beneath: { overview: { top: -1, height: 0 }, axis: { text: 16, tick: 21 }, first: 27 },
} as const

export const stageOf = (asked: ToStage): Stage => {
  const { width, height, axis, shape, sharing, position = 'alone', isPart = false } = asked
  const left = width < 560 ? 104 : 144
  const { overview, axis: ruler, first } = headOfStage(height, position, isPart)
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
  const room = roomOf(height, isPart)
  const plan = planTracks({ ...sharing, room: room.bottom - room.top })
  const { shapeIn = () => shape } = asked
  const tracks = plan.rows.map((row) => ({
    connection: row.connection,
    top: room.top + row.top,
    headed: row.directions.length === 0 || sharing.count > 1,
    parts: partsOf(plan, sharing.count, room.top + row.top, row, (connection, direction) =>
      connection === sharing.shown.connection && direction === sharing.shown.direction
        ? shape
        : shapeIn(connection, direction),
    ),
  }))
  const shown = tracks.find(({ connection }) => connection === sharing.shown.connection)
  const part = shown?.parts[sharing.shown.direction]
  const band = part?.kind === 'lanes' ? part.band : trackBand(shape, AWAY, plan.lanes, false)
  return { ...frame, ...band, tracks, room }
}

/** A timeline that shows everything needs no overview, and one that shares a small page has no room for it. */
const headOfStage = (height: number, position: PanePosition, isPart: boolean) => {
  if (height < LOW && position === 'beneath') return heads.beneath
  if (!isPart) return heads.whole
  return heads[height < LOW ? position : 'alone']
}

/** The part of a stage of that height that its tracks share. */
export const roomOf = (
  height: number,
  isPart: boolean,
): { readonly top: number; readonly bottom: number } => {
  const { first } = headOfStage(height, 'alone', isPart)
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
    named: false,
  }
}

const partsOf = (
  plan: TracksPlan,
  count: number,
  top: number,
  { connection, directions }: TrackPlace,
  shapeIn: ShapeIn,
): TrackPart[] => {
  const first = top + headOf(count)
  const full = directions.filter((form) => form === 'lanes').length
  let [lanes, strips] = [0, 0]
  // Strips are below the lanes, whichever direction they are.
  return directions.map((form, k): TrackPart => {
    if (form === 'strip') return { kind: 'strip', top: first + full * plan.lanes + strips++ * ROW }
    const at = first + lanes++ * plan.lanes
    return { kind: 'lanes', band: trackBand(shapeIn(connection, k), at, plan.lanes, full > 1) }
  })
}

const trackBand = (shape: readonly CardShape[], top: number, height: number, named: boolean): Band => ({
  ...bandOf(shape, top + (named ? NAME : 0), top + height - AFTER, 'time'),
  top,
  bottom: top + height,
  named,
})
