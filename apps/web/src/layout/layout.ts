// What is drawn: one viewport's picture as numbers. The worker lays it out, the canvas draws it, and nothing else
// passes between them. Each `x` is in pixels from the plot's left edge at the query's domain; bytes are stream offsets.
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import { countLanes, type LaneKind, type LaneName } from '@unstick/session'
import type { TrackHead } from '../model/connections/connection-row.ts'
import type { FoundCounts } from '../model/findings/finding-columns.ts'
import type { LyingKind } from '../model/buffers/lying.ts'
import type { Label } from './label.ts'
import type { InFlightLayout } from './in-flight-layout.ts'

/** Horizontal pieces. Each has a key (a stream offset or an index) that is the same in every layout of one stream. */
export interface Spans {
  readonly key: Float64Array
  readonly x0: Float32Array
  readonly x1: Float32Array
  /** Index into the palette. */
  readonly tint: Uint8Array
  /** The row of its lane; 0 if the lane has no rows. */
  readonly row: Uint8Array
}

export interface Boxes extends Spans {
  /** How many intervals each box shows: more than one if they are narrower than a pixel. */
  readonly merged: Uint32Array
}

export type Tone = 'bad' | 'good' | 'plain'

/** An empty bin of the overview. */
export const noTint = 255

/**
 * Time axis: poles and columns in one or more colours. `y0` and `y1` are fractions of their row's height, from its upper
 * edge.
 */
export interface Columns {
  readonly x0: Float32Array
  readonly x1: Float32Array
  readonly y0: Float32Array
  readonly y1: Float32Array
  readonly tint: Uint8Array
  readonly row: Uint8Array
}

/** Bytes axis: a byte, or a header that is read as one thing: words, and words below them. */
export interface ByteCell {
  readonly x: number
  readonly wide: number
  readonly text: string
  readonly below: string
}

/** Bytes axis: a character of several bytes. Of one that was cut, each part is drawn where its bytes are. */
export interface Character {
  readonly text: string
  /** Of the whole character. */
  readonly x: number
  readonly wide: number
  /** The part that is in this box. */
  readonly x0: number
  readonly x1: number
}

/** Where a call returned something else than bytes; its flag is `aside` pixels right of that, after the others. */
export interface Hollow {
  readonly x: number
  readonly aside: number
  readonly text: string
  readonly fails: boolean
}

/** Words in a row: right or left of `x`, or around it. */
export interface RowWords {
  readonly x: number
  readonly at: 'left' | 'middle' | 'right'
  readonly text: string
  readonly tone: Tone
}

/** Time axis: a line of a program, or one of a few messages. */
export interface RowLayout {
  readonly label: string
  /** The step of a lab program that it is; `undefined` of others, and of messages. */
  readonly step: string | undefined
  /** How many calls it made. */
  readonly count: number
  /** `thin`: a send, whose bytes are at its call, however long it took. */
  readonly bar: 'call' | 'asleep' | 'thin'
  /** In a call, at its true length. */
  readonly x0: Float32Array
  readonly x1: Float32Array
  readonly hollows: readonly Hollow[]
  readonly words: readonly RowWords[]
}

/** Bytes that lay in a buffer: from `x0` to `x1`, and from `from` to `to` bytes above its ground. */
export interface Bands {
  readonly x0: Float32Array
  readonly x1: Float32Array
  readonly from: Float64Array
  readonly to: Float64Array
  readonly tint: Uint8Array
  /** 1: header bytes. */
  readonly pale: Uint8Array
}

/** What a wide band has to say. */
export interface BandWords {
  readonly x0: number
  readonly x1: number
  readonly from: number
  readonly to: number
  readonly name: string
  readonly size: string
  readonly lay: string
}

/** Time axis: bytes that came and were not taken yet, between the lanes `above` and `below`. */
export interface BufferLayout {
  readonly kind: LyingKind
  readonly above: number
  readonly below: number
  /** The most bytes that ever lay there. */
  readonly most: number
  readonly bands: Bands
  /** From each `x` on, so many bytes lie there. */
  readonly level: { readonly x: Float32Array; readonly bytes: Float64Array }
  readonly words: readonly BandWords[]
}

/** Time axis: the end of the stream, from when it was seen to the call that returned 0. */
export interface EndOfStream {
  readonly x0: number
  /** `undefined`: no call returned 0. */
  readonly x1: number | undefined
  /** The lane of that call and its row. */
  readonly lane: number
  readonly row: number
}

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
  /** Time axis: its intervals that have no flag. */
  readonly columns: Columns
  /** Time axis: the places among its boxes of messages that are not what was sent. */
  readonly wrong: readonly number[]
  /** Time axis: its rows; none if all is in one. */
  readonly rows: readonly RowLayout[]
  /** How many rows it has if there is room. */
  readonly rowCount: number
  /** Bytes axis: whether it is cut like the lane above. */
  readonly isSlim: boolean
  /** Bytes axis: the bytes that have room for their characters. */
  readonly cells: readonly ByteCell[]
  /** Bytes axis: characters of more than one byte, which are over several cells. */
  readonly characters: readonly Character[]
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
  readonly upperRow: Uint8Array
  readonly lowerRow: Uint8Array
  readonly a0: Float32Array
  readonly a1: Float32Array
  readonly b0: Float32Array
  readonly b1: Float32Array
  readonly tint: Uint8Array
  /** Through a buffer: where the bytes came in and went out, and above how many others. */
  readonly through: Through | undefined
}

export interface Through {
  /** The index of the buffer. */
  readonly buffer: number
  readonly x0: Float32Array
  readonly x1: Float32Array
  readonly in: Float64Array
  readonly out: Float64Array
  readonly size: Float64Array
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

/** The framer's error: its message, and the first bytes, up to 512, of the frame that caused it. */
export interface Misfit {
  readonly text: string
  readonly code: string
  readonly offset: number
  readonly head: Uint8Array
  /** Whether the stream ends with them. */
  readonly isAll: boolean
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

export interface ProgramName {
  readonly name: string
  readonly port: number
}

/** One stream's lanes, as far as they are in view. */
export interface StreamLayout {
  readonly stream: number
  readonly lanes: readonly LaneLayout[]
  readonly ribbons: readonly RibbonLayout[]
  readonly buffers: readonly BufferLayout[]
  /** The index of the buffer in which bytes lay longest; -1 if there is none. */
  readonly hero: number
  readonly end: EndOfStream | undefined
  /** For each lane, the program that made its calls. */
  readonly programs: readonly (ProgramName | undefined)[]
  readonly unframed: Unframed | undefined
  /** Bytes axis: the end of the recv lane, with the bytes that no recv returned. */
  readonly unread: Stretch | undefined
  /** Time axis: when packets left that were lost on the wire. */
  readonly lostPackets: Float32Array
  /** Time axis: when acknowledgements came back to the sender. */
  readonly acknowledgements: Float32Array
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
