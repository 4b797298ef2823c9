// Bytes of a buffer as pixels above its ground.
import type { CardPlace } from './plan-cards.ts'

export interface BufferScale {
  readonly y: (bytes: number) => number
  /** The byte counts that get a line and a number beside the card; 0 gets none. */
  readonly grid: readonly number[]
  readonly ground: number
}

const INSIDE = 8
const ABOVE = 16
const LOW = 60

export const bufferScale = (
  { top, height }: Pick<CardPlace, 'top' | 'height'>,
  most: number,
): BufferScale => {
  const isLow = height < LOW
  const ground = top + height - (isLow ? 5 : INSIDE)
  const room = Math.max(1, ground - top - (isLow ? 5 : ABOVE))
  const half = Math.round(most / 2)
  return {
    y: (bytes) => ground - (room * bytes) / Math.max(1, most),
    grid: isLow || most === 0 ? [] : half > 0 && half < most ? [half, most] : [most],
    ground,
  }
}
