// How well a framing fits what one side sent, in bits: how much less surprising the bytes are if the framing is known.
import { mainSpec, prefacesOf } from '../language/composition.ts'
import { createFramer } from '../create-framer.ts'
import type { FramingError } from '../frames/errors.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import type { Direction } from '../frames/framer.ts'
import type { FramingSpec, PlainSpec } from '../spec/spec.ts'
import { columnsGain, type Columns } from './columns-gain.ts'
import { numbersCost, REFUSED } from './costs.ts'
import { grammarBits } from './grammar-bits.ts'
import { countedBytes } from './counted-bytes.ts'
import type { Side } from './side.ts'
import { isMonotonous, isUnfounded } from './unfounded.ts'

/** A framing tried on one side's streams. */
export interface Fit {
  readonly spec: FramingSpec
  /** Whole frames, and the bytes in them. */
  readonly frames: number
  readonly framedBytes: number
  /** The first error in any stream, in how many streams there is one, and what share of the bytes these have. */
  readonly error: FramingError | undefined
  readonly misfits: number
  readonly misfitShare: number
  /** Whether no frame is whole yet, but one has begun whose size is known. */
  readonly isOpen: boolean
  /** How many streams that are over end exactly where a frame does, of how many. */
  readonly landed: number
  readonly over: number
  /** How many sends or segments begin where a frame does, of how many. */
  readonly cutsMet: number
  readonly cuts: number
  readonly bits: number
  /** Of these, those by which the lengths alone explain bytes. */
  readonly counted: number
  /** Equal for framings that cut these streams alike. */
  readonly key: string
  readonly columns: Columns
  /** Each stream's frames. */
  readonly found: readonly FrameColumns[]
}

/** Bits against a framing under which a stream that is over ends inside a frame. */
const UNFINISHED = 12
/** Bits against it for a stream whose last frame would need far more bytes than any before. */
const ODD_END = 30
/** Bits against it for a stream that does not fit. */
const MISFIT = 24
const MOST_LANDING = 40
/** So many sends or segments that begin with a message, and most of all, show by themselves where messages begin. */
const LEAST_MET = 3

/** A framing that was not even tried. */
export const NOTHING_FITS: Omit<Fit, 'spec'> = {
  frames: 0,
  framedBytes: 0,
  error: undefined,
  misfits: 0,
  misfitShare: 0,
  isOpen: false,
  landed: 0,
  over: 0,
  cutsMet: 0,
  cuts: 0,
  bits: REFUSED,
  counted: 0,
  key: '',
  columns: { gain: 0, constant: [], counters: [] },
  found: [],
}

/** Tries a framing on all of a side's streams. */
export const fitOf = (spec: FramingSpec, side: Side, direction: Direction): Fit => {
  const main = mainSpec(spec)
  const found: FrameColumns[] = []
  let error: FramingError | undefined
  let frames = 0
  let framedBytes = 0
  let landed = 0
  let over = 0
  let landing = 0
  let oddEnd = 0
  let misfits = 0
  let misfitBytes = 0
  let open = 0
  for (const { bytes, isAll } of side.heards) {
    const framer = createFramer(spec, direction)
    const columns = new FrameColumns()
    framer.intervals(bytes, columns)
    const { frameStart, needed } = framer.position
    if (isAll && framer.error === undefined) framer.end(columns)
    found.push(columns)
    const wrong = framer.error
    if (wrong !== undefined && wrong.code !== 'END_INSIDE_FRAME') {
      error ??= wrong
      misfits += 1
      misfitBytes += bytes.length
    } else if (columns.count === 0 && (spec.kind === 'preset' || main.kind === 'http1')) open += 1
    frames += columns.count
    framedBytes += columns.count === 0 ? 0 : (columns.end[columns.count - 1] as number)
    if (needed !== undefined && needed > plausible(columns)) oddEnd += 1
    if (!isAll) continue
    over += 1
    const size = bytes.length / Math.max(1, columns.count)
    if (framer.error === undefined) {
      landed += 1
      landing += Math.min(8, Math.log2(size))
    } else if (frameStart < bytes.length) landing -= wrong?.code === 'END_INSIDE_FRAME' ? UNFINISHED : MISFIT
  }
  const misfitShare = misfitBytes / Math.max(1, side.bytes)
  const isOpen = frames === 0 && open > 0
  const known = { spec, frames, framedBytes, error, misfits, misfitShare, isOpen, landed, over, found }
  // Most proposals end here, so nothing more is counted for them.
  if (frames === 0 || (misfits > 0 && side.heards.length < 3)) return { ...NOTHING_FITS, ...known }
  const { met, cuts, bits: cutBits } = cutsGain(side, found, frames)
  const columns = columnsGain(side, found, countedBytes(main))
  const prefaces = prefacesOf(spec, direction)
  const { bits: counted, judged } = countedGain(main, side, found, prefaces.length)
  const hasMet = met >= LEAST_MET && met * 2 > cuts
  const isRefused =
    isMonotonous(side, found, frames) ||
    isUnfounded(main, side, found, {
      frames,
      counted,
      judged,
      columns,
      hasMet,
      hasLanded: side.isBeginning || (over === side.heards.length && landed === over),
    })
  const bits = isRefused
    ? REFUSED
    : Math.min(MOST_LANDING, landing) +
      cutBits +
      columns.gain +
      counted +
      grammarBits(main, side, found) -
      oddEnd * ODD_END
  return { ...known, cutsMet: met, cuts, bits, counted, columns, key: keyOf(found) }
}

