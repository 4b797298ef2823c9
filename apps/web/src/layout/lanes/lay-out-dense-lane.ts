// A lane with more intervals than pixels. For each pixel: whether it is covered, its main colour, and whether messages
// end inside intervals there. The cost depends on the view's width, however many intervals each pixel has.
import type { Lane, Kept } from '@unstick/session'
import { eachBin } from '../placement/bins.ts'
import { countsBefore, type CountsBefore, GrowingSeams } from '../../model/lanes/counts-before.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { LaneLayout } from '../layout.ts'
import { happenedBy, timeOrder } from '../../model/lanes/moments.ts'
import { noteLane } from '../labels/notes.ts'
import type { Scale } from '../axis/scale.ts'
import { SpanList } from '../placement/span-list.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { mainTintOf } from '../../model/stream/main-tint.ts'

/** A lane with at least this many intervals per pixel is dense. */
const A_PIXEL = 0.5

export const isDense = (count: number, width: number): boolean => count > 3 * width * A_PIXEL

const NO_TINT = 0

export const layOutDenseLane = (
  subject: Subject,
  lane: Lane,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number | undefined,
): LaneLayout => {
  const mainTint = mainTintOf(subject)
  const seams = seamsBefore(subject, lane, axis)
  const boxes = new SpanList()
  const merged: number[] = []
  const slices = new SpanList()
  const marks = new SpanList()
  let boxed = -1
  const half = Math.round(width / 2)
  eachBin(
    lane,
    axis,
    scale,
    // Half a view on each side lets the page slide until the next answer.
    { from: -half, to: width + half, step: 1 },
    until,
    (x, from, to, index, start, end) => {
      const tint = mainTint(start, end) ?? NO_TINT
      const last = slices.x1.length - 1
      if (slices.x1[last] === x && slices.tint[last] === tint) slices.x1[last] = x + 1
      else slices.add(start, x, x + 1, tint)
      if ((seams[to] as number) > (seams[from] as number)) marks.add(start, x, x + 1, tint)
      const fresh = Math.max(from, boxed)
      if (fresh < to) {
        boxes.add(axis === 'bytes' ? fresh : index, x, x + 1, tint)
        merged.push(to - fresh)
        boxed = to
      } else if (boxes.x1.length > 0) boxes.x1[boxes.x1.length - 1] = x + 1
    },
  )
  const happened = happenedBy(lane, until)
  const columns = {
    ...boxes.columns(),
    merged: Uint32Array.from(merged),
    called: new Float32Array(merged.length).fill(NaN),
    moments: new Float32Array(merged.length).fill(NaN),
  }
  return {
    kind: lane.kind,
    name: lane.name,
    total: lane.count,
    happened,
    boxes: columns,
    slices: slices.columns(),
    headers: new SpanList().columns(),
    seams: marks.columns(),
    labels: [],
    notes: noteLane(subject, lane, columns, [], happened, width),
  }
}

const seamsOfLanes: Kept<Map<Lane, GrowingSeams>> = { make: () => new Map() }

const seamsBefore = ({ index, runs }: Subject, lane: Lane, axis: AxisKind): CountsBefore => {
  const lanes = index.growing.get(seamsOfLanes)
  const seams = lanes.get(lane) ?? new GrowingSeams(lane, runs)
  lanes.set(lane, seams)
  const counts = seams.advance()
  const indices = axis === 'time' ? timeOrder(lane).indices : undefined
  if (!indices) return counts
  return countsBefore(
    lane.count,
    indices,
    (index) => (counts[index + 1] as number) > (counts[index] as number),
  )
}
