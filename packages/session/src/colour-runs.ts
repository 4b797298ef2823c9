// Whose colour each byte has: its frame's where framing is on and fits, else its send's, else its segment's.
import type { Framed } from './framed.ts'
import type { Lane } from './lane.ts'
import type { Stream } from './stream.ts'

/** Runs in stream order; bytes `[starts[k], ends[k])` have the colour number `owners[k]`, the same on every lane. */
export interface ColourRuns {
  readonly count: number
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly owners: Uint32Array
}

export const colourRuns = (stream: Stream, framed: Framed): ColourRuns => {
  const sends = [stream.send, stream.segment, stream.recv].find((lane) => lane.count > 0) ?? stream.recv
  if (framed.naive || framed.lane.count === 0) return laneRuns(sends)
  const frames = laneRuns(framed.lane)
  const framedTo = framed.lane.ends[framed.lane.count - 1] as number
  if (framedTo >= stream.length) return frames
  // Behind the last whole frame: an unfinished one has the next colour; after an error the sends have theirs.
  if (!framed.error || framed.error.code === 'END_INSIDE_FRAME')
    return withTail(frames, [framedTo], [stream.length], [framed.lane.count])
  const rest = laneRuns(sends)
  const tail = Array.from({ length: rest.count }, (_, k) => k).filter(
    (k) => (rest.ends[k] as number) > framedTo,
  )
  return withTail(
    frames,
    tail.map((k) => Math.max(framedTo, rest.starts[k] as number)),
    tail.map((k) => rest.ends[k] as number),
    tail.map((k) => rest.owners[k] as number),
  )
}

const laneRuns = (lane: Lane): ColourRuns => ({
  count: lane.count,
  starts: lane.starts.slice(0, lane.count),
  ends: lane.ends.slice(0, lane.count),
  owners: Uint32Array.from({ length: lane.count }, (_, index) => index),
})

const withTail = (runs: ColourRuns, starts: number[], ends: number[], owners: number[]): ColourRuns => ({
  count: runs.count + starts.length,
  starts: joined(runs.starts, starts, new Float64Array(runs.count + starts.length)),
  ends: joined(runs.ends, ends, new Float64Array(runs.count + starts.length)),
  owners: joined(runs.owners, owners, new Uint32Array(runs.count + starts.length)),
})

const joined = <Column extends Float64Array | Uint32Array>(
  head: Column,
  tail: readonly number[],
  into: Column,
): Column => {
  into.set(head)
  into.set(tail, head.length)
  return into
}
