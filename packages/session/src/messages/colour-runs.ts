// Which colour each byte has: its frame's if framing is on and fits, else its send's, else its segment's.
import { withRoom } from '../lanes/columns.ts'
import { Growth } from '../columns/growth.ts'
import type { Framed } from './framed.ts'
import { type Lane, laneIndexAt } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'

/** Runs in stream order; bytes `[starts[k], ends[k])` have the colour number `owners[k]`, the same on every lane. */
export interface ColourRuns {
  readonly count: number
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly owners: Uint32Array
  /** How many of the first runs stay the same while the stream grows. */
  readonly settled: number
  /** Changes when settled runs were forgotten. */
  readonly revision: number
}

/** A stream, or a path of several. */
type ColouredBytes = Pick<Stream, 'lanes' | 'length'>

/** Call `advance()` as the stream grows; it may replace the columns. */
export class GrowingColourRuns implements ColourRuns {
  count = 0
  starts: Float64Array = new Float64Array(0)
  ends: Float64Array = new Float64Array(0)
  owners: Uint32Array = new Uint32Array(0)
  settled = 0
  revision = 0
  /** The columns, with room for more. */
  #starts = new Float64Array(0)
  #ends = new Float64Array(0)
  #owners = new Uint32Array(0)
  /** The lanes that the runs came from, as they were then: the first one, and those used after its error. */
  #base: Taken | undefined
  #unframed: Taken | undefined

  constructor(readonly of: ColouredBytes) {}

  /** Adds what came since the last call. Without `framed` the stream is not framed. */
  advance(framed: Framed | undefined): void {
    this.#advance(framed)
    this.starts = this.#starts.subarray(0, this.count)
    this.ends = this.#ends.subarray(0, this.count)
    this.owners = this.#owners.subarray(0, this.count)
  }

  #advance(framed: Framed | undefined): void {
    const { lanes, length } = this.of
    const sends = (lanes.find((lane) => lane.count > 0) ?? lanes[0]) as Lane
    const frames = framed && !framed.naive && framed.lane.count > 0 ? framed : undefined
    const base = frames?.lane ?? sends
    if (!isSame(this.#base, base) || (this.#unframed && !isSame(this.#unframed, sends))) this.#forget()
    this.count = this.settled
    this.#base ??= taken(base)
    if (!this.#unframed) this.#take(base, this.#base, 0)
    if (!frames) return
    const framedTo = base.ends[base.count - 1] as number
    if (framedTo >= length) return
    // After the last whole frame: an unfinished frame has the next colour; after an error the sends have theirs.
    if (!frames.error || frames.error.code === 'END_INSIDE_FRAME') this.#push(framedTo, length, base.count)
    else {
      this.#unframed ??= { ...taken(sends), count: laneIndexAt(sends, framedTo) }
      this.#take(sends, this.#unframed, framedTo)
    }
  }

  #take(lane: Lane, known: Taken, from: number): void {
    for (let k = known.count; k < lane.count; k += 1)
      this.#push(Math.max(from, lane.starts[k] as number), lane.ends[k] as number, k)
    known.count = lane.count
    this.settled = this.count
  }

  #push(start: number, end: number, owner: number): void {
    const k = this.count
    if (k === this.#starts.length) {
      this.#starts = withRoom(this.#starts, k + 1)
      this.#ends = withRoom(this.#ends, k + 1)
      this.#owners = withRoom(this.#owners, k + 1)
    }
    this.#starts[k] = start
    this.#ends[k] = end
    this.#owners[k] = owner
    this.count = k + 1
  }

  #forget(): void {
    this.count = 0
    this.settled = 0
    this.revision += 1
    this.#base = undefined
    this.#unframed = undefined
  }
}

/** How many intervals of a lane were taken, and whether it only grew since. */
interface Taken {
  readonly growth: Growth
  count: number
}

const taken = (lane: Lane): Taken => ({ growth: new Growth(lane), count: 0 })

const isSame = (known: Taken | undefined, lane: Lane): boolean => known?.growth.continues(lane) ?? false

/** The runs of a stream as it is now. */
export const colourRuns = (stream: Stream, framed: Framed): ColourRuns => {
  const runs = new GrowingColourRuns(stream)
  runs.advance(framed)
  return runs
}
