import { expect, test } from 'vitest'
import type { PieceInFlight } from '../in-flight-layout.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { bytesOnTheirWay } from './bytes-on-their-way.ts'

const stage = stageOfLanes(1_000, 700, 4, { axis: 'time' })
const bottom = (lane: number): number => {
  const card = stage.lanes[lane]
  return card ? card.top + card.height : NaN
}
const piece = (rest: Partial<PieceInFlight>): PieceInFlight => ({
  key: 0,
  phase: 'moving',
  tint: 2,
  at: 0.5,
  since: 0,
  origin: 0,
  target: 1,
  o0: 100,
  o1: 100,
  v0: NaN,
  v1: NaN,
  t0: NaN,
  t1: NaN,
  ...rest,
})
const waysOf = (...pieces: PieceInFlight[]) =>
  bytesOnTheirWay(
    {
      above: 1,
      below: 2,
      until: 0,
      pieces,
      receiveBuffer: undefined,
      captured: true,
      bordered: false,
      labels: [],
      bytes: 0,
      oldest: undefined,
      lastEvent: undefined,
    },
    stage,
    [],
    300,
    (x) => x + 7,
  )

test('bytes that have half of their way behind them are half-way between the lanes, at the replay’s line', () => {
  const middle = (bottom(0) + (stage.lanes[1]?.top ?? NaN)) / 2
  expect(waysOf(piece({}))).toEqual([{ tint: 2, x: 300, y: middle, fromX: 107, fromY: bottom(0) }])
})

test('two pieces at one height are beside each other', () => {
  expect(waysOf(piece({}), piece({ key: 5 })).map(({ x }) => x)).toEqual([300, 291])
})

test('bytes that lie in a buffer, or whose way ends in none that is shown, are not on their way', () => {
  expect(waysOf(piece({ phase: 'waiting' }), piece({ target: -1 }), piece({ origin: -1 }))).toEqual([])
})
