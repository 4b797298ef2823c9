// Ribbons flow from lane to lane; those of the interval pointed at or selected stand out.
import type { Picture } from './picture.ts'
import { laneKinds, type RibbonLayout, type StreamLayout } from './layout.ts'

export const drawRibbons = (
  context: CanvasRenderingContext2D,
  { stage, look, selected, hovered }: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  const marked = hovered ?? selected
  for (const ribbon of layout.ribbons) {
    const top = (stage.lanes[ribbon.upper] ?? 0) + stage.laneHeight
    const bottom = stage.lanes[ribbon.lower] ?? 0
    const middle = (top + bottom) / 2
    for (let k = 0; k < ribbon.key.length; k += 1) {
      const a0 = px(ribbon.a0[k] as number)
      const b0 = px(ribbon.b0[k] as number)
      const a1 = Math.max(a0 + 1, px(ribbon.a1[k] as number))
      const b1 = Math.max(b0 + 1, px(ribbon.b1[k] as number))
      if (Number.isNaN(a0 + b0) || Math.max(a1, b1) < 0 || Math.min(a0, b0) > stage.plot + 30) continue
      context.beginPath()
      context.moveTo(a0, top)
      if (a0 === b0) context.lineTo(b0, bottom)
      else context.bezierCurveTo(a0, middle, b0, middle, b0, bottom)
      context.lineTo(b1, bottom)
      if (a1 === b1) context.lineTo(a1, top)
      else context.bezierCurveTo(b1, middle, a1, middle, a1, top)
      context.closePath()
      context.fillStyle = look.tints[ribbon.tint[k] as number] ?? look.faint
      context.globalAlpha = marked && touches(ribbon, k, marked) ? look.ribbon * 1.6 : look.ribbon
      context.fill()
    }
  }
  context.globalAlpha = 1
}

const touches = (
  ribbon: RibbonLayout,
  k: number,
  marked: { readonly lane: string; readonly index: number },
): boolean =>
  (laneKinds[ribbon.upper] === marked.lane && ribbon.upperIndex[k] === marked.index) ||
  (laneKinds[ribbon.lower] === marked.lane && ribbon.lowerIndex[k] === marked.index)
