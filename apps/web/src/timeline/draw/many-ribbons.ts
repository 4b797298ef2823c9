// Draws many ribbons as pixels, so that the cost depends on what is visible and not on their number. Leaning ribbons
// are filled row by row; upright ones fill one row that is stretched to their height.
import { fillStrip, type Slices } from '../raster/lane-strip.ts'
import type { RibbonLayout } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import { pixelOf } from '../raster/pixels.ts'
import { type Raster, rasterFor, type Rasters } from '../raster/raster.ts'
import { addRibbon, type Ground } from '../raster/ribbon-raster.ts'
import { boxesOf } from '../../layout/stage/lane-place.ts'
import type { Band } from '../../layout/stage/stage.ts'

/** How far right of the plot something is still visible, in pixels. */
export const BESIDE = 30
/** Pixels left of the plot that are also drawn on. */
const AROUND = 4
/** An edge that leans by less than this many pixels counts as upright. */
const SAME = 0.1
/** Rows of the stage per row of pixels. An edge's softness hides the steps. */
const ROWS = 2

export const leans = (a0: number, a1: number, b0: number, b1: number): boolean =>
  Math.abs(b0 - a0) >= SAME || Math.abs(b1 - a1) >= SAME

/** Between two lanes: from the upper one's lower edge to the lower one's upper edge. */
interface Joint {
  readonly top: number
  readonly depth: number
  /** The first row of the pixels that leaning ribbons are filled into, and how many rows there are. */
  readonly first: number
  readonly rows: number
  readonly upright: { readonly [Column in keyof Slices]: number[] }
  ground: Ground | undefined
}

export class ManyRibbons {
  readonly #context: CanvasRenderingContext2D
  readonly #rasters: Rasters
  readonly #theme: CanvasTheme
  readonly #colours: readonly number[]
  /** In the plot's pixels. */
  readonly #width: number
  readonly #joints: readonly Joint[]
  readonly #rows: number
  #leaning: Raster | undefined

  constructor(
    context: CanvasRenderingContext2D,
    rasters: Rasters,
    stage: Band & { readonly plot: number },
    ribbons: readonly RibbonLayout[],
    theme: CanvasTheme,
  ) {
    this.#context = context
    this.#rasters = rasters
    this.#theme = theme
    this.#colours = theme.tints.map(pixelOf)
    this.#width = Math.ceil(stage.plot) + AROUND + BESIDE
    let first = 0
    this.#joints = ribbons.map(({ upper, lower, upperRow, lowerRow }): Joint => {
      const above = boxesOf(stage, upper, upperRow[0])
      const top = above.top + above.height
      const depth = Math.max(1, boxesOf(stage, lower, lowerRow[0]).top - top)
      const rows = Math.ceil(depth / ROWS)
      first += rows
      return {
        top,
        depth,
        first: first - rows,
        rows,
        upright: { x0: [], x1: [], tint: [] },
        ground: undefined,
      }
    })
    this.#rows = first
  }

  /** `joint`: index of the pair of lanes, as in the ribbons' layouts. From `a0`…`a1` above to `b0`…`b1` below. */
  add(joint: number, a0: number, a1: number, b0: number, b1: number, tint: number): void {
    const there = this.#joints[joint]
    if (!there) return
    if (leans(a0, a1, b0, b1))
      addRibbon(this.#ground(there), a0, a1, b0, b1, this.#colours[tint] ?? 0, this.#theme.ribbon)
    else {
      there.upright.x0.push(a0)
      there.upright.x1.push(a1)
      there.upright.tint.push(tint)
    }
  }

  draw(): void {
    this.#context.imageSmoothingEnabled = false
    this.#drawLeaning()
    this.#drawUpright()
    this.#context.imageSmoothingEnabled = true
  }

  #ground(joint: Joint): Ground {
    this.#leaning ??= rasterFor(this.#rasters, 'leaning ribbons', this.#width, Math.max(1, this.#rows))
    const from = joint.first * this.#width
    const pixels = this.#leaning.pixels.subarray(from, from + joint.rows * this.#width)
    return (joint.ground ??= { pixels, width: this.#width, height: joint.rows, from: -AROUND })
  }

  #drawLeaning(): void {
    const image = this.#leaning?.shown()
    if (!image) return
    const width = this.#width
    for (const { top, depth, first, rows, ground } of this.#joints)
      if (ground) this.#context.drawImage(image, 0, first, width, rows, -AROUND, top, width, depth)
  }

  #drawUpright(): void {
    const drawn = this.#joints.filter(({ upright }) => upright.x0.length > 0)
    if (drawn.length === 0) return
    const ratio = this.#context.getTransform().a
    const width = Math.round(this.#width * ratio)
    const raster = rasterFor(this.#rasters, 'upright ribbons', width, drawn.length)
    drawn.forEach(({ upright }, row) => {
      const pixels = raster.pixels.subarray(row * width, (row + 1) * width)
      fillStrip(pixels, upright, (x) => x, { from: -AROUND, ratio }, this.#colours)
    })
    const image = raster.shown()
    this.#context.globalAlpha = this.#theme.ribbon
    drawn.forEach(({ top, depth }, row) => {
      this.#context.drawImage(image, 0, row, width, 1, -AROUND, top, width / ratio, depth)
    })
    this.#context.globalAlpha = 1
  }
}
