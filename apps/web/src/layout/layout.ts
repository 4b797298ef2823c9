// What is drawn: one viewport's picture as numbers. The worker lays it out, the canvas draws it, and nothing else
// passes between them. Each `x` is in pixels from the plot's left edge at the query's domain; bytes are stream offsets.
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import { countLanes, type LaneKind, type LaneName } from '@unstick/session'
import type { TrackHead } from '../model/connections/connection-row.ts'
import type { FoundCounts } from '../model/findings/finding-columns.ts'
import type { Label } from './label.ts'
import type { InFlightLayout } from './in-flight-layout.ts'

/** Horizontal pieces. Each has a key (a stream offset or an index) that is the same in every layout of one stream. */
export interface Spans {
  readonly key: Float64Array
  readonly x0: Float32Array
  readonly x1: Float32Array
  /** Index into the palette. */
  readonly tint: Uint8Array
}

export interface Boxes extends Spans {
  /** How many intervals each box shows: more than one if they are narrower than a pixel. */
  readonly merged: Uint32Array
  /** Where the call was made, if that is some pixels left of the box; otherwise NaN. */
  readonly called: Float32Array
  /** Time axis: where its moment is, if the box was moved some pixels right of it to stay visible; otherwise NaN. */
  readonly moments: Float32Array
}

export type Tone = 'bad' | 'good' | 'plain'

/** An empty bin of the overview. */
export const noTint = 255

/** A few words under a box. */
export interface Note {
  readonly key: number
  readonly x: number
  readonly text: string
  readonly tone: Tone
}

export interface LaneLayout {
  readonly kind: LaneKind
  readonly name: LaneName
  /** Intervals in the whole lane, and those that had happened by `until`. */
  readonly total: number
  readonly happened: number
  readonly boxes: Boxes
  readonly slices: Spans
  /** Header bytes, shaded over the slices. */
  readonly headers: Spans
  /** Where a message ends inside an interval. */
  readonly seams: Spans
  readonly labels: readonly Label[]
  readonly notes: readonly Note[]
}

/** Bytes that two lanes share; `upper` and `lower` are indices into the layout's lanes. */
export interface RibbonLayout {
  readonly upper: number
  readonly lower: number
  readonly key: Float64Array
  readonly upperIndex: Uint32Array
  readonly lowerIndex: Uint32Array
  readonly a0: Float32Array
  readonly a1: Float32Array
  readonly b0: Float32Array
  readonly b1: Float32Array
  readonly tint: Uint8Array
}

export interface Tick {
  readonly x: number
  readonly text: string
}

/** A part of a lane without intervals, with its text. */
export interface Stretch {
  readonly x0: number
  readonly x1: number
  readonly text: string
}

/** The framer's error: its message, and the first bytes of the frame that caused it. */
export interface Misfit {
  readonly text: string
  readonly code: string
  readonly offset: number
  readonly head: Uint8Array
}

/** The end of the message lane without a whole message: an error message, or an unfinished frame. */
export type Unframed = Stretch & (({ readonly kind: 'error' } & Misfit) | { readonly kind: 'unfinished' })

/** The heat of a bin in which every interval has a finding. */
export const mostHeat = 255

/**
 * The whole extent in small: each lane as bins. Each bin has a colour and the share of its intervals that merged or
 * split, from 0 (none) to `mostHeat` (all).
 */
export interface Overview {
  readonly bins: number
  /** `bins` for each lane; `noTint` if a bin is empty. */
  readonly tints: Uint8Array
  readonly findings: Uint8Array
  /** Where the framing began to refuse the bytes, as a fraction of the whole. */
  readonly refused: number | undefined
  /** The shown domain's edges, as fractions of the whole. */
  readonly from: number
  readonly to: number
}

/** The axis around the viewport as straight pieces: `values[i]` lies at `px[i]`. */
export interface Knots {
  readonly values: Float64Array
  readonly px: Float64Array
}

/** One stream's lanes, as far as they are in view. */
export interface StreamLayout {
  readonly stream: number
  readonly lanes: readonly LaneLayout[]
  readonly ribbons: readonly RibbonLayout[]
  readonly unframed: Unframed | undefined
  /** Bytes axis: the end of the recv lane, with the bytes that no recv returned. */
  readonly unread: Stretch | undefined
  /** Time axis: when packets left that were lost on the wire. */
  readonly lostPackets: Float32Array
  /** Replay: the bytes in flight. */
  readonly inFlight: readonly InFlightLayout[] | undefined
}

/**
 * A folded direction: pieces of equal strength (0 to 255, by their bytes), and the pixels in which anything stuck or
 * came apart.
 */
export interface StripLayout {
  readonly kind: 'strip'
  readonly stream: number
  readonly x0: Float32Array
  readonly x1: Float32Array
  readonly strength: Uint8Array
  readonly marks: Float32Array
}

/** `shown`: the stream whose lanes are the layout's own. */
export type DirectionLayout =
  | StripLayout
  | { readonly kind: 'shown'; readonly stream: number }
  | ({ readonly kind: 'lanes' } & StreamLayout)

export interface TrackLayout {
  readonly head: TrackHead
  /** There and back, only those that carried bytes. */
  readonly directions: readonly DirectionLayout[]
}

/** The shown stream, its axis, and the tracks beside it. */
export interface Layout extends StreamLayout {
  readonly axis: AxisKind
  readonly scale: ByteScale
  readonly domain: Domain
  readonly extent: Domain
  /** What a zoomed view shows, converted to the other axis; `undefined`: all of it. */
  readonly elsewhere: Domain | undefined
  readonly width: number
  readonly knots: Knots
  readonly ticks: readonly Tick[]
  /** Time axis: the base that the ticks add to, if they are not written in full. */
  readonly base: string | undefined
  readonly tracks: readonly TrackLayout[]
  readonly overview: Overview
  /** Findings of the whole stream that had happened by `until`. */
  readonly found: FoundCounts
  /** Bytes axis: whether some piece's width differs from what its bytes alone would give. */
  readonly uneven: boolean
  readonly playhead: number | undefined
}

/** How many intervals of each kind had happened, under the names of their counts. */
export const happenedOn = (lanes: readonly LaneLayout[]) =>
  countLanes(lanes.map(({ name, happened }) => ({ name, count: happened })))

/** The index of the first lane of a kind, which is the nearest to the sender; -1 if there is none. */
export const firstOfKind = ({ lanes }: Pick<StreamLayout, 'lanes'>, kind: LaneKind): number =>
  lanes.findIndex((lane) => lane.kind === kind)

/** The index of the last lane of a kind, which is the nearest to the messages; -1 if there is none. */
export const placeOfKind = ({ lanes }: StreamLayout, kind: LaneKind): number =>
  lanes.findLastIndex((lane) => lane.kind === kind)
