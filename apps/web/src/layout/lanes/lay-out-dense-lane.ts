// A lane with more intervals than pixels. For each pixel: whether it is covered, its main colour, and whether messages
// end inside intervals there. The cost depends on the view's width, however many intervals each pixel has.
import type { Lane, Kept } from '@unstick/session'
import { columnHeights } from '../flags/column-heights.ts'
import { ColumnList } from '../flags/column-list.ts'
import { noteColumns } from '../labels/note-columns.ts'
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
  const columns = new ColumnList()
  const high = columnHeights(lane)
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
      if (axis === 'time') columns.add(x, x + 1, 1 - high(meanSize(from, to, start, end)), 1, tint, 0)
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
  const allBoxes = {
    ...boxes.columns(),
    merged: Uint32Array.from(merged),
  }
  return {
    kind: lane.kind,
    name: lane.name,
    total: lane.count,
    happened,
    boxes: allBoxes,
    slices: slices.columns(),
    headers: new SpanList().columns(),
    seams: marks.columns(),
    columns: columns.columns(),
    wrong: [],
    rows: [],
    rowCount: 0,
    isSlim: false,
    cells: [],
    characters: [],
    labels: [],
    notes:
      axis === 'time'
        ? noteColumns(subject, lane, happened)
        : noteLane(subject, lane, allBoxes, [], happened, width),
  }
}

/** The mean bytes of a pixel's intervals, or the first one's share of them if some came late. */
const meanSize = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, end - start) / (to - from)

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
