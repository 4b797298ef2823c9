// Finds a frame's beginning in bytes that begin anywhere: after a hole, or in a capture that began in mid-connection. It
// takes a place only if what follows shows it, and says how.
import { wireSpec } from './language/composition.ts'
import { createFramer } from './create-framer.ts'
import { FrameColumns } from './frames/frame-columns.ts'
import type { Direction } from './frames/framer.ts'
import { boundaryBytes, midStreamSpecs } from './mid-stream.ts'
import type { FramingSpec } from './spec/spec.ts'

export interface FoundPlace {
  /** Index of the first byte of a frame. */
  readonly at: number
  /** What cuts the bytes from there on. */
  readonly spec: FramingSpec
  /** What shows it: a clause after “Framing goes on at byte 12:”. */
  readonly says: string
}

export interface PlaceBytes {
  /** Bytes that follow each other without a hole; some tens of kilobytes are enough. */
  readonly bytes: Uint8Array
  /** Whether nothing follows them: the stream ends, or another hole comes. */
  readonly isAll: boolean
  /** Indices at which a segment or recv begins, in order: programs often begin a message there. */
  readonly pieces: readonly number[]
  readonly side?: Direction | undefined
}

/** Frames in a row that make a place believable. */
const ENOUGH = 3
/** How many places are tried besides the beginnings of pieces. */
const MOST_TRIED = 4_096
/** How many other places are tried, to see whether frames fit anywhere. */
const CONTROLS = 61

/** `undefined` if nothing shows where a frame begins. */
export function findPlace(spec: FramingSpec, given: PlaceBytes): FoundPlace | undefined {
  const found = midStreamSpecs(spec).flatMap((each) => placeOf(each, given) ?? [])
  return found.find(({ spec: each }) => boundaryBytes(wireSpec(each)) === undefined) ?? found[0]
}

function placeOf(spec: FramingSpec, given: PlaceBytes): FoundPlace | undefined {
  const ends = boundaryBytes(wireSpec(spec))
  return ends === undefined ? fitting(spec, given) : afterBoundary(spec, ends, given)
}

function afterBoundary(
  spec: FramingSpec,
  delimiters: readonly string[],
  { bytes }: PlaceBytes,
): FoundPlace | undefined {
  const [end] = new Chain({ kind: 'delimiter', delimiters }, bytes, 0, 1, 'client').ends
  return end === undefined ? undefined : { at: end, spec, says: 'a frame ends before it' }
}

function fitting(spec: FramingSpec, { bytes, isAll, pieces, side = 'client' }: PlaceBytes) {
  const chainAt = (at: number, most = ENOUGH) => new Chain(spec, bytes, at, most, side)
  const isAtPiece = new Set(pieces)
  const fits = (chain: Chain): boolean =>
    chain.ends.length >= ENOUGH ||
    (isAll && chain.reaches && chain.ends.length >= (isAtPiece.has(chain.at) ? 1 : 2))
  const believe = (at: number): FoundPlace | undefined => {
    const whole = chainAt(at, Infinity)
    if (whole.ends.length === 0) return undefined
    if (!meetsPieces(whole, pieces, bytes.length) && fitsAnywhere(whole, bytes.length, chainAt, fits))
      return undefined
    const count = whole.ends.length
    const says = count === 1 ? 'a frame fits from there to the end' : `${count} frames in a row fit there`
    return { at, spec, says }
  }
  for (const at of pieces) {
    const chain = chainAt(at)
    const [next] = chain.ends
    // A head of text that lacks its first characters often fits too. The next frame lacks none.
    const isSure = !hasTextHead(spec)
    const place = fits(chain) ? believe(isSure ? at : (next ?? at)) : undefined
    if (place) return place
  }
  if (isNested(spec)) return undefined
  for (let at = 0; at < Math.min(bytes.length, MOST_TRIED); at++) {
    const chain = chainAt(at)
    // The first frame may be a part of one that happens to lead to a true beginning. The next one is not.
    const [next] = chain.ends
    if (isAtPiece.has(at) || next === undefined || next === bytes.length || !fits(chain)) continue
    return believe(next)
  }
  return undefined
}

/** Whether a part of a frame can be a frame as well, so that fitting shows little. */
const isNested = (spec: FramingSpec): boolean => ['resp', 'ber', 'json', 'xml'].includes(wireSpec(spec).kind)

const hasTextHead = (spec: FramingSpec): boolean =>
  ['http1', 'content-length', 'stomp', 'command'].includes(wireSpec(spec).kind)

/** Whether frames begin where pieces do, more often than by chance. */
function meetsPieces({ ends }: Chain, pieces: readonly number[], length: number): boolean {
  const starts = new Set(pieces)
  const met = ends.filter((end) => starts.has(end)).length
  return met >= ENOUGH && met >= (4 * ends.length * pieces.length) / length
}

/** Whether frames fit at other places as well, so that fitting shows nothing. */
function fitsAnywhere(
  { at, ends }: Chain,
  length: number,
  chainAt: (at: number) => Chain,
  fits: (chain: Chain) => boolean,
): boolean {
  const own = new Set([at, ...ends])
  const last = Math.min(length, MOST_TRIED)
  let tried = 0
  let fitted = 0
  for (let k = 0; k < CONTROLS; k++) {
    const other = Math.floor((k * last) / CONTROLS)
    if (own.has(other)) continue
    tried++
    const chain = chainAt(other)
    if (fits(chain) && !chain.ends.some((end) => own.has(end))) fitted++
  }
  return fitted * 20 > tried
}

/** The frames in a row that begin at one place. */
class Chain {
  /** Where they end, up to the first error. */
  readonly ends: readonly number[]
  /** Whether the last of them ends with the bytes. */
  readonly reaches: boolean

  constructor(
    spec: FramingSpec,
    bytes: Uint8Array,
    readonly at: number,
    most: number,
    side: Direction,
  ) {
    const framer = createFramer(spec, side, { beginsLate: true })
    const columns = new FrameColumns()
    for (let from = at, size = 256; from < bytes.length; from += size, size *= 4) {
      framer.intervals(bytes.subarray(from, from + size), columns)
      if (framer.error !== undefined || columns.count >= most) break
    }
    this.ends = Array.from(columns.end.subarray(0, columns.count), (end) => end + at)
    this.reaches = framer.error === undefined && this.ends.at(-1) === bytes.length
  }
}
