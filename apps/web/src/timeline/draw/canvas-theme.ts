// The theme's colours for the canvas, read from the page's own style once per theme.
import { paletteSize } from '../../model/colours/colour-runs.ts'

export interface CanvasTheme {
  readonly theme: string
  readonly bg: string
  readonly panel: string
  readonly line: string
  readonly edge: string
  readonly text: string
  readonly dim: string
  readonly faint: string
  readonly accent: string
  readonly bad: string
  readonly good: string
  readonly lane: string
  readonly ink: string
  readonly ribbon: number
  readonly band: number
  readonly strand: number
  readonly soft: string
  readonly lit: string
  readonly call: string
  readonly callEdge: string
  readonly hatch: string
  readonly hatchGround: string
  readonly tints: readonly string[]
  readonly sans: string
  readonly mono: string
}

/** `theme`: the theme that the element's style has now. */
export const readCanvasTheme = (element: Element, theme: string): CanvasTheme => {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    theme,
    bg: read('bg'),
    panel: read('panel'),
    line: read('line'),
    edge: read('edge'),
    text: read('text'),
    dim: read('dim'),
    faint: read('faint'),
    accent: read('accent'),
    bad: read('bad'),
    good: read('good'),
    lane: read('lane'),
    ink: read('ink'),
    ribbon: Number(read('ribbon')),
    band: Number(read('band')),
    strand: Number(read('strand')),
    soft: read('soft'),
    lit: read('lit'),
    call: read('call'),
    callEdge: read('call-edge'),
    hatch: read('hatch'),
    hatchGround: read('hatch-ground'),
    tints: Array.from({ length: paletteSize }, (_, k) => read(`m${k}`)),
    sans: read('sans'),
    mono: read('mono'),
  }
}
