// A lane's picture as rows of pixels: the upper corners row by row, one row for everything in between, the lower
// corners.
import { cornerRows, partBoxes, roundBoxes, shadeSpans } from './box-edges.ts'
import { fillStrip } from './lane-strip.ts'
import type { LaneLayout } from '../../layout/layout.ts'
import type { Row } from './pixels.ts'

export interface LaneColours {
  /** For each tint, as `pixelOf` returns it. */
  readonly tints: readonly number[]
  /** The colour that headers are shaded with, and how much. */
  readonly shade: number
  readonly shaded: number
}

/** The rows of a lane: those of its corners twice, and the one in between. */
export const laneRows = (ratio: number): number => 2 * cornerRows(ratio) + 1

/** Fills `pixels`: `laneRows` rows of `width`. */
export const fillLane = (
  pixels: Uint32Array,
  width: number,
  { slices, headers, boxes }: Pick<LaneLayout, 'slices' | 'headers' | 'boxes'>,
  px: (x: number) => number,
  place: Row,
  { tints, shade, shaded }: LaneColours,
): void => {
  const corners = cornerRows(place.ratio)
  const row = (at: number): Uint32Array => pixels.subarray(at * width, (at + 1) * width)
  const middle = row(corners)
  fillStrip(middle, slices, px, place, tints)
  shadeSpans(middle, headers, px, place, shade, shaded)
  partBoxes(middle, boxes, px, place)
  for (let at = 0; at < corners; at += 1) {
    row(at).set(middle)
    roundBoxes(row(at), boxes, px, place, at)
    row(2 * corners - at).set(row(at))
  }
}
