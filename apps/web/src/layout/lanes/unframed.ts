// The part of the stream after the last whole frame: refused by the framing, or incomplete.
import { counted, grouped, type Lane, laneIndexAt } from '@unstick/session'
import type { LaneView } from './lane-view.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import { lastSeen } from '../../model/lanes/lanes.ts'
import type { Unframed } from '../layout.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import type { Scale } from '../axis/scale.ts'
import type { Subject } from '../../model/stream/subject.ts'

/** How many bytes of a refused frame go to the page: enough to try another framing on them. */
const HEAD = 512

/** Where that part begins: its first byte, and the interval that brought it. */
interface Beginning {
  readonly start: number
  readonly lane: Lane
  readonly index: number
}

const beginningOf = ({ frames, lanes, length }: Subject): Beginning | undefined => {
  const start = frames.error?.offset ?? (frames.held > 0 && !frames.naive ? length - frames.held : undefined)
  if (start === undefined) return undefined
  const lane = lastSeen(lanes)
  const index = Math.min(laneIndexAt(lane, start), lane.count - 1)
  return index < 0 ? undefined : { start, lane, index }
}

export const layOutUnframed = (
  subject: Subject,
  views: readonly LaneView[],
  axis: AxisKind,
  scale: Scale,
): Unframed | undefined => {
  const { frames, lanes, length } = subject
  const beginning = beginningOf(subject)
  const view = beginning && views[lanes.indexOf(beginning.lane)]
  if (!view) return undefined
  const { start, lane, index } = beginning
  const x0 = inView(view, scale, axis, index, Math.min(start, lane.ends[index] as number))
  const x1 = axis === 'bytes' ? scale.px(length) : inView(view, scale, axis, lane.count - 1, length)
  if (frames.error) {
    const { message: text, code, offset } = frames.error
    // A copy, because a view would transfer the whole log to the page.
    const head = subject.read(start, Math.min(start + HEAD, length)).slice()
    return { kind: 'error', x0, x1, text, code, offset, head, isAll: start + head.length === length }
  }
  const part = frames.needed === undefined ? '' : `${grouped(frames.held)} of `
  const text = `unfinished: holding ${part}${counted(frames.needed ?? frames.held, 'byte')}`
  return { kind: 'unfinished', x0, x1, text }
}

/** Where the framing gave up on the axis, in nanoseconds after the epoch or stream bytes. */
export const refusedFrom = (subject: Subject, axis: AxisKind): number | undefined => {
  const beginning = subject.frames.error && beginningOf(subject)
  if (!beginning) return undefined
  return axis === 'bytes' ? beginning.start : momentOf(beginning.lane, beginning.index)
}

/** Where a byte is, even if its interval is outside the view. */
const inView = (view: LaneView, scale: Scale, axis: AxisKind, index: number, byte: number): number => {
  const x = view.px(index, byte)
  return Number.isNaN(x) ? scale.px(axis === 'time' ? momentOf(view.lane, index) : byte) : x
}