/** The most bytes that an unfinished frame may need before it is hard to believe. */
const plausible = ({ count, start, end }: FrameColumns): number => {
  let longest = 0
  for (let row = 0; row < count; row += 1)
    longest = Math.max(longest, (end[row] as number) - (start[row] as number))
  return Math.max(65_536, 16 * longest)
}

/** How many sends and segments begin with a frame, and how many bits better than by chance that is. */
const cutsGain = (side: Side, found: readonly FrameColumns[], frames: number) => {
  let met = 0
  let cuts = 0
  for (const [index, heard] of side.heards.entries()) {
    const { start, count, end } = found[index] as FrameColumns
    let row = 0
    const last = count === 0 ? 0 : (end[count - 1] as number)
    for (const cut of heard.cuts) {
      while (row < count && (start[row] as number) < cut) row += 1
      cuts += 1
      if ((row < count && start[row] === cut) || cut === last) met += 1
    }
  }
  const chance = Math.min(0.99, (frames + 1) / Math.max(1, side.bytes))
  const share = (met + 0.5) / (cuts + 1)
  if (cuts === 0 || share <= chance) return { met, cuts, bits: 0 }
  const bits = met * Math.log2(share / chance) + (cuts - met) * Math.log2((1 - share) / (1 - chance))
  return { met, cuts, bits: Math.min(200, bits) - 2 }
}

/** For lengths: what their bytes would cost if they were no lengths, less what the sizes cost that they give. */
const countedGain = (
  main: PlainSpec,
  side: Side,
  found: readonly FrameColumns[],
  prefaces: number,
): { readonly bits: number; readonly judged: number } => {
  const counted = countedBytes(main)
  if (counted === undefined) return { bits: 0, judged: 0 }
  const sizes: number[] = []
  let bits = 0
  for (const [index, { count, start, end, header }] of found.entries()) {
    const surprise = side.surprise[index] as Float32Array
    // The first frames may be prefaces.
    for (let row = Math.min(prefaces, 2); row < count; row += 1) {
      const from = (start[row] as number) + counted.at
      const to =
        counted.size === undefined ? (start[row] as number) + (header[row] as number) : from + counted.size
      if (to > surprise.length) break
      for (let at = from; at < to; at += 1) bits += surprise[at] as number
      sizes.push((end[row] as number) - (start[row] as number))
    }
  }
  return { bits: bits - numbersCost(sizes, sizes.length), judged: sizes.length }
}

/** A number that framings with the same frames share. */
const keyOf = (found: readonly FrameColumns[]): string => {
  let hash = 0x811c9dc5
  let frames = 0
  for (const { count, end } of found) {
    for (let row = 0; row < count; row += 1) hash = Math.imul(hash ^ (end[row] as number), 0x01000193)
    hash = Math.imul(hash ^ 0x55, 0x01000193)
    frames += count
  }
  return `${frames}:${hash}`
}
