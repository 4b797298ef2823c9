// Where framing goes on after bytes that the log does not have, and the sentence that says so.
import { findPlace, type FramingSpec, mainSpec } from '@unstick/framing'
import { type Lane, laneIndexAt } from '../lanes/lane.ts'
import { grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import { heldRanges, type Range } from '../streams/stream-bytes.ts'

/** Where a frame begins, as a stream offset. */
export interface Place {
  readonly at: number
  /** What cuts the bytes from there on. */
  readonly spec: FramingSpec
  /** What shows it. */
  readonly says: string
}

/** A framing that came to a hole. */
interface Cut {
  readonly stream: Stream
  readonly spec: FramingSpec
  /** The lane whose bytes are framed. */
  readonly source: Lane
  /** Where the frame began that the hole cut. */
  readonly frameStart: number
}

/** How many bytes after a hole are looked at. */
const LOOKED_AT = 64 * 1024

/** `undefined` if nothing after the hole shows where a frame begins. */
export const afterHole = ({ stream, spec, source, frameStart }: Cut, hole: Range): Place | undefined => {
  const main = mainSpec(spec)
  if (main.kind === 'fixed') {
    const passed = Math.ceil((hole.end - frameStart) / main.size)
    const at = frameStart + passed * main.size
    return { at, spec: main, says: `each frame has ${grouped(main.size)} bytes` }
  }
  const [run] = heldRanges(stream, hole.end, Math.min(stream.length, hole.end + LOOKED_AT))
  if (run?.start !== hole.end) return undefined
  const found = findPlace(spec, {
    bytes: stream.bytes(run.start, run.end),
    isAll: run.end < hole.end + LOOKED_AT,
    pieces: piecesIn(source, run),
    side: stream.role,
  })
  return found && { ...found, at: run.start + found.at }
}

/** Where a lane's intervals begin, counted from the beginning of the run. */
const piecesIn = (lane: Lane, { start, end }: Range): readonly number[] => {
  const pieces: number[] = []
  for (let i = laneIndexAt(lane, start); i < lane.count && (lane.starts[i] as number) < end; i += 1)
    pieces.push(Math.max(0, (lane.starts[i] as number) - start))
  return pieces
}

export const unframedWords = (hole: Range, place: Place | undefined, length: number): string => {
  const missing = `Bytes ${grouped(hole.start)} to ${grouped(hole.end)} are not in the log`
  if (place) return `${missing}. Framing goes on at byte ${grouped(place.at)}: ${place.says}.`
  return hole.end === length
    ? `${missing}, and nothing comes after them.`
    : `${missing}, and no byte after them shows where a frame begins, so they are left unframed.`
}
