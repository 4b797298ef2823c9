// One lane of a layout on the bytes axis: its boxes, each cut into the colours of its bytes, with seams where a colour ends inside an
// interval, and with shaded headers. Neighbours narrower than a pixel share a box.
import type { Lane } from '@unstick/session'
import type { Boxes, LaneLayout } from '../layout.ts'
import { byteCells, noCells } from '../labels/byte-cells.ts'
import { labelLane } from '../labels/labels.ts'
import { happenedBy } from '../../model/lanes/moments.ts'
import { slimLabels } from '../labels/slim-labels.ts'
import { noteLane } from '../labels/notes.ts'
import { type Placement, pxOfByte } from '../placement/placement.ts'
import type { Scale } from '../axis/scale.ts'
import { noColumns } from '../flags/column-list.ts'
import type { Slice } from '../placement/slice.ts'
import { SpanList } from '../placement/span-list.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'

const LEAST = 1

export const layOutLane = (
  subject: Subject,
  lane: Lane,
  placement: Placement,
  scale: Scale,
  width: number,
  until: number | undefined,
  isSlim: boolean,
): LaneLayout => {
  const { runs } = subject
  const boxes = new SpanList()
  const merged: number[] = []
  const slices = new SpanList()
  const seams = new SpanList()
  const headers = new SpanList()
  const pieces: Slice[] = []
  let right = -Infinity
  const { first: leftmost } = placement
  for (let i = leftmost; i < leftmost + placement.x0.length; i += 1) {
    const x0 = placement.x0[i - leftmost] as number
    const x1 = placement.x1[i - leftmost] as number
    if (Number.isNaN(x0)) continue
    if (x1 < -width || x0 > 2 * width) continue
    const start = lane.starts[i] as number
    const end = lane.ends[i] as number
    const first = runAt(runs, start)
    if (merged.length > 0 && x1 - x0 < LEAST && x1 - right < LEAST) {
      const last = merged.length - 1
      merged[last] = (merged[last] ?? 0) + 1
      boxes.x1[last] = Math.max(boxes.x1[last] ?? x1, x1)
      if (!(end <= (runs.ends[first] ?? end))) seams.add(start, x0, x0, 0)
      continue
    }
    right = x1
    boxes.add(i, x0, x1, tintOf(runs, first))
    merged.push(1)
    if (x1 - x0 < LEAST) {
      slices.add(start, x0, x1, tintOf(runs, first))
      continue
    }
    for (let run = first; run < runs.count && (runs.starts[run] as number) < end; run += 1) {
      const from = Math.max(start, runs.starts[run] as number)
      const to = Math.min(end, runs.ends[run] as number)
      const a = pxOfByte(placement, scale, i, from)
      const b = pxOfByte(placement, scale, i, to)
      slices.add(from, a, b, tintOf(runs, run))
      pieces.push({ index: i, run, start: from, end: to, x0: a, x1: b })
      if (to < end) seams.add(to, b, b, 0)
      if (lane.kind === 'message' || lane.kind === 'send') {
        const body = bodyOf(subject, run).start
        if (body > from && x1 - x0 > 4)
          headers.add(from, a, pxOfByte(placement, scale, i, Math.min(body, to)), tintOf(runs, run))
      }
    }
  }
  const shown = isSlim ? noCells : byteCells(subject, lane, pieces, scale, width)
  const happened = happenedBy(lane, until)
  const columns: Boxes = {
    ...boxes.columns(),
    merged: Uint32Array.from(merged),
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
    columns: noColumns(),
    wrong: [],
    rows: [],
    rowCount: 0,
    isSlim,
    cells: shown.cells,
    characters: shown.characters,
    labels: isSlim
      ? slimLabels(lane, columns, subject.lost ? 'udp' : 'tcp', width)
      : labelLane(
          subject,
          lane,
          pieces.filter((piece) => !shown.pieces.has(piece)),
          scale,
          width,
        ),
    notes: isSlim ? [] : noteLane(subject, lane, columns, pieces, happened, width),
  }
}
