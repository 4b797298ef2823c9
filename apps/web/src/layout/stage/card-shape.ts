// What the cards of a stream are, from top to bottom, as far as their heights depend on it.
import type { StreamLayout } from '../layout.ts'
import { usualLaneKinds } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'

export interface CardShape {
  readonly kind: 'calls' | 'segments' | 'messages' | 'buffer'
  /** The index of its lane or buffer. */
  readonly at: number
  /** How many rows it has if there is room; 0: columns. */
  readonly rows: number
  /** A buffer that gets the room that is left, or a lane on the bytes axis that equals the one above. */
  readonly trait: 'hero' | 'slim' | undefined
  /** Pixels below its rows that it has if there is room: for words on what the rows leave out. */
  readonly below?: number
}

/** The height of the words that say where the bytes do not fit the framing. */
const MISFIT = 60

const kinds = {
  send: 'calls',
  segment: 'segments',
  recv: 'calls',
  frame: 'messages',
  message: 'messages',
} as const

/** Until the first picture has come: as many lanes as a stream of the lab has. */
export const expectedShape: readonly CardShape[] = usualLaneKinds.map((kind, at) => ({
  kind: kinds[kind],
  at,
  rows: 0,
  trait: undefined,
}))

export const shapeOf = (
  { lanes, buffers, hero, unframed }: Pick<StreamLayout, 'lanes' | 'buffers' | 'hero' | 'unframed'>,
  axis: AxisKind,
): CardShape[] =>
  lanes.flatMap(({ kind, rowCount, isSlim }, at): CardShape[] => [
    {
      kind: kinds[kind],
      at,
      rows: axis === 'time' ? rowCount : 0,
      trait: isSlim ? 'slim' : undefined,
      ...(kind === 'message' && unframed?.kind === 'error' && { below: MISFIT }),
    },
    ...buffers.flatMap(({ above }, buffer): CardShape[] =>
      above === at
        ? [{ kind: 'buffer', at: buffer, rows: 0, trait: buffer === hero ? 'hero' : undefined }]
        : [],
    ),
  ])
