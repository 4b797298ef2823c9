// The boxes' edges in a lane's row of pixels: gaps between neighbours, round corners, shaded headers. As pixels they
// cost the picture's width. As paths around hundreds of boxes they cost more than everything else if there is no GPU.
import type { Boxes, Spans } from '../../layout/layout.ts'
import { eachPixel, type Row } from './pixels.ts'

type Px = (x: number) => number

/** Narrower boxes have no gap, because little else of them would be visible. */
const PARTED = 4
/** Narrower boxes have smaller corners, because otherwise they would be all round. */
const ROUNDED = 12
const CORNER = 4
const SMALL_CORNER = 1.5
/** How far a gap reaches out of its box, and how far into it. */
const OUT = 1.5
const IN = 0.5

/** Rows of pixels from a box's upper edge to where its sides are straight. The lower edge has as many. */
export const cornerRows = (ratio: number): number => Math.ceil(CORNER * ratio)

/** Darkens or lightens existing pixels towards `colour`, by the fraction `part`. */
export const shadeSpans = (
  row: Uint32Array,
  spans: Spans,
  px: Px,
  { from, ratio }: Row,
  colour: number,
  part: number,
): void => {
  for (let k = 0; k < spans.key.length; k += 1) {
    const x0 = px(spans.x0[k] as number)
    const x1 = Math.max(x0 + 1, px(spans.x1[k] as number))
    eachPixel(row.length, (x0 - from) * ratio, (x1 - from) * ratio, (x, covered) => {
      row[x] = mixed(row[x] as number, colour, part * covered)
    })
  }
}

/** Clears the gaps beside the boxes. */
export const partBoxes = (row: Uint32Array, boxes: Boxes, px: Px, place: Row): void => {
  const { ratio } = place
  const carve = carverOf(row)
  eachParted(row.length, boxes, px, place, (x0, x1) => {
    carve(x0 - OUT * ratio, x0 + IN * ratio)
    carve(x1 - IN * ratio, x1 + OUT * ratio)
  })
}

/** Clears what lies outside the boxes' round corners in pixel row `at`, counted from their edge. */
export const roundBoxes = (row: Uint32Array, boxes: Boxes, px: Px, place: Row, at: number): void => {
  const { ratio } = place
  const carve = carverOf(row)
  const large = insetOf(CORNER * ratio, at)
  const small = insetOf(SMALL_CORNER * ratio, at)
  eachParted(row.length, boxes, px, place, (x0, x1) => {
    const inset = x1 - x0 >= ROUNDED * ratio ? large : small
    if (inset <= 0) return
    carve(x0 + IN * ratio, x0 + IN * ratio + inset)
    carve(x1 - IN * ratio - inset, x1 - IN * ratio)
  })
}

/** How far a quarter circle of that radius is inset in the middle of pixel row `at`. */
export const insetOf = (radius: number, at: number): number => {
  const up = radius - at - 0.5
  return up <= 0 ? 0 : radius - Math.sqrt(radius * radius - up * up)
}

/** The boxes wide enough for a gap, by their edges in pixels of the row. */
const eachParted = (
  width: number,
  boxes: Boxes,
  px: Px,
  { from, ratio }: Row,
  take: (x0: number, x1: number) => void,
): void => {
  for (let k = 0; k < boxes.key.length; k += 1) {
    const x0 = (px(boxes.x0[k] as number) - from) * ratio
    const x1 = (px(boxes.x1[k] as number) - from) * ratio
    if (x1 - x0 >= PARTED * ratio && x1 > 0 && x0 < width) take(x0, x1)
  }
}

const carverOf =
  (row: Uint32Array) =>
  (x0: number, x1: number): void =>
    eachPixel(row.length, x0, x1, (x, covered) => {
      const pixel = row[x] as number
      row[x] = ((Math.round((pixel >>> 24) * (1 - covered)) << 24) | (pixel & 0xffffff)) >>> 0
    })

/** A pixel mixed with the fraction `part` of `colour`, at unchanged opacity. */
const mixed = (pixel: number, colour: number, part: number): number => {
  const channel = (shift: number): number => {
    const was = (pixel >>> shift) & 255
    return Math.round(was + (((colour >>> shift) & 255) - was) * part) << shift
  }
  return ((pixel & 0xff000000) | channel(16) | channel(8) | channel(0)) >>> 0
}
