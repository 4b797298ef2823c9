import { expect, test } from 'vitest'
import { insetOf, partBoxes, shadeSpans } from './box-edges.ts'
import { fillLane, laneRows } from './fill-lane.ts'
import type { LaneLayout } from '../../layout/layout.ts'
import { pixelOf } from './pixels.ts'

const WIDTH = 40
const place = { from: 0, ratio: 1 }
const same = (x: number): number => x

const spansOf = (edges: readonly (readonly [x0: number, x1: number])[]) => ({
  key: Float64Array.from(edges, (_, k) => k),
  x0: Float32Array.from(edges, ([x0]) => x0),
  x1: Float32Array.from(edges, ([, x1]) => x1),
  tint: new Uint8Array(edges.length),
  row: new Uint8Array(edges.length),
})
const boxesOf = (edges: readonly (readonly [x0: number, x1: number])[]) => ({
  ...spansOf(edges),
  merged: new Uint32Array(edges.length).fill(1),
})
const white = () => new Uint32Array(WIDTH).fill(0xffffffff)
const alphas = (row: Uint32Array, from: number, to: number) =>
  Array.from(row.subarray(from, to), (pixel) => pixel >>> 24)

test('a gap of two pixels lies on each edge of a box, mostly outside it', () => {
  const row = white()
  partBoxes(row, boxesOf([[10, 20]]), same, place)
  expect(alphas(row, 7, 13)).toEqual([255, 128, 0, 128, 255, 255])
  expect(alphas(row, 18, 23)).toEqual([255, 128, 0, 128, 255])
})

test('a box narrower than four pixels keeps all of them', () => {
  const row = white()
  partBoxes(row, boxesOf([[10, 13.9]]), same, place)
  expect(alphas(row, 0, WIDTH).every((alpha) => alpha === 255)).toBe(true)
})

test('on a screen with two pixels per CSS pixel, the gap is four of them wide', () => {
  const row = new Uint32Array(2 * WIDTH).fill(0xffffffff)
  partBoxes(row, boxesOf([[10, 20]]), same, { from: 0, ratio: 2 })
  expect(alphas(row, 16, 22)).toEqual([255, 0, 0, 0, 0, 255])
})

test('a header is shaded in its place, half as much on a half covered pixel, and the opacity stays the same', () => {
  const row = white()
  shadeSpans(row, spansOf([[10, 12.5]]), same, place, 0, 0.42)
  expect(Array.from(row.subarray(9, 14), (pixel) => [pixel & 255, pixel >>> 24])).toEqual([
    [255, 255],
    [148, 255],
    [148, 255],
    [201, 255],
    [255, 255],
  ])
})

test('a quarter circle of radius four: inset by half its width at the edge, hardly at all four pixels down', () => {
  // By hand: 4 − √(4² − 3.5²), 4 − √(4² − 0.5²).
  expect(insetOf(4, 0)).toBeCloseTo(2.0635, 4)
  expect(insetOf(4, 3)).toBeCloseTo(0.0314, 4)
  expect(insetOf(4, 4)).toBe(0)
})

test('a lane is rounded equally above and below, and straight in between', () => {
  const red = pixelOf('#ff0000')
  const lane: Pick<LaneLayout, 'slices' | 'headers' | 'boxes'> = {
    slices: spansOf([[10, 30]]),
    headers: spansOf([]),
    boxes: boxesOf([[10, 30]]),
  }
  const rows = laneRows(1)
  expect(rows).toBe(9)
  const pixels = new Uint32Array(rows * WIDTH)
  fillLane(pixels, WIDTH, lane, same, place, { tints: [red], shade: 0, shaded: 0.42 })
  const row = (at: number) => pixels.subarray(at * WIDTH, (at + 1) * WIDTH)
  expect(alphas(row(4), 9, 14)).toEqual([0, 128, 255, 255, 255])
  // 2.0635 pixels in from 10.5: half of what the gap left, one whole pixel, and 0.5635 of one.
  expect(alphas(row(0), 9, 14)).toEqual([0, 64, 0, 111, 255])
  for (let at = 0; at < 4; at += 1) expect(row(8 - at)).toEqual(row(at))
  expect((row(4)[20] ?? 0) & 0xffffff).toBe(red)
})
