import { expect, test } from 'vitest'
import { framed, stuck } from '../../../test/subject-of.ts'
import { hitTest } from './hit.ts'
import { layOutView } from '../view/lay-out-view.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { filledBands, foldedAt, foldedTracks } from './bands.ts'

const ends = {
  transport: 'tcp',
  from: { address: '10.0.0.1', port: 1, program: undefined },
  to: { address: '10.0.0.2', port: 2, program: undefined },
  bytes: [10, 18],
} as const
const back = { ...framed, stream: 1 }
const stage = stageOfLanes(730, 800, 4, {
  axis: 'time',
  sharing: {
    count: 2,
    unfolded: new Map([[0, 2 as const]]),
    scroll: 0,
    shown: { connection: 0, direction: 0 },
  },
})
const layout = layOutView(
  stuck,
  { stream: 0, axis: 'time', domain: [0, 200e6], width: stage.plot, until: undefined },
  [
    {
      head: { ...ends, connection: 0, streams: [0, 1] },
      directions: [
        { kind: 'shown', stream: 0 },
        { kind: 'lanes', subject: back },
      ],
    },
    {
      head: { ...ends, connection: 1, streams: [2, undefined] },
      directions: [{ kind: 'strip', stream: 2, lanes: stuck.lanes }],
    },
  ],
)

test('each unfolded direction has its band, the shown one first; a folded connection has its strip', () => {
  expect(filledBands(layout, stage).map(({ layout: { stream }, band }) => [stream, band.top])).toEqual([
    [0, stage.tracks[0]?.bands[0]?.top],
    [1, stage.tracks[0]?.bands[1]?.top],
  ])
  expect(foldedTracks(layout, stage).map(({ strips }) => strips.map(({ stream }) => stream))).toEqual([[2]])
})

test('a point on the other direction hits its interval, and says which stream it belongs to', () => {
  const [there, other] = stage.tracks[0]?.bands ?? []
  const y = (band: typeof there): number => (band?.lanes[0]?.rows[0] ?? 0) + 3
  // Both streams' first sends were made at the epoch: the plot's left edge.
  expect(hitTest(layout, stage, stage.left + 2, y(there))).toMatchObject({
    stream: 0,
    lane: 'send',
    index: 0,
  })
  expect(hitTest(layout, stage, stage.left + 2, y(other))).toMatchObject({
    stream: 1,
    lane: 'send',
    index: 0,
  })
})

test('a point on a folded row is that connection; on an unfolded row it is none', () => {
  const top = stage.tracks[1]?.top ?? 0
  expect(foldedAt(layout, stage, top + 1)?.connection).toBe(1)
  expect(foldedAt(layout, stage, top - 1)).toBeUndefined()
})
