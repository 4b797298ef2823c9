// Where a piece in flight is on the canvas, and its way there. Only arithmetic.
import { boxesOf } from '../stage/lane-place.ts'
import type { Stage } from '../stage/stage.ts'
import { edgePart } from './partial-ribbon.ts'
import type { InFlightLayout, PieceInFlight } from '../in-flight-layout.ts'
import { receiveBufferBand } from './receive-buffer-band.ts'

/** A piece's way from one lane to the next: its edges above and below, in canvas pixels. */
export interface Course {
  readonly a0: number
  readonly a1: number
  readonly b0: number
  readonly b1: number
  readonly top: number
  readonly bottom: number
  /** The fraction of it that the piece has travelled. */
  readonly at: number
}

export interface CanvasPosition {
  readonly x0: number
  readonly x1: number
  readonly y: number
  readonly height: number
  readonly alpha: number
  /** The ways drawn behind it, in order. */
  readonly courses: readonly Course[]
}

/** How strongly a lost datagram is drawn for the rest of a replay. */
const GHOST = 0.3
/** Kept free around the pieces in the receive buffer. */
const INSIDE = 3
const LEAST_WIDE = 1

type Between = Pick<InFlightLayout, 'above' | 'below'>

/**
 * `landed`: how far a piece has sunk into the receive buffer or faded, 0 to 1. `px`: from the layout's pixels to the
 * plot's.
 */
export const canvasPositionOf = (
  piece: PieceInFlight,
  stage: Stage,
  between: Between,
  landed: number,
  px: (x: number) => number,
): CanvasPosition => {
  const band = receiveBufferBand(stage, between)
  const height = band.height - INSIDE
  const rest = band.top
  const above = (lane: number): number => boxesOf(stage, lane).top
  const below = (lane: number): number => above(lane) + boxesOf(stage, lane).height
  // A piece comes out from behind its box.
  const behind = (lane: number): number => below(lane) - height
  const course = (to: 'receiveBuffer' | 'target', top: number, bottom: number, at: number): Course => {
    const [b0, b1] = to === 'receiveBuffer' ? [piece.v0, piece.v1] : [piece.t0, piece.t1]
    return { a0: px(piece.o0), a1: px(piece.o1), b0: px(b0), b1: px(b1), top, bottom, at }
  }
  const at = (last: Course, courses: readonly Course[]): CanvasPosition => {
    const left = edgePart(last.a0, last.b0, last.top, last.bottom, last.at)
    const right = edgePart(last.a1, last.b1, last.top, last.bottom, last.at)
    return { x0: left.x, x1: Math.max(left.x + LEAST_WIDE, right.x), y: left.y, height, alpha: 1, courses }
  }
  switch (piece.phase) {
    case 'moving': {
      const direct = !Number.isNaN(piece.v0)
      const last = course('target', behind(piece.origin), direct ? rest : above(piece.target), piece.at)
      return at(last, [last])
    }
    case 'lost': {
      if (!Number.isNaN(piece.v0))
        return { x0: px(piece.v0), x1: px(piece.v1), y: rest, height, alpha: 1 - landed, courses: [] }
      const y = behind(piece.origin) + landed * (height + INSIDE)
      const alpha = GHOST + (1 - GHOST) * (1 - landed)
      return { x0: px(piece.o0), x1: px(piece.o1), y, height, alpha, courses: [] }
    }
    case 'waiting': {
      if (Number.isNaN(piece.o0))
        return { x0: px(piece.v0), x1: px(piece.v1), y: rest, height, alpha: 1, courses: [] }
      const last = course('receiveBuffer', behind(piece.origin), rest, landed)
      return at(last, [last])
    }
    case 'taking': {
      const down = course('receiveBuffer', behind(piece.origin), rest, 1)
      const out: Course = {
        a0: px(piece.v0),
        a1: px(piece.v1),
        b0: px(piece.t0),
        b1: px(piece.t1),
        top: rest,
        bottom: (above(piece.target) + below(piece.target) - height) / 2,
        at: piece.at,
      }
      return at(out, [down, out])
    }
  }
}
