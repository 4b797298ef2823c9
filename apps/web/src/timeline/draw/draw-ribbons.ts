// Ribbons flow from lane to lane; those of the hovered or selected interval are emphasised. A few are drawn as paths,
// as sharp as the screen; many are filled pixel by pixel. A few bytes that lay in a buffer go in at their level and come
// out at their place among those that were taken with them.
import type { Picture } from './picture.ts'
import type { RibbonLayout, StreamLayout, Through } from '../../layout/layout.ts'
import { boxesOf } from '../../layout/stage/lane-place.ts'
import { bufferScale } from '../../layout/stage/buffer-scale.ts'
import { BESIDE, leans, ManyRibbons } from './many-ribbons.ts'

/** With more ribbons than this in view, they are filled pixel by pixel. */
const MOST_PATHS = 150
/** More ribbons than this do not stop in a buffer's picture, nor in one that is lower. */
const MOST_THROUGH = 60
const LEAST_BUFFER = 60
/** An edge that leans by less than this many pixels looks the same straight as curved. */
const UPRIGHT = 6
/** More ribbons than this are pale, so that what is before them stays readable. */
const MOST_STRANDS = 240
const STAND_OUT = 1.5
/** The width of bytes that come out of a buffer. */
const STRAND = 6
/** How high a bend is at most. */
const BEND = 34

export const drawRibbons = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  const { stage, theme, rasters, selected, hovered } = picture
  const marked = hovered ?? selected
  const seen = countSeen(layout.ribbons, stage.plot, px)
  const many = seen > MOST_PATHS ? new ManyRibbons(context, rasters, stage, layout.ribbons, theme) : undefined
  const plain = { strand: new Shapes(), ribbon: new Shapes() }
  const standing = { strand: new Shapes(), ribbon: new Shapes() }
  layout.ribbons.forEach((ribbon, joint) => {
    const way = seen <= MOST_THROUGH ? throughOf(picture, layout, ribbon) : undefined
    // Bytes that travelled are strong; which of them a message has is pale.
    const travels = layout.buffers.length > 0 && layout.lanes[ribbon.lower]?.kind !== 'message'
    const kind = travels && seen <= MOST_STRANDS ? 'strand' : 'ribbon'
    for (let k = 0; k < ribbon.key.length; k += 1) {
      const a0 = px(ribbon.a0[k] as number)
      const b0 = px(ribbon.b0[k] as number)
      const a1 = Math.max(a0 + 1, px(ribbon.a1[k] as number))
      const b1 = Math.max(b0 + 1, px(ribbon.b1[k] as number))
      if (!way && Number.isNaN(a0 + b0)) continue
      if (Math.max(a1, b1) < 0 || Math.min(a0, b0) > stage.plot + BESIDE) continue
      const tint = ribbon.tint[k] as number
      const isMarked = marked !== undefined && touches(layout, ribbon, k, marked)
      const shapes = (isMarked ? standing : plain)[kind]
      const upper = boxesOf(stage, ribbon.upper, ribbon.upperRow[k])
      const top = upper.top + upper.height
      const bottom = boxesOf(stage, ribbon.lower, ribbon.lowerRow[k]).top
      if (way) addThrough(shapes, way, k, { tint, a0, a1, b0, b1, top, bottom }, px)
      else if (many && !isMarked) many.add(joint, a0, a1, b0, b1, tint)
      else shapes.add(tint, a0, a1, b0, b1, top, bottom)
    }
  })
  many?.draw()
  for (const kind of ['ribbon', 'strand'] as const) {
    context.globalAlpha = theme[kind]
    plain[kind].fill(context, theme.tints)
    context.globalAlpha = Math.min(1, theme[kind] * STAND_OUT)
    standing[kind].fill(context, theme.tints)
  }
  context.globalAlpha = 1
}

interface Way {
  readonly through: Through
  readonly y: (bytes: number) => number
  readonly ground: number
}

interface Strand {
  readonly tint: number
  readonly a0: number
  readonly a1: number
  readonly b0: number
  readonly b1: number
  readonly top: number
  readonly bottom: number
}

const throughOf = (
  { stage }: Picture,
  { buffers }: StreamLayout,
  { through }: RibbonLayout,
): Way | undefined => {
  const card = through && stage.buffers[through.buffer]
  const buffer = through && buffers[through.buffer]
  if (!card || !buffer || card.height < LEAST_BUFFER) return undefined
  return { through, ...bufferScale(card, buffer.most) }
}

/** Down to its level left of when it came; from when it was taken, down beside the others to where it was read. */
const addThrough = (
  shapes: Shapes,
  { through, y, ground }: Way,
  k: number,
  { tint, a0, a1, b0, b1, top, bottom }: Strand,
  px: (x: number) => number,
): void => {
  const came = px(through.x0[k] as number)
  const taken = px(through.x1[k] as number)
  const size = through.size[k] as number
  const level = through.in[k] as number
  const wide = a1 - a0
  if (!Number.isNaN(a0 + came)) shapes.add(tint, a0, a1, came - wide, came, top, y(level), y(level + size))
  const out = through.out[k] as number
  if (Number.isNaN(b0 + taken)) return
  // Pieces of one recv come out beside each other, in order.
  const aside = taken + (out > 0 ? STRAND * order(through, k) : 0)
  shapes.rect(tint, aside, y(out + size), STRAND, ground - y(out + size))
  shapes.add(tint, aside, aside + STRAND, b0, b1, ground, bottom)
}

/** How many pieces before `k` were taken at the same moment. */
const order = ({ x1 }: Through, k: number): number => {
  let count = 0
  while (k - count - 1 >= 0 && x1[k - count - 1] === x1[k]) count += 1
  return count
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

  rect(tint: number, x: number, y: number, width: number, height: number): void {
    const rects = (this.#rects[tint] ??= [])
    rects.push(x, y, width, height)
  }

  /** From `a0`…`a1` at `top` to `b0`…`b1` at `bottom`; it bends as late as it can. `open`: where the bend must be over. */
  add(
    tint: number,
    a0: number,
    a1: number,
    b0: number,
    b1: number,
    top: number,
    bottom: number,
    open = bottom,
  ): void {
    if (!leans(a0, a1, b0, b1)) {
      this.rect(tint, a0, top, a1 - a0, bottom - top)
      return
    }
    const bend = Math.max(top, open - BEND)
    const middle = (bend + open) / 2
    const path = (this.#paths[tint] ??= new Path2D())
    path.moveTo(a0, top)
    path.lineTo(a0, bend)
    if (Math.abs(b0 - a0) < UPRIGHT) path.lineTo(b0, open)
    else path.bezierCurveTo(a0, middle, b0, middle, b0, open)
    path.lineTo(b0, bottom)
    path.lineTo(b1, bottom)
    path.lineTo(b1, open)
    if (Math.abs(b1 - a1) < UPRIGHT) path.lineTo(a1, bend)
    else path.bezierCurveTo(b1, middle, a1, middle, a1, bend)
    path.lineTo(a1, top)
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
