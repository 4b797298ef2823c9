// Where the vessel stands between the segments and the recvs. CSS pixels of the canvas.
import type { Stage } from '../stage.ts'

export interface VesselBand {
  readonly top: number
  readonly height: number
  /** The baseline of the words over it; `undefined` where there is no room for any. */
  readonly text: number | undefined
}

/** Kept free above the recvs, for the seams' ends, and beneath the segments. */
const ABOVE_RECV = 12
const BELOW_SEGMENT = 6
const MOST = 40
const LEAST = 12
const TEXT = 24

export const vesselBand = ({ lanes, laneHeight }: Stage): VesselBand => {
  const from = (lanes[1] ?? 0) + laneHeight + BELOW_SEGMENT
  const bottom = (lanes[2] ?? 0) - ABOVE_RECV
  const room = bottom - from
  const height = Math.max(LEAST, Math.min(MOST, (room - TEXT) * 0.8))
  const top = bottom - height
  return { top, height, text: top - TEXT >= from - BELOW_SEGMENT ? top - 11 : undefined }
}
