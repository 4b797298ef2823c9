import { expect, test } from 'vitest'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { boxesOf } from '../stage/lane-place.ts'
import { edgePart } from './partial-ribbon.ts'
import { canvasPositionOf } from './canvas-positions.ts'
import type { PieceInFlight } from '../in-flight-layout.ts'
import { receiveBufferBand } from './receive-buffer-band.ts'

// Lanes at 118, 300, 482 and 664; boxes 50 high. The receive buffer: 471 - 40 to 471.
const lanes = [118, 300, 482, 664].map(
  (top, at) =>
    ({ kind: 'calls', at, top, height: 50, rows: [top], rowHeight: 50, inRows: false, below: 0 }) as const,
)
const stage = { ...stageOfLanes(800, 800, 4), lanes }
const between = { above: 1, below: 2 }
const same = (x: number): number => x
const piece = (rest: Partial<PieceInFlight>): PieceInFlight => ({
  key: 0,
  phase: 'waiting',
  tint: 0,
  at: 1,
  since: 0,
  origin: 1,
  target: -1,
  o0: 0,
  o1: 20,
  v0: 100,
  v1: 160,
  t0: 0,
  t1: 20,
  ...rest,
})
const at = (rest: Partial<PieceInFlight>, landed = 1) => {
  const { x0, x1, y, alpha } = canvasPositionOf(piece(rest), stage, between, landed, same)
  return { x0, x1, y, alpha }
}

test('the receive buffer is above the recvs and leaves room for its words', () => {
  expect(receiveBufferBand(stage, between)).toEqual({ top: 431, height: 40, text: 426 })
})

test.each([
  [1440, 560],
  [700, 420],
  [600, 380],
])('at %i × %i it touches neither segments nor recvs', (width, height) => {
  const small = stageOfLanes(width, height, 4)
  const { top, height: high } = receiveBufferBand(small, between)
  expect(top).toBeGreaterThanOrEqual(boxesOf(small, 1).top + boxesOf(small, 1).height)
  expect(top + high).toBeLessThan(boxesOf(small, 2).top)
})

test('at the start of its way a piece is behind its send, at the end above its segment', () => {
  const moving = { phase: 'moving', origin: 0, target: 1, v0: NaN, v1: NaN, t0: 50, t1: 70 } as const
  // 37 px high: 118 + 50 - 37.
  expect(at({ ...moving, at: 0 })).toEqual({ x0: 0, x1: 20, y: 131, alpha: 1 })
  expect(at({ ...moving, at: 1 })).toEqual({ x0: 50, x1: 70, y: 300, alpha: 1 })
  expect(at({ ...moving, at: 0.5 })).toEqual({ x0: 25, x1: 45, y: 215.5, alpha: 1 })
})

test('captured bytes sink from their segment into the receive buffer', () => {
  expect(at({}, 0)).toEqual({ x0: 0, x1: 20, y: 313, alpha: 1 })
  expect(at({}, 1)).toEqual({ x0: 100, x1: 160, y: 431, alpha: 1 })
})

test('a recv takes bytes from the receive buffer into its lane', () => {
  const taking = { phase: 'taking', target: 2, t0: 400, t1: 410 } as const
  expect(at({ ...taking, at: 0 })).toEqual({ x0: 100, x1: 160, y: 431, alpha: 1 })
  expect(at({ ...taking, at: 1 })).toEqual({ x0: 400, x1: 410, y: 488.5, alpha: 1 })
})

test('a lost datagram fades under the lane where it was last seen', () => {
  const lost = { phase: 'lost', v0: NaN, v1: NaN } as const
  expect(at(lost, 0)).toMatchObject({ y: 313, alpha: 1 })
  expect(at(lost, 1)).toMatchObject({ y: 353, alpha: 0.3 })
})

test('what a recv cut off fades in the receive buffer until nothing is left', () => {
  expect(at({ phase: 'lost' }, 0)).toEqual({ x0: 100, x1: 160, y: 431, alpha: 1 })
  expect(at({ phase: 'lost' }, 1).alpha).toBe(0)
})

test('a part of a ribbon ends on the ribbon', () => {
  // The curve (0, 0) (0, 50) (100, 50) (100, 100) at one half: halfway across, halfway down.
  expect(edgePart(0, 100, 0, 100, 0.5)).toEqual({ x1: 0, y1: 25, x2: 25, y2: 37.5, x: 50, y: 50 })
  expect(edgePart(0, 100, 0, 100, 1)).toMatchObject({ x: 100, y: 100 })
})
