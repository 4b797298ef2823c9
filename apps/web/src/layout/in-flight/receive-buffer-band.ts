// Where the receive buffer is between the segments and the recvs, in CSS pixels of the canvas.
import type { Stage } from '../stage/stage.ts'

export interface ReceiveBufferBand {
  readonly top: number
  readonly height: number
  /** The baseline of the words above it; `undefined` if there is no room for any. */
  readonly text: number | undefined
}

/** Kept free above the recvs, for the ends of the seams, and below the segments. */
const ABOVE_RECV = 11
const BELOW_SEGMENT = 4
const MOST = 40
/** A lower band has no room for words on its contents. It happens if the lanes are close together. */
const LEAST = 14
const FLAT = 6
/** The height of the words above it, and the gap between them and it. */
const TEXT = 18
const OVER = 5

/** Between these lanes. If there is none below: above the stage's lower end. */
export const receiveBufferBand = (
  stage: Pick<Stage, 'lanes' | 'top' | 'bottom'>,
  { above, below }: { readonly above: number; readonly below: number },
): ReceiveBufferBand => {
  const upper = stage.lanes[above]
  const from = upper === undefined ? stage.top : upper.top + upper.height + BELOW_SEGMENT
  const bottom = (stage.lanes[below]?.top ?? stage.bottom) - ABOVE_RECV
  const room = bottom - from
  const height = room - TEXT >= LEAST ? Math.min(MOST, room - TEXT) : Math.max(FLAT, Math.min(LEAST, room))
  const top = bottom - height
  return { top, height, text: top - TEXT >= from - 1 ? top - OVER : undefined }
}
