// Where in a stream a capture began that missed the connection's beginning. Its bytes are searched for among the calls'
// bytes, and count as found only if they fit in exactly one place.
import { findAll } from '../columns/find-all.ts'
import type { Lane, LaneColumns } from '../lanes/lane.ts'

export type Alignment =
  /** The capture's first byte is byte `offset` of the stream. */
  | { readonly state: 'aligned'; readonly offset: number }
  /** Its bytes fit among the calls' in several places, in none, or are too few to decide. */
  | { readonly state: 'ambiguous' | 'not-found' | 'too-few' }

/** How to read one interval's bytes, as far as the log has them. */
export type BytesOf = (lane: LaneColumns, index: number) => Uint8Array

/** A unique fit of fewer bytes may be chance. */
const MIN_BYTES = 8
/** How many bytes of the capture's beginning are searched for. */
const MAX_NEEDLE = 4_096
/** How many of the calls' bytes are searched. */
const MAX_SEARCHED = 16 * 1024 * 1024
/** How many places where the needle fits are compared with the rest; if there are more, the bytes repeat themselves. */
const MAX_PLACES = 1_024
/** How many captured intervals are compared at each place. */
const MAX_HELD = 32
/** How much the programs' and the capture's clocks may differ, in nanoseconds. */
const CLOCKS_APART = 1e6

/** `calls` are the lanes of calls that have bytes, the sends first; the capture's own offsets begin at 0. */
export const align = (
  capture: LaneColumns,
  { send, recv }: { readonly send: LaneColumns; readonly recv: LaneColumns },
  bytesOf: BytesOf,
): Alignment => {
  const needle = contiguous(capture, bytesOf, MAX_NEEDLE)
  if (needle.length < MIN_BYTES) return { state: 'too-few' }
  const calls = send.count > 0 ? send : recv
  const text = contiguous(calls, bytesOf, MAX_SEARCHED)
  const first = capture.starts[0] as number
  const places = findAll(text, needle, MAX_PLACES)
  if (places.length === MAX_PLACES) return { state: 'ambiguous' }
  const fits = places
    .map((place) => place - first)
    .filter(
      (offset) =>
        offset >= 0 &&
        holds(capture, text, offset, bytesOf) &&
        isLater(capture, send, offset, (lane, index) => lane.times[index] as number, 1) &&
        isLater(capture, recv, offset, (lane, index) => lane.dones[index] as number, -1),
    )
  const [offset] = fits
  if (offset === undefined) return { state: 'not-found' }
  return fits.length === 1 ? { state: 'aligned', offset } : { state: 'ambiguous' }
}

/** The bytes of a lane's first intervals, as long as each is whole and follows the one before. */
const contiguous = (lane: LaneColumns, bytesOf: BytesOf, most: number): Uint8Array => {
  const pieces: Uint8Array[] = []
  let length = 0
  for (let i = 0; i < lane.count && length < most; i += 1) {
    if (i > 0 && lane.starts[i] !== lane.ends[i - 1]) break
    const piece = bytesOf(lane, i)
    pieces.push(piece)
    length += piece.length
    if (piece.length < (lane.ends[i] as number) - (lane.starts[i] as number)) break
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all.subarray(0, most)
}

/** Whether captured intervals, put at `offset`, have the same bytes as the calls, as far as the calls go. */
const holds = (capture: LaneColumns, text: Uint8Array, offset: number, bytesOf: BytesOf): boolean => {
  for (let i = 0; i < Math.min(capture.count, MAX_HELD); i += 1) {
    const start = (capture.starts[i] as number) + offset
    if (start >= text.length) return true
    if (bytesOf(capture, i).some((byte, k) => start + k < text.length && text[start + k] !== byte))
      return false
  }
  return true
}

/**
 * Whether captured intervals, put at `offset`, were captured after the bytes were sent (`sign` 1), or before they were
 * received (-1).
 */
const isLater = (
  capture: LaneColumns,
  calls: LaneColumns,
  offset: number,
  momentOf: (lane: Lane, index: number) => number,
  sign: 1 | -1,
): boolean => {
  let call = 0
  for (let i = 0; i < Math.min(capture.count, MAX_HELD); i += 1) {
    const start = (capture.starts[i] as number) + offset
    while (call < calls.count && (calls.ends[call] as number) <= start) call += 1
    if (call === calls.count) return true
    if (((capture.times[i] as number) - momentOf(calls, call)) * sign < -CLOCKS_APART) return false
  }
  return true
}
