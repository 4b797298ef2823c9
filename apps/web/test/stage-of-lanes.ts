// Stages for tests: that many lanes below each other, without rows and buffers.
import type { AxisKind } from '../src/model/axis/axis.ts'
import type { CardShape } from '../src/layout/stage/card-shape.ts'
import { type PanePosition, type Sharing, type Stage, stageOf } from '../src/layout/stage/stage.ts'

export const shapeOfLanes = (count: number): CardShape[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'calls', at, rows: 0, trait: undefined }))

export const stageOfLanes = (
  width: number,
  height: number,
  count: number,
  {
    axis = 'bytes',
    sharing,
    position = 'alone',
    isPart = false,
  }: {
    readonly axis?: AxisKind
    readonly sharing?: Sharing
    readonly position?: PanePosition
    readonly isPart?: boolean
  } = {},
): Stage => stageOf({ width, height, axis, shape: shapeOfLanes(count), sharing, position, isPart })
