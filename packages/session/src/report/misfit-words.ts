// The sentence of a framing error, with what is there instead, as far as the log still has the bytes.
import { type FramingError, type FramingSpec, misfitHint, showBytes } from '@unstick/framing'
import { laneIndexAt } from '../lanes/lane.ts'
import { counted, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'

/** How many bytes of the frame that does not fit are looked at: a reader of 65,536 streams keeps as many of each. */
const LOOKED_AT = 512

/** A framing's error in a stream. */
export interface Misfit {
  readonly stream: Stream
  readonly spec: FramingSpec
  readonly error: FramingError
  /** Where the whole frame before it begins. */
  readonly lastFrame: number | undefined
}

/** `known` are the stream's bytes from its offset `from` on; without them, those that the log still has. */
export const misfitWords = (
  { stream, spec, error, lastFrame }: Misfit,
  known?: { readonly start: number; readonly bytes: Uint8Array },
): string => {
  const given = known && known.start <= error.offset ? known : undefined
  const from = given?.start ?? Math.max(lastFrame ?? error.offset, error.offset - LOOKED_AT)
  const bytes = given?.bytes ?? moreOfMisfit(stream, from, new Uint8Array(0))
  const isKnown = bytes.length > error.offset - from
  const there = isKnown
    ? bytes.subarray(error.offset - from)
    : moreOfMisfit(stream, error.offset, new Uint8Array(0))
  const isAll = error.offset + there.length === stream.length
  const before = isKnown && from === lastFrame ? bytes.subarray(0, error.offset - from) : undefined
  const hint = misfitHint(spec, error, { bytes: there, isAll, side: stream.role, before })
  return hint === '' ? error.message : `${error.message} ${hint}`
}

/** The bytes from the error's `offset` on that are known by now, after those that were known before. */
export const moreOfMisfit = (stream: Stream, offset: number, known: Uint8Array): Uint8Array => {
  const end = Math.min(stream.length, offset + 2 * LOOKED_AT)
  const more = knownBytes(stream, offset + known.length, end)
  if (more.length === 0) return known
  const all = new Uint8Array(known.length + more.length)
  all.set(known)
  all.set(more, known.length)
  return all
}

/** A frame whose end did not come: because the stream ended, or because of a hole. */
export interface UnfinishedFrame {
  /** Stream offset at which it begins. */
  readonly start: number
  /** How many of its bytes are there, and how many its header says it has. */
  readonly held: number
  readonly needed: number | undefined
}

/** With the frame's first bytes, if the log has forgotten them: `holding 118 of the 12,338 bytes that the frame at byte 0 needs; it begins with 30 30`. */
export const unfinishedWords = (
  stream: Stream,
  { start, held, needed }: UnfinishedFrame,
  bytes = knownBytes(stream, start, start + Math.min(held, SHOWN)),
): string => {
  const begins = bytes.length === 0 ? '' : `; it begins with ${showBytes(bytes)}`
  return needed === undefined
    ? `holding ${counted(held, 'byte')} of an unfinished frame at byte ${grouped(start)}${begins}`
    : `holding ${grouped(held)} of the ${grouped(needed)} bytes that the frame at byte ${grouped(start)} needs${begins}`
}

/** How many bytes of an unfinished frame are shown. */
export const SHOWN = 8

/** The stream's bytes `[start, end)` up to the first one that no lane has any more. */
export const knownBytes = (stream: Stream, start: number, end: number): Uint8Array => {
  const longest = stream.lanes
    .map((lane) => {
      let at = start
      for (let i = laneIndexAt(lane, at); i < lane.count && at < end; i += 1) {
        const first = lane.starts[i] as number
        if (first > at || !stream.hasBytes(lane, i)) break
        const until = first + lane.captured(i)
        at = Math.max(at, until)
        if (until < (lane.ends[i] as number)) break
      }
      return Math.min(at, end)
    })
    .reduce((most, each) => Math.max(most, each), start)
  return stream.bytes(start, longest)
}
