// One lane of a layout: its boxes, each cut into the colours of its bytes, with seams where a colour ends inside an
// interval, and with shaded headers. Neighbours narrower than a pixel share a box.
import { type Lane, laneTable } from '@unstick/session'
import type { Boxes, LaneLayout } from '../layout.ts'
import { labelLane } from '../labels/labels.ts'
import { happenedBy, momentOf } from '../../model/lanes/moments.ts'
import { noteLane } from '../labels/notes.ts'
import { type Placement, pxOfByte } from '../placement/placement.ts'
import type { Scale } from '../axis/scale.ts'
import type { Slice } from '../placement/slice.ts'
import { SpanList } from '../placement/span-list.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'

const LEAST = 1
/** If a box is at least this many pixels from its call or its moment, the layout says so. */
const BESIDE = 3

export const layOutLane = (
  subject: Subject,
  lane: Lane,
  placement: Placement,
  scale: Scale,
  width: number,
  until: number | undefined,
): LaneLayout => {
  const { runs } = subject
  const boxes = new SpanList()
  const merged: number[] = []
  const called: number[] = []
  const moments: number[] = []
  const slices = new SpanList()
  const seams = new SpanList()
  const headers = new SpanList()
  const pieces: Slice[] = []
  let right = -Infinity
  /**
   * Starts after the last box in stream order, because a box only joins neighbours, and late segments are elsewhere on
   * the time axis.
   */
  let follower = NaN
  const { order, first: leftmost } = placement
  const count = order?.length ?? placement.x0.length
  for (let k = 0; k < count; k += 1) {
    const i = order?.[k] ?? leftmost + k
    const x0 = placement.x0[i - leftmost] as number
    const x1 = placement.x1[i - leftmost] as number
    if (Number.isNaN(x0)) continue
    if (x1 < -width || x0 > 2 * width) continue
    const start = lane.starts[i] as number
    const end = lane.ends[i] as number
    const first = runAt(runs, start)
    const follows = i === follower
    follower = i + 1
    if (follows && x1 - x0 < LEAST && x1 - right < LEAST) {
      const last = merged.length - 1
      merged[last] = (merged[last] ?? 0) + 1
      boxes.x1[last] = Math.max(boxes.x1[last] ?? x1, x1)
      if (!(end <= (runs.ends[first] ?? end))) seams.add(start, x0, x0, 0)
      continue
    }
    right = x1
    boxes.add(i, x0, x1, tintOf(runs, first))
    merged.push(1)
    const before =
      laneTable[lane.kind].has.limit && placement.axis === 'time' ? scale.px(lane.times[i] as number) : NaN
    called.push(x0 - before >= BESIDE ? before : NaN)
    const moment = placement.axis === 'time' ? scale.px(momentOf(lane, i)) : NaN
    moments.push(x0 - moment >= BESIDE ? moment : NaN)
    if (x1 - x0 < LEAST) {
      slices.add(start, x0, x1, tintOf(runs, first))
      continue
    }
    for (let run = first; run < runs.count && (runs.starts[run] as number) < end; run += 1) {
      const from = Math.max(start, runs.starts[run] as number)
      const to = Math.min(end, runs.ends[run] as number)
      const a = pxOfByte(placement, scale, lane, i, from)
      const b = pxOfByte(placement, scale, lane, i, to)
      slices.add(from, a, b, tintOf(runs, run))
      pieces.push({ index: i, run, start: from, end: to, x0: a, x1: b })
      if (to < end) seams.add(to, b, b, 0)
      if (lane.kind === 'message' || lane.kind === 'send') {
        const body = bodyOf(subject, run).start
        if (body > from && x1 - x0 > 4)
          headers.add(from, a, pxOfByte(placement, scale, lane, i, Math.min(body, to)), tintOf(runs, run))
      }
    }
  }
  const happened = happenedBy(lane, until)
  const columns: Boxes = {
    ...boxes.columns(),
    merged: Uint32Array.from(merged),
    called: Float32Array.from(called),
    moments: Float32Array.from(moments),
  }
  return {
    kind: lane.kind,
    name: lane.name,
    total: lane.count,
    happened,
    boxes: columns,
    slices: slices.columns(),
    headers: headers.columns(),
    seams: seams.columns(),
    labels: labelLane(subject, lane, placement, columns, pieces, scale, width),
    notes: noteLane(subject, lane, columns, pieces, happened, width),
  }
}
