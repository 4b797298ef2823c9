// The buffers of a layout, which the worker transfers to the page instead of copying them.
import type { DirectionLayout, Layout, StreamLayout } from './layout.ts'

/** The buffers to transfer. */
export const layoutBuffers = (layout: Layout): ArrayBuffer[] => {
  const columns = [
    layout.knots.values,
    layout.knots.px,
    layout.overview.tints,
    layout.overview.findings,
    ...columnsOf(layout),
    ...layout.tracks.flatMap(({ directions }) => directions.flatMap(directionColumns)),
  ]
  return columns.map((column) => column.buffer).filter((buffer) => buffer instanceof ArrayBuffer)
}

const columnsOf = ({ lanes, ribbons, buffers }: StreamLayout) => [
  ...lanes.flatMap(({ boxes, slices, headers, seams, columns, rows }) => [
    boxes.merged,
    ...[columns].flatMap((c) => [c.x0, c.x1, c.y0, c.y1, c.tint, c.row]),
    ...rows.flatMap((row) => [row.x0, row.x1]),
    ...[boxes, slices, headers, seams].flatMap((spans) => [
      spans.key,
      spans.x0,
      spans.x1,
      spans.tint,
      spans.row,
    ]),
  ]),
  ...ribbons.flatMap((r) => [
    r.key,
    r.upperIndex,
    r.lowerIndex,
    r.a0,
    r.a1,
    r.b0,
    r.b1,
    r.tint,
    r.upperRow,
    r.lowerRow,
  ]),
  ...ribbons.flatMap(({ through: t }) => (t ? [t.x0, t.x1, t.in, t.out, t.size] : [])),
  ...buffers.flatMap(({ bands: b, level }) => [
    b.x0,
    b.x1,
    b.from,
    b.to,
    b.tint,
    b.pale,
    level.x,
    level.bytes,
  ]),
]

const directionColumns = (direction: DirectionLayout) => {
  switch (direction.kind) {
    case 'shown':
      return []
    case 'lanes':
      return columnsOf(direction)
    case 'strip':
      // One buffer holds all of them.
      return [direction.x0]
  }
}
