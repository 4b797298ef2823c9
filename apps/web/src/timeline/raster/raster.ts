// Pixels on their way to a canvas: a separate picture that is filled number by number and then drawn, and reused in
// every frame.

export interface Raster {
  readonly pixels: Uint32Array
  /** Copies the pixels into the picture to draw. Call it once all are filled. */
  readonly shown: () => CanvasImageSource
}

export interface Kept {
  readonly width: number
  readonly height: number
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D | null
  readonly image: ImageData
  /** What its pixels show, if they need not be filled again. */
  of: readonly unknown[]
}

/** The rasters of one canvas, by their names. */
export type Rasters = Map<string, Kept>

/** An empty raster of that size. It replaces the one returned earlier under this name. */
export const rasterFor = (kept: Rasters, name: string, width: number, height: number): Raster => {
  const before = kept.get(name)
  const room = before?.width === width && before.height >= height ? before : makeRoom(width, height)
  kept.set(name, room)
  return cleared(room, width, height)
}

/** A raster that `fill` makes from nothing but `of`. As long as each of these stays the same object, it is not filled again. */
export const rasterOf = (
  kept: Rasters,
  name: string,
  width: number,
  height: number,
  of: readonly unknown[],
  fill: (pixels: Uint32Array) => void,
): CanvasImageSource => {
  const before = kept.get(name)
  if (before?.width === width && before.height >= height && of.every((each, k) => each === before.of[k]))
    return before.canvas
  const { pixels, shown } = rasterFor(kept, name, width, height)
  const room = kept.get(name)
  if (room) room.of = of
  fill(pixels)
  return shown()
}

const cleared = (room: Kept, width: number, height: number): Raster => {
  const { canvas, image } = room
  const pixels = new Uint32Array(image.data.buffer, 0, width * height)
  pixels.fill(0)
  return {
    pixels,
    shown: () => {
      room.context?.putImageData(image, 0, 0, 0, 0, width, height)
      return canvas
    },
  }
}

const makeRoom = (width: number, height: number): Kept => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return { width, height, canvas, context, image: new ImageData(width, height), of: [] }
}
