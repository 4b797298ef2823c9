// Which shapes a picture has, and what they mean in a few words.
import type { Layout } from '../layout/layout.ts'

export type Shape =
  'moment' | 'call' | 'asleep' | 'lying' | 'seam' | 'end' | 'acknowledgement' | 'header' | 'ended'

type Entry = readonly [shape: Shape, says: string]

export const legendOf = (layout: Layout): Entry[] =>
  layout.axis === 'time' ? byTime(layout) : byBytes(layout)

const byTime = ({ lanes, buffers, end, acknowledgements }: Layout): Entry[] => {
  const rows = lanes.flatMap((lane) => lane.rows)
  const has = (bar: 'call' | 'asleep'): boolean => rows.some((row) => row.bar === bar && row.x0.length > 0)
  return [
    ...entry(rows.length > 0, 'moment', 'a moment'),
    ...entry(has('call'), 'call', 'in a call'),
    ...entry(has('asleep'), 'asleep', 'asleep'),
    ...entry(buffers.length > 0, 'lying', 'bytes lying: width how long, height how many'),
    ...entry(hasSeams(lanes), 'seam', 'seam'),
    ...entry(end !== undefined, 'end', 'end of stream'),
    ...entry(acknowledgements.length > 0, 'acknowledgement', 'acknowledgement'),
  ]
}

const byBytes = ({ lanes }: Layout): Entry[] => [
  ...entry(
    lanes.some(({ headers }) => headers.key.length > 0),
    'header',
    'pale: header',
  ),
  ...entry(
    lanes.some(({ kind, boxes, isSlim }) => kind === 'recv' && !isSlim && boxes.key.length > 1),
    'ended',
    'a recv ended here',
  ),
  ...entry(hasSeams(lanes), 'seam', 'two messages met'),
]

const hasSeams = (lanes: Layout['lanes']): boolean => lanes.some(({ seams }) => seams.key.length > 0)

const entry = (isThere: boolean, shape: Shape, says: string): Entry[] => (isThere ? [[shape, says]] : [])
