// One lane of a layout on the time axis: poles with flags in rows, or columns as high as their bytes.
import { grouped, type Lane, Mark } from '@unstick/session'
import type { Boxes, LaneLayout } from '../layout.ts'
import type { Label } from '../label.ts'
import type { Cell } from '../flags/flag-cells.ts'
import { ColumnList } from '../flags/column-list.ts'
import { columnHeights } from '../flags/column-heights.ts'
import { type LaneRows, rowsOfLane } from '../flags/rows-of-lane.ts'
import { layOutRows } from './lay-out-rows.ts'
import { labelColumns } from '../labels/label-columns.ts'
import { noteColumns } from '../labels/note-columns.ts'
import { happenedBy } from '../../model/lanes/moments.ts'
import type { TimePlacement } from '../placement/place-in-time.ts'
import type { Scale } from '../axis/scale.ts'
import { SpanList } from '../placement/span-list.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'

export interface PlacedInTime {
  readonly placement: TimePlacement
  readonly rows: LaneRows | undefined
}

/** Columns nearer than this to the one before share its box. */
const MERGED = 2
const BESIDE = 8

export const layOutFlags = (
  subject: Subject,
  lane: Lane,
  { placement, rows }: PlacedInTime,
  scale: Scale,
  width: number,
  until: number | undefined,
): LaneLayout => {
  const boxes = new SpanList()
  const flags = new FlagList(subject)
  const stacks = new ColumnList()
  const merged: number[] = []
  const high = columnHeights(lane)
  const { order, first, x0, x1, cells } = placement
  const count = order?.length ?? x0.length
  let [follower, left] = [NaN, -Infinity]
  for (let k = 0; k < count; k += 1) {
    const i = order?.[k] ?? first + k
    const from = x0[i - first] as number
    const to = x1[i - first] as number
    if (Number.isNaN(from) || to < -width || from > 2 * width) continue
    const row = rows?.of(i) ?? 0
    const start = lane.starts[i] as number
    const size = (lane.ends[i] as number) - start
    const tint = tintOf(subject.runs, runAt(subject.runs, start))
    if (!rows && i === follower && from - left < MERGED) {
      const last = merged.length - 1
      merged[last] = (merged[last] ?? 0) + 1
      boxes.x1[last] = Math.max(boxes.x1[last] ?? to, to)
    } else {
      boxes.add(i, from, to, tint, row)
      merged.push(1)
      left = from
    }
    follower = i + 1
    const flag = cells.get(i)
    if (flag) flags.add(flag, from, row, start, size)
    else {
      stacks.stack(subject, lane, i, { x0: from, x1: to, high: rows ? 1 : high(size), row })
      flags.slices.add(start, from, to, tint, row)
    }
  }
  const happened = happenedBy(lane, until)
  const columns = { ...boxes.columns(), merged: Uint32Array.from(merged) }
  return {
    kind: lane.kind,
    name: lane.name,
    total: lane.count,
    happened,
    boxes: columns,
    slices: flags.slices.columns(),
    headers: flags.headers.columns(),
    seams: flags.seams.columns(),
    columns: stacks.columns(),
    wrong: lane.kind === 'message' ? wrongOf(subject, columns) : [],
    rows: rows ? layOutRows({ subject, lane, rows, placement, scale, width, until }) : [],
    rowCount: rowsOfLane(subject, lane)?.count ?? 0,
    isSlim: false,
    cells: [],
    characters: [],
    labels: rows ? flags.labels : labelColumns(lane, columns, subject.lost ? 'udp' : 'tcp'),
    notes: rows ? [] : noteColumns(subject, lane, happened),
  }
}

const wrongOf = ({ frames }: Subject, { key, merged }: Boxes): number[] =>
  frames.naive || frames.holes.length > 0
    ? Array.from(key.keys()).filter((k) => {
        const first = key[k] as number
        const marks = frames.marks.subarray(first, first + (merged[k] as number))
        return marks.some((mark) => mark !== Mark.whole)
      })
    : []

/** The parts of the flags in a lane. */
class FlagList {
  readonly slices = new SpanList()
  readonly headers = new SpanList()
  readonly seams = new SpanList()
  readonly labels: Label[] = []
  readonly #subject: Subject

  constructor(subject: Subject) {
    this.#subject = subject
  }

  add(flag: readonly Cell[], from: number, row: number, start: number, size: number): void {
    let x = from
    flag.forEach((cell, at) => {
      if (at > 0 && flag[at - 1]?.run !== cell.run) this.seams.add(cell.start, x, x, 0, row)
      const tint = tintOf(this.#subject.runs, cell.run)
      this.slices.add(cell.start, x, x + cell.width, tint, row)
      if (cell.isHeader) this.headers.add(cell.start, x, x + cell.width, tint, row)
      this.labels.push({ key: cell.start, x: x + cell.width / 2, text: cell.text, beside: false, row })
      x += cell.width
    })
    const text = `${grouped(size)} B`
    // A flag may say its size itself. The key differs from that of the words on its first byte.
    if (flag.length > 1 || flag[0]?.text !== text)
      this.labels.push({ key: -1 - start, x: x + BESIDE, text, beside: true, row })
  }
}
