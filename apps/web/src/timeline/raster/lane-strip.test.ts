import { expect, test } from 'vitest'
import { fillStrip } from './lane-strip.ts'
import { pixelOf } from './pixels.ts'

const red = pixelOf('#ff0000')
const blue = pixelOf('#0000ff')

/** Each pixel as `[red, green, blue, alpha]`. */
const stripOf = (slices: readonly (readonly [x0: number, x1: number, tint: number])[], ratio = 1) => {
  const row = new Uint32Array(4 * ratio)
  const spans = {
    key: Float64Array.from(slices, (_, k) => k),
    x0: Float32Array.from(slices, ([x0]) => x0),
    x1: Float32Array.from(slices, ([, x1]) => x1),
    tint: Uint8Array.from(slices, ([, , tint]) => tint),
  }
  fillStrip(row, spans, (x) => x, { from: 10, ratio }, [red, blue])
  return Array.from(row, (pixel) => [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255))
}
const nothing = [0, 0, 0, 0]

test('a colour’s bytes are in ImageData’s order', () => {
  expect(Array.from(new Uint8Array(Uint32Array.of(pixelOf('#123456')).buffer))).toEqual([0x12, 0x34, 0x56, 0])
})

test('a slice colours the pixels that it covers, and no others', () => {
  expect(stripOf([[11, 13, 0]])).toEqual([nothing, [255, 0, 0, 255], [255, 0, 0, 255], nothing])
})

test('a partly covered pixel is lighter in proportion', () => {
  expect(stripOf([[10.75, 12.5, 1]])).toEqual([[0, 0, 255, 64], [0, 0, 255, 255], [0, 0, 255, 128], nothing])
})

test('two slices that meet inside a pixel share its colour without a gap', () => {
  const [, shared] = stripOf([
    [10, 11.25, 0],
    [11.25, 13, 1],
  ])
  expect(shared).toEqual([64, 0, 191, 255])
})

test('a slice narrower than a pixel is drawn a pixel wide', () => {
  expect(stripOf([[12, 12.1, 0]])[2]).toEqual([255, 0, 0, 255])
})

test('on a screen with two pixels per CSS pixel, edges can be at halves', () => {
  expect(stripOf([[11.5, 12.5, 0]], 2).map(([, , , alpha]) => alpha)).toEqual([0, 0, 0, 255, 255, 0, 0, 0])
})

test('a slice outside the row, or without a place yet, colours nothing', () => {
  const empty = [nothing, nothing, nothing, nothing]
  expect(stripOf([[2, 9, 0]])).toEqual(empty)
  expect(stripOf([[14, 20, 0]])).toEqual(empty)
  expect(stripOf([[NaN, NaN, 0]])).toEqual(empty)
})
