// Places a word's explanation below the word, or above it if there is no room, and always inside the window.

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
