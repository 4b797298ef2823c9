// Ribbons flow from lane to lane; those of the hovered or selected interval are emphasised. A few are drawn as paths,
// as sharp as the screen; many are filled pixel by pixel.
import type { Picture } from './picture.ts'
import type { RibbonLayout, StreamLayout } from '../../layout/layout.ts'
import { BESIDE, leans, ManyRibbons } from './many-ribbons.ts'

/** With more ribbons than this in view, they are filled pixel by pixel. */
const MOST_PATHS = 150
/** An edge that leans by less than this many pixels looks the same straight as curved. */
const UPRIGHT = 6
const STAND_OUT = 1.6

export const drawRibbons = (
  context: CanvasRenderingContext2D,
  { stage, theme, rasters, selected, hovered }: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  const marked = hovered ?? selected
  const many =
    countSeen(layout.ribbons, stage.plot, px) > MOST_PATHS
      ? new ManyRibbons(context, rasters, stage, layout.ribbons, theme)
      : undefined
  const plain = new Shapes()
  const standing = new Shapes()
  layout.ribbons.forEach((ribbon, joint) => {
    const top = (stage.lanes[ribbon.upper] ?? 0) + stage.laneHeight
    const bottom = stage.lanes[ribbon.lower] ?? 0
    for (let k = 0; k < ribbon.key.length; k += 1) {
      const a0 = px(ribbon.a0[k] as number)
      const b0 = px(ribbon.b0[k] as number)
      const a1 = Math.max(a0 + 1, px(ribbon.a1[k] as number))
      const b1 = Math.max(b0 + 1, px(ribbon.b1[k] as number))
      if (Number.isNaN(a0 + b0) || Math.max(a1, b1) < 0 || Math.min(a0, b0) > stage.plot + BESIDE) continue
      const tint = ribbon.tint[k] as number
      if (marked && touches(layout, ribbon, k, marked)) standing.add(tint, a0, a1, b0, b1, top, bottom)
      else if (many) many.add(joint, a0, a1, b0, b1, tint)
      else plain.add(tint, a0, a1, b0, b1, top, bottom)
    }
  })
  many?.draw()
  context.globalAlpha = theme.ribbon
  plain.fill(context, theme.tints)
  context.globalAlpha = theme.ribbon * STAND_OUT
  standing.fill(context, theme.tints)
  context.globalAlpha = 1
}

const countSeen = (ribbons: readonly RibbonLayout[], plot: number, px: (x: number) => number): number => {
  let count = 0
  for (const { key, a0, b1 } of ribbons)
    for (let k = 0; k < key.length; k += 1)
      if (px(b1[k] as number) >= 0 && px(a0[k] as number) <= plot) count += 1
  return count
}

/** Grouped by tint: upright ones as rectangles, the others in one path. */
class Shapes {
  readonly #paths: (Path2D | undefined)[] = []
  /** Left, top, width and height of one rectangle after another. */
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
  { lanes }: StreamLayout,
  ribbon: RibbonLayout,
  k: number,
  marked: { readonly lane: string; readonly index: number },
): boolean =>
  (lanes[ribbon.upper]?.name === marked.lane && ribbon.upperIndex[k] === marked.index) ||
  (lanes[ribbon.lower]?.name === marked.lane && ribbon.lowerIndex[k] === marked.index)
