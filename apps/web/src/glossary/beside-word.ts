// Where a word's explanation stands: under the word, or above it where there is no room, and always in the window.

interface Size {
  readonly width: number
  readonly height: number
}
interface Box {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** CSS pixels from the word, and to the window's edge. */
const APART = 6
const EDGE = 8

export const besideWord = (
  word: Box,
  tip: Size,
  window: Size,
): { readonly x: number; readonly y: number } => {
  const below = word.bottom + APART
  const fits = below + tip.height + EDGE <= window.height
  return {
    x: Math.max(EDGE, Math.min(word.left, window.width - tip.width - EDGE)),
    y: fits ? below : Math.max(EDGE, word.top - APART - tip.height),
  }
}
