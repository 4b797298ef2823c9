// Pixels as an ImageData's bytes hold them, four to a number: red lowest, alpha highest, colours not multiplied by it.

/** `#rrggbb` as 0xbbggrr. */
export const pixelOf = (colour: string): number => {
  const rgb = Number.parseInt(colour.slice(1), 16)
  return ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)
}
