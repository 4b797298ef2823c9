// Animates between two layouts of one stream: every corner moves straight from its old place to its new one. What only
// one of them has appears in place.
import type { LaneName } from '@unstick/session'
import type { Boxes, LaneLayout, Layout, RibbonLayout, Spans } from '../layout.ts'

/** With more pieces than this, a change is shown at once. */
export const mostMorphed = 6_000

export const piecesOf = (layout: Layout): number =>
  layout.lanes.reduce((sum, { slices }) => sum + slices.key.length, 0) +
  layout.ribbons.reduce((sum, { key }) => sum + key.length, 0)

/** `at` goes from 0 (like `from`, with everything that `to` has) to 1 (`to`). */
export const createMorph = (from: Layout, to: Layout): ((at: number) => Layout) => {
  const lanes = to.lanes.map((lane) => laneMorph(named(from, lane.name), lane))
  const ribbons = to.ribbons.map((ribbon) =>
    ribbonMorph(
      from.ribbons.find(
        ({ upper, lower }) =>
          isSameLane(from, upper, to, ribbon.upper) && isSameLane(from, lower, to, ribbon.lower),
      ),
      ribbon,
    ),
  )
  return (at) =>
    at >= 1
      ? to
      : { ...to, lanes: lanes.map((lane) => lane(at)), ribbons: ribbons.map((ribbon) => ribbon(at)) }
}

const named = ({ lanes }: Layout, name: LaneName | undefined): LaneLayout | undefined =>
  lanes.find((lane) => lane.name === name)

/** Lanes may have come or gone, so the same lane may have another index. */
const isSameLane = (from: Layout, before: number, to: Layout, after: number): boolean =>
  from.lanes[before] !== undefined && from.lanes[before] === named(from, to.lanes[after]?.name)

const laneMorph = (from: LaneLayout | undefined, to: LaneLayout): ((at: number) => LaneLayout) => {
  if (!from) return () => to
  const boxes = spanMorph(from.boxes, to.boxes)
  const slices = spanMorph(from.slices, to.slices)
  const headers = spanMorph(from.headers, to.headers)
  const seams = spanMorph(from.seams, to.seams)
  const labels = new Map(from.labels.map((label) => [label.key, label.x]))
  const notes = new Map(from.notes.map((note) => [note.key, note.x]))
  return (at) => ({
    ...to,
    boxes: { ...to.boxes, ...boxes(at) } satisfies Boxes,
    slices: slices(at),
    headers: headers(at),
    seams: seams(at),
    labels: to.labels
      .filter(({ key, beside }) => at > (beside ? 0.85 : 0.5) || (!beside && labels.has(key)))
      .map((label) => ({ ...label, x: mix(labels.get(label.key) ?? label.x, label.x, at) })),
    notes: to.notes
      .filter(({ key }) => at > 0.5 || notes.has(key))
      .map((note) => ({ ...note, x: mix(notes.get(note.key) ?? note.x, note.x, at) })),
  })
}

const spanMorph = (from: Spans, to: Spans): ((at: number) => Spans) => {
  const places = placesOf(from.key)
  const source = to.key.map((key) => places.get(key) ?? -1)
  return (at) => ({
    key: to.key,
    tint: to.tint,
    row: to.row,
    x0: to.x0.map((x, i) => mix(from.x0[source[i] as number] ?? x, x, at)),
    x1: to.x1.map((x, i) => mix(from.x1[source[i] as number] ?? x, x, at)),
  })
}

const ribbonMorph = (from: RibbonLayout | undefined, to: RibbonLayout): ((at: number) => RibbonLayout) => {
  if (!from) return () => to
  const places = placesOf(from.key)
  const source = to.key.map((key) => places.get(key) ?? -1)
  const between = (edge: 'a0' | 'a1' | 'b0' | 'b1', at: number): Float32Array =>
    to[edge].map((x, i) => mix(from[edge][source[i] as number] ?? x, x, at))
  return (at) => ({
    ...to,
    a0: between('a0', at),
    a1: between('a1', at),
    b0: between('b0', at),
    b1: between('b1', at),
  })
}

const placesOf = (keys: Float64Array): Map<number, number> => {
  const places = new Map<number, number>()
  keys.forEach((key, i) => places.set(key, i))
  return places
}

const mix = (a: number, b: number, at: number): number => a + (b - a) * at
