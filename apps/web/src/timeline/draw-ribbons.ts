// Ribbons flow from lane to lane; those of the interval pointed at or selected stand out. A few are paths, as sharp as
// the screen; many are filled pixel by pixel, for then a picture costs what is seen and not how many they are.
import type { Picture } from './picture.ts'
import { laneKinds, type RibbonLayout, type StreamLayout } from './layout.ts'
import { pixelOf } from './pixels.ts'
import { rasterFor } from './raster.ts'
import { addRibbon } from './ribbon-raster.ts'
import type { Band } from './stage.ts'

/** So far right of the plot something is still seen, in pixels. */
const BESIDE = 30
/** Pixels left of the plot that are drawn on. */
const AROUND = 4
/** More ribbons than so many in view are filled pixel by pixel. */
const MOST_PATHS = 150
/** Leaning by less than this many pixels, an edge is upright; by less than that, straight looks like curved. */
const SAME = 0.1
const UPRIGHT = 6
const STAND_OUT = 1.6
/** Rows of the stage to a row of pixels: an edge's softness hides the steps. */
const ROWS = 2

export const drawRibbons = (
  context: CanvasRenderingContext2D,
  { stage, look, selected, hovered }: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  const marked = hovered ?? selected
  const many = countSeen(layout.ribbons, stage.plot, px) > MOST_PATHS
  const plain = new Shapes()
  const standing = new Shapes()
  const colours = look.tints.map(pixelOf)
  const width = Math.ceil(stage.plot) + AROUND + BESIDE
  const height = layout.ribbons.reduce((sum, ribbon) => sum + rowsOf(stage, ribbon), 0)
  const raster = many ? rasterFor(context, 'ribbons', width, Math.max(1, height)) : undefined
  let row = 0
  for (const ribbon of layout.ribbons) {
    const top = (stage.lanes[ribbon.upper] ?? 0) + stage.laneHeight
    const bottom = stage.lanes[ribbon.lower] ?? 0
    const rows = rowsOf(stage, ribbon)
    const ground = raster && {
      pixels: raster.pixels.subarray(row * width, (row + rows) * width),
      width,
      height: rows,
      from: -AROUND,
    }
    row += rows
    for (let k = 0; k < ribbon.key.length; k += 1) {
      const a0 = px(ribbon.a0[k] as number)
      const b0 = px(ribbon.b0[k] as number)
      const a1 = Math.max(a0 + 1, px(ribbon.a1[k] as number))
      const b1 = Math.max(b0 + 1, px(ribbon.b1[k] as number))
      if (Number.isNaN(a0 + b0) || Math.max(a1, b1) < 0 || Math.min(a0, b0) > stage.plot + BESIDE) continue
      const tint = ribbon.tint[k] as number
      if (marked && touches(ribbon, k, marked)) standing.add(tint, a0, a1, b0, b1, top, bottom)
      else if (ground && leans(a0, a1, b0, b1))
        addRibbon(ground, a0, a1, b0, b1, colours[tint] ?? 0, look.ribbon)
      else plain.add(tint, a0, a1, b0, b1, top, bottom)
    }
  }
  if (raster) drawRaster(context, raster.shown(), stage, layout.ribbons, width)
  context.globalAlpha = look.ribbon
  plain.fill(context, look.tints)
  context.globalAlpha = look.ribbon * STAND_OUT
  standing.fill(context, look.tints)
  context.globalAlpha = 1
}

const leans = (a0: number, a1: number, b0: number, b1: number): boolean =>
  Math.abs(b0 - a0) >= SAME || Math.abs(b1 - a1) >= SAME

/** From the upper lane's lower edge to the lower one's upper edge. */
const depthOf = ({ lanes, laneHeight }: Band, { upper, lower }: RibbonLayout): number =>
  (lanes[lower] ?? 0) - (lanes[upper] ?? 0) - laneHeight

const rowsOf = (stage: Band, ribbon: RibbonLayout): number => Math.ceil(depthOf(stage, ribbon) / ROWS)

const countSeen = (ribbons: readonly RibbonLayout[], plot: number, px: (x: number) => number): number => {
  let count = 0
  for (const { key, a0, b1 } of ribbons)
    for (let k = 0; k < key.length; k += 1)
      if (px(b1[k] as number) >= 0 && px(a0[k] as number) <= plot) count += 1
  return count
}

const drawRaster = (
  context: CanvasRenderingContext2D,
  image: CanvasImageSource,
  stage: Band,
  ribbons: readonly RibbonLayout[],
  width: number,
): void => {
  let row = 0
  context.imageSmoothingEnabled = false
  for (const ribbon of ribbons) {
    const rows = rowsOf(stage, ribbon)
    const depth = depthOf(stage, ribbon)
    const top = (stage.lanes[ribbon.upper] ?? 0) + stage.laneHeight
    context.drawImage(image, 0, row, width, rows, -AROUND, top, width, depth)
    row += rows
  }
  context.imageSmoothingEnabled = true
}

/** Gathered tint by tint: those that stand upright as rectangles, the others in one path. */
class Shapes {
  readonly #paths: (Path2D | undefined)[] = []
  /** Left, top, width and height of one rectangle after the other. */
  readonly #rects: (number[] | undefined)[] = []

  add(tint: number, a0: number, a1: number, b0: number, b1: number, top: number, bottom: number): void {
    if (!leans(a0, a1, b0, b1)) {
      const rects = (this.#rects[tint] ??= [])
      rects.push(a0, top, a1 - a0, bottom - top)
      return
    }
    const middle = (top + bottom) / 2
    const path = (this.#paths[tint] ??= new Path2D())
    path.moveTo(a0, top)
    if (Math.abs(b0 - a0) < UPRIGHT) path.lineTo(b0, bottom)
    else path.bezierCurveTo(a0, middle, b0, middle, b0, bottom)
    path.lineTo(b1, bottom)
    if (Math.abs(b1 - a1) < UPRIGHT) path.lineTo(a1, top)
    else path.bezierCurveTo(b1, middle, a1, middle, a1, top)
    path.closePath()
  }

  fill(context: CanvasRenderingContext2D, tints: readonly string[]): void {
    tints.forEach((colour, tint) => {
      const path = this.#paths[tint]
      const rects = this.#rects[tint] ?? []
      if (!path && rects.length === 0) return
      context.fillStyle = colour
      if (path) context.fill(path)
      for (let k = 0; k < rects.length; k += 4)
        context.fillRect(
          rects[k] as number,
          rects[k + 1] as number,
          rects[k + 2] as number,
          rects[k + 3] as number,
        )
    })
  }
}

const touches = (
  ribbon: RibbonLayout,
  k: number,
  marked: { readonly lane: string; readonly index: number },
): boolean =>
  (laneKinds[ribbon.upper] === marked.lane && ribbon.upperIndex[k] === marked.index) ||
  (laneKinds[ribbon.lower] === marked.lane && ribbon.lowerIndex[k] === marked.index)
