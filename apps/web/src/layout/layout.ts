// What is drawn: one viewport's picture as numbers. The worker lays it out, the canvas draws it, and nothing else
// passes between them. All `x` are pixels from the plot's left edge at the query's domain; bytes are stream offsets.
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import { countLanes, type LaneKind, type LaneName } from '@unstick/session'
import type { TrackHead } from '../model/connections/connection-row.ts'
import type { FoundCounts } from '../model/findings/finding-columns.ts'
import type { Label } from './label.ts'
import type { InFlightLayout } from './in-flight-layout.ts'

/** Horizontal pieces with a key (a stream offset or an index) that is the same in every layout of one stream. */
export interface Spans {
  readonly key: Float64Array
  readonly x0: Float32Array
  readonly x1: Float32Array
  /** Place in the palette. */
  readonly tint: Uint8Array
}

export interface Boxes extends Spans {
  /** How many intervals one box stands for: more than one where they are narrower than a pixel. */
  readonly merged: Uint32Array
  /** Where the call was made, if that is left of the box by some pixels; else NaN. */
  readonly called: Float32Array
  /** Time axis: where its moment is, if the box stands right of that by some pixels, to be seen; else NaN. */
  readonly moments: Float32Array
}

export type Tone = 'bad' | 'good' | 'plain'

/** An overview's bin with nothing in it. */
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

/** Bytes that two lanes share; `upper` and `lower` are places in the layout's lanes. */
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

/** A part of a lane without intervals, in words. */
export interface Stretch {
  readonly x0: number
  readonly x1: number
  readonly text: string
}

/** The framer's error: what it says, and the first bytes of the stream's frame in which it was met. */
export interface Misfit {
  readonly text: string
  readonly code: string
  readonly offset: number
  readonly head: Uint8Array
}

/** The end of the message lane that holds no whole message: an error in words, or an unfinished frame. */
export type Unframed = Stretch & (({ readonly kind: 'error' } & Misfit) | { readonly kind: 'unfinished' })

/** The heat of a bin in which every interval has a finding. */
export const mostHeat = 255

/**
 * The whole extent in small: lane by lane in bins, each with a colour and how many of its intervals merged or split, from
 * 0 (none) to `mostHeat` (all).
 */
export interface Overview {
  readonly bins: number
  /** `bins` for each lane; `noTint` where nothing is. */
  readonly tints: Uint8Array
  readonly findings: Uint8Array
  /** From where on the framing refused the bytes, as a part of the whole. */
  readonly refused: number | undefined
  /** The shown domain's edges, as parts of the whole. */
  readonly from: number
  readonly to: number
}

/** The axis around the viewport in pieces of straight line: `values[i]` lies at `px[i]`. */
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
  /** Bytes axis: the end of the recv lane, with what no recv returned. */
  readonly unread: Stretch | undefined
  /** Time axis: where packets left that were lost on the wire. */
  readonly lostPackets: Float32Array
  /** Replay: the bytes that are on their way. */
  readonly inFlight: readonly InFlightLayout[] | undefined
}

/** A folded direction: pieces of equal strength (0 to 255, by their bytes), and pixels in which anything stuck or came apart. */
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
  /** There and back, those that carried bytes. */
  readonly directions: readonly DirectionLayout[]
}

/** The stream that is shown, its axis, and what stands beside it. */
export interface Layout extends StreamLayout {
  readonly axis: AxisKind
  readonly scale: ByteScale
  readonly domain: Domain
  readonly extent: Domain
  /** What a zoomed view shows, said on the other axis; `undefined`: all of it. */
  readonly elsewhere: Domain | undefined
  readonly width: number
  readonly knots: Knots
  readonly ticks: readonly Tick[]
  /** Time axis: what the ticks say their times after, where they do not say them in full. */
  readonly base: string | undefined
  readonly tracks: readonly TrackLayout[]
  readonly overview: Overview
  /** Findings of the whole stream that had happened by `until`. */
  readonly found: FoundCounts
  /** Bytes axis: whether pieces were given other widths than their bytes alone would have. */
  readonly uneven: boolean
  readonly playhead: number | undefined
}

/** How many intervals of each kind had happened, by the names of their counts. */
export const happenedOn = (lanes: readonly LaneLayout[]) =>
  countLanes(lanes.map(({ kind, happened }) => ({ kind, count: happened })))

/** The place of the last lane of a kind, which is the nearest to the messages; -1 where there is none. */
export const placeOfKind = ({ lanes }: StreamLayout, kind: LaneKind): number =>
  lanes.findLastIndex((lane) => lane.kind === kind)
