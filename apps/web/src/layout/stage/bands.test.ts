import { expect, test } from 'vitest'
import { framed, stuck } from '../../../test/subject-of.ts'
import { hitTest } from './hit.ts'
import { layOutView } from '../view/lay-out-view.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import type { Band, TrackPart } from './stage.ts'
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
    unfolded: new Map([[0, ['lanes', 'lanes']]]),
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

const bandOf = (part: TrackPart | undefined): Band | undefined =>
  part?.kind === 'lanes' ? part.band : undefined

test('each unfolded direction has its band, the shown one first; a folded connection has its strip', () => {
  expect(filledBands(layout, stage).map(({ layout: { stream }, band }) => [stream, band.top])).toEqual([
    [0, bandOf(stage.tracks[0]?.parts[0])?.top],
    [1, bandOf(stage.tracks[0]?.parts[1])?.top],
  ])
  expect(foldedTracks(layout, stage).map(({ strips }) => strips.map(({ stream }) => stream))).toEqual([[2]])
})

test('a point on the other direction hits its interval, and says which stream it belongs to', () => {
  const [there, other] = (stage.tracks[0]?.parts ?? []).map(bandOf)
  const y = (band: Band | undefined): number => (band?.lanes[0]?.rows[0] ?? 0) + 3
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
  expect(foldedAt(layout, stage, top + 1)).toMatchObject({ head: { connection: 1 }, isDirection: false })
  expect(foldedAt(layout, stage, top - 1)).toBeUndefined()
})

test('the other direction is a strip below the shown lanes, and a point on it says so', () => {
  const alone = stageOfLanes(730, 800, 4, {
    axis: 'time',
    sharing: {
      count: 1,
      unfolded: new Map([[0, ['lanes', 'strip']]]),
      scroll: 0,
      shown: { connection: 0, direction: 0 },
    },
  })
  const folded = {
    ...layout,
    tracks: [
      {
        head: { ...ends, connection: 0, streams: [0, 1] as const },
        directions: [
          { kind: 'shown', stream: 0 } as const,
          {
            kind: 'strip',
            stream: 1,
            x0: new Float32Array(0),
            x1: new Float32Array(0),
            strength: new Uint8Array(0),
            marks: new Float32Array(0),
          } as const,
        ],
      },
    ],
  }
  const [there, other] = alone.tracks[0]?.parts ?? []
  const top = other?.kind === 'strip' ? other.top : NaN
  expect(top).toBe(bandOf(there)?.bottom)
  expect(foldedTracks(folded, alone)).toMatchObject([{ top, strips: [{ stream: 1 }] }])
  expect(foldedAt(folded, alone, top + 29)).toMatchObject({ head: { connection: 0 }, isDirection: true })
  expect(foldedAt(folded, alone, top - 1)).toBeUndefined()
})
