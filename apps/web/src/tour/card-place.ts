// Places the tour's card beside its target, on the preferred side if there is room.

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
interface Size {
  readonly width: number
  readonly height: number
}
export type Side = 'above' | 'below'

export interface CardPlace {
  readonly x: number
  readonly y: number
  readonly side: Side
  /** Pixels from the card's left edge to its arrow. */
  readonly arrow: number
}

/** CSS pixels: from the card to its target, to the window's edges, and from an arrow to the card's corners. */
const APART = 12
const EDGE = 8
const CORNER = 20

export const cardPlace = (target: Rect, card: Size, window: Size, wished: Side): CardPlace => {
  const above = target.top - APART - card.height
  const below = target.bottom + APART
  const fits: Readonly<Record<Side, boolean>> = {
    above: above >= EDGE,
    below: below + card.height <= window.height - EDGE,
  }
  const other: Side = wished === 'above' ? 'below' : 'above'
  const side = fits[wished] || !fits[other] ? wished : other
  const middle = (target.left + target.right) / 2
  const clamped = (value: number, last: number): number => Math.max(EDGE, Math.min(value, last))
  const x = clamped(middle - card.width / 2, window.width - card.width - EDGE)
  return {
    x,
    y: clamped(side === 'above' ? above : below, window.height - card.height - EDGE),
    side,
    arrow: Math.max(CORNER, Math.min(middle - x, card.width - CORNER)),
  }
}

/** The smallest rectangle around all of them. There must be at least one. */
export const around = (rects: readonly Rect[]): Rect => ({
  left: Math.min(...rects.map(({ left }) => left)),
  top: Math.min(...rects.map(({ top }) => top)),
  right: Math.max(...rects.map(({ right }) => right)),
  bottom: Math.max(...rects.map(({ bottom }) => bottom)),
})
