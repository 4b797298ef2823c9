// Where bytes on their way are by time, in a replay: at the replay's line, because that is now, and as far below the lane
// they left as they have travelled.
import type { BufferLayout } from '../layout.ts'
import type { InFlightLayout } from '../in-flight-layout.ts'
import type { Band } from '../stage/stage.ts'

export interface OnItsWay {
  readonly tint: number
  /** The right edge of its bytes, in pixels of the plot, and how far down they are. */
  readonly x: number
  readonly y: number
  /** Where they left. */
  readonly fromX: number
  readonly fromY: number
}

/** More pieces than these are not told apart. */
const MOST = 60
/** The width of a piece; those at the same height are beside each other. */
export const PIECE = 8
const NEAR = 6

/** `playhead` and `px`: in pixels of the plot. */
export const bytesOnTheirWay = (
  { pieces, above }: InFlightLayout,
  { lanes, buffers }: Pick<Band, 'lanes' | 'buffers'>,
  places: readonly Pick<BufferLayout, 'above'>[],
  playhead: number,
  px: (x: number) => number,
): OnItsWay[] => {
  const placed: OnItsWay[] = []
  for (const { phase, origin, target, at, o0, tint } of pieces) {
    const from = lanes[origin]
    const buffer = buffers[places.findIndex((place) => place.above === above)]
    const to = target < 0 ? buffer : lanes[target]
    if (phase !== 'moving' || !from || !to || placed.length >= MOST) continue
    const fromY = from.top + from.height
    const y = fromY + at * Math.max(0, to.top - fromY)
    const beside = placed.filter((other) => Math.abs(other.y - y) < NEAR).length
    placed.push({ tint, x: playhead - beside * (PIECE + 1), y, fromX: px(o0), fromY })
  }
  return placed
}
