// The words on the timeline never overlap, stay in their places, and do not flicker while panning. Sweeps over streams,
// zooms and pans of both axes.
import { laneNamed } from '../../model/lanes/lanes.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSubjects } from '../../../test/random-subjects.ts'
import { boxOf } from '../stage/hit.ts'
import { layOutView } from './lay-out-view.ts'
import type { AxisKind, ByteScale, Domain } from '../../model/axis/axis.ts'
import type { LaneLayout, Layout } from '../layout.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import { scaleOf } from '../axis/scale.ts'
import { lineOf, type Subject } from '../../model/stream/subject.ts'

const WIDTH = 700
/** The fonts' column widths, measured in the page: 12 px JetBrains Mono, and 11 px Inter on average. */
const LABEL = 7.2
const NOTE = 5.9
/** 11.5 px Inter, for words beside columns and flags. */
const BESIDE = 6.2

const seed = 6

interface View {
  readonly subject: Subject
  readonly axis: AxisKind
  readonly scale: ByteScale
  readonly middle: number
  readonly zoom: number
}

const views: fc.Arbitrary<View> = fc.record({
  subject: randomSubjects,
  axis: fc.constantFrom<AxisKind>('time', 'bytes'),
  scale: fc.constantFrom<ByteScale>('even', 'linear'),
  middle: fc.double({ min: 0, max: 1, noNaN: true }),
  zoom: fc.double({ min: 0, max: 8, noNaN: true }).map((power) => 2 ** power),
})

const shown = (view: View, by = 0): Layout => {
  const { subject, axis, scale, middle, zoom } = view
  const { extent } = layOutView(subject, {
    stream: 0,
    axis,
    scale,
    domain: undefined,
    width: WIDTH,
    until: undefined,
  })
  const whole = scaleOf(lineOf(subject, axis, scale), extent, WIDTH * zoom)
  const left = middle * (WIDTH * zoom - WIDTH) + by
  const domain: Domain = [whole.invert(left), whole.invert(left + WIDTH)]
  return layOutView(subject, { stream: 0, axis, scale, domain, width: WIDTH, until: undefined })
}

interface Words {
  readonly row: number
  readonly key: number
  readonly text: string
  readonly from: number
  readonly to: number
}
const labelsOf = ({ labels }: LaneLayout): Words[] =>
  labels.map(({ key, x, text, beside, row }) => {
    const size = text.length * (beside && row >= 0 ? BESIDE : LABEL)
    return { row, key, text, from: beside ? x : x - size / 2, to: beside ? x + size : x + size / 2 }
  })
const notesOf = ({ notes }: LaneLayout): Words[] =>
  notes.map(({ key, x, text }) => ({ row: 0, key, text, from: x, to: x + text.length * NOTE }))

test('on the time axis every interval in view has its box, which begins at its moment', () => {
  fc.assert(
    fc.property(views, (view) => {
      const layout = shown({ ...view, axis: 'time' })
      const scale = scaleOf(view.subject.time, layout.domain, WIDTH)
      for (const { kind } of layout.lanes) {
        const lane = laneNamed(view.subject.lanes, kind)
        for (let index = 0; index < lane.count; index += 1) {
          const x = scale.px(momentOf(lane, index))
          if (x < 0 || x > WIDTH) continue
          const box = boxOf(layout, { lane: kind, index })
          // Columns that share a box are two pixels apart at most, and a flag begins at its pole's edge.
          expect(box?.x0).toBeGreaterThan(x - 2.01)
          expect(box?.x0).toBeLessThan(x + 2.01)
        }
      }
    }),
    { seed, numRuns: 150 },
  )
})

test('no two labels and no two notes of a lane overlap', () => {
  fc.assert(
    fc.property(views, (view) => {
      for (const lane of shown(view).lanes)
        for (const words of [labelsOf(lane), ...(view.axis === 'bytes' ? [notesOf(lane)] : [])])
          for (const [k, { from, row }] of words.entries()) {
            const before = words.slice(0, k).findLast((other) => other.row === row)
            expect(from).toBeGreaterThanOrEqual(before?.to ?? -Infinity)
          }
    }),
    { seed, numRuns: 150 },
  )
})

test('a label lies inside its box, or beside it if no other box is there', () => {
  fc.assert(
    fc.property(views, (view) => {
      for (const lane of shown(view).lanes) {
        const { boxes } = lane
        for (const { from, to, row } of labelsOf(lane)) {
          const within = boxes.x0.some((x0, k) => x0 <= from && to <= (boxes.x1[k] as number))
          const free = boxes.x0.every(
            (x0, k) => boxes.row[k] !== row || to <= x0 || from >= (boxes.x1[k] as number),
          )
          expect(within || free).toBe(true)
        }
      }
    }),
    { seed, numRuns: 150 },
  )
})

test('panning by any number of pixels leaves the words of everything completely in view unchanged', () => {
  const within = ({ from, to }: Words, by = 0) =>
    from - by > 1 && to - by < WIDTH - 1 && from > 1 && to < WIDTH - 1
  fc.assert(
    fc.property(views, fc.constantFrom(1, -1, 3, 40, -150), (view, by) => {
      const before = shown(view)
      const after = shown(view, by)
      before.lanes.forEach((lane, k) => {
        const other = after.lanes[k] as LaneLayout
        // What the view's edge cuts may change its words; the count of the whole moves with the edge.
        const cut = (key: number, { slices }: LaneLayout): boolean => {
          const at = slices.key.indexOf(key)
          return at < 0 || (slices.x0[at] as number) < 1 || (slices.x1[at] as number) > WIDTH - 1
        }
        const labels = labelsOf(lane).filter((words) => within(words, by) && !cut(words.key, lane))
        const next = new Map(labelsOf(other).map(({ key, text }) => [key, text]))
        // After the lane's last box, the edge of the view limits the room.
        const last = labelsOf(lane).at(-1)
        const atEdge = (key: number): boolean => {
          if (view.axis !== 'time' || key !== last?.key) return false
          const longest = Math.max(last.text.length, next.get(key)?.length ?? 0)
          return last.from + longest * LABEL + Math.abs(by) + 12 * LABEL > WIDTH
        }
        for (const { key, text } of labels)
          if (!cut(key, other) && !atEdge(key)) expect(next.get(key)).toBe(text)
        const notes = new Set(other.notes.map(({ key }) => key))
        const whole = notesOf(lane).find(({ key }) => key === -1)
        const whole2 = notesOf(other).find(({ key }) => key === -1)
        const free = ({ from, to }: Words): boolean =>
          [whole && [whole.from, whole.to], whole2 && [whole2.from + by, whole2.to + by]].every(
            (taken) => !taken || to + 14 < (taken[0] as number) || from - 14 > (taken[1] as number),
          )
        const { boxes } = lane
        for (const words of notesOf(lane)) {
          const at = boxes.key.indexOf(words.key)
          const x0 = boxes.x0[at] as number
          const x1 = boxes.x1[at] as number
          const inBoth = Math.min(x0, x0 - by) > 0 && Math.max(x1, x1 - by) < WIDTH
          if (words.key !== -1 && within(words, by) && inBoth && free(words))
            expect(notes).toContain(words.key)
        }
      })
    }),
    { seed, numRuns: 250 },
  )
})
