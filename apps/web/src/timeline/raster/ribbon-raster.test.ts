import { expect, test } from 'vitest'
import { addRibbon, leanOf } from './ribbon-raster.ts'

const WIDTH = 40
const HEIGHT = 10
const RED = 0x0000ff
const BLUE = 0xff0000

const ground = () => ({ pixels: new Uint32Array(WIDTH * HEIGHT), width: WIDTH, height: HEIGHT, from: 100 })
const alphas = (pixels: Uint32Array, row: number) =>
  Array.from(pixels.subarray(row * WIDTH, (row + 1) * WIDTH), (pixel) => pixel >>> 24)
const covered = (pixels: Uint32Array, row: number) => alphas(pixels, row).reduce((sum, each) => sum + each, 0)

test('an edge leaves its lane upright, crosses the middle half-way down, and arrives upright', () => {
  const lean = leanOf(100)
  expect(lean[0]).toBeLessThan(0.001)
  // By hand: the Bézier 0, 0, 1, 1 with its handles half-way is at 0.5 at half its depth.
  expect(((lean[49] ?? 0) + (lean[50] ?? 0)) / 2).toBeCloseTo(0.5, 6)
  expect(lean[99]).toBeGreaterThan(0.999)
})

test('an upright ribbon covers its own pixels in every row, and half a pixel if it ends inside one', () => {
  const { pixels, ...rest } = ground()
  addRibbon({ pixels, ...rest }, 104, 106.5, 104, 106.5, RED, 0.4)
  for (let row = 0; row < HEIGHT; row += 1) {
    expect(alphas(pixels, row).slice(3, 8)).toEqual([0, 102, 102, 51, 0])
  }
  expect((pixels[4] ?? 0) & 0xffffff).toBe(RED)
})

test('a leaning ribbon is equally wide in every row, however far it leans', () => {
  const { pixels, ...rest } = ground()
  addRibbon({ pixels, ...rest }, 102, 110, 128, 136, RED, 1)
  for (let row = 0; row < HEIGHT; row += 1) expect(covered(pixels, row) / 255).toBeCloseTo(8, 1)
})

test('if two cross the later one is visible, and no clearer than one alone', () => {
  const { pixels, ...rest } = ground()
  addRibbon({ pixels, ...rest }, 104, 108, 104, 108, RED, 0.4)
  addRibbon({ pixels, ...rest }, 106, 110, 106, 110, BLUE, 0.4)
  expect(Array.from(pixels.subarray(4, 10), (pixel) => [pixel >>> 24, pixel & 0xffffff])).toEqual([
    [102, RED],
    [102, RED],
    [102, BLUE],
    [102, BLUE],
    [102, BLUE],
    [102, BLUE],
  ])
})

test('anything outside the picture is left out', () => {
  const { pixels, ...rest } = ground()
  addRibbon({ pixels, ...rest }, 80, 90, 150, 160, RED, 1)
  expect(covered(pixels, 0)).toBe(0)
  expect(covered(pixels, HEIGHT - 1)).toBe(0)
  addRibbon({ pixels, ...rest }, 90, 200, 90, 200, RED, 1)
  expect(covered(pixels, 0)).toBe(WIDTH * 255)
})
