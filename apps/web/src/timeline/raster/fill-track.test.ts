import { expect, test } from 'vitest'
import { fillMarks, fillStrength } from './fill-track.ts'

const COLOUR = 0x123456
const strip = {
  x0: Float32Array.of(2, 5, 6.5),
  x1: Float32Array.of(4, 6, 6.6),
  strength: Uint8Array.of(100, 200, 80),
  marks: Float32Array.of(3, 8.5),
}
const place = { from: 0, ratio: 1 }
const alphas = (row: Uint32Array) => Array.from(row, (pixel) => pixel >>> 24)

test('a strip’s opacity is its strength, and a piece is at least a pixel wide', () => {
  const row = new Uint32Array(10)
  fillStrength(row, strip, (x) => x, place, COLOUR)
  expect(alphas(row)).toEqual([0, 0, 100, 100, 0, 200, 40, 40, 0, 0])
  expect((row[2] ?? 0) & 0xffffff).toBe(COLOUR)
})

test('pieces that share a pixel add up to its strength', () => {
  const row = new Uint32Array(4)
  const halves = {
    ...strip,
    x0: Float32Array.of(0, 1.5),
    x1: Float32Array.of(1.5, 3),
    strength: Uint8Array.of(200, 100),
  }
  fillStrength(row, halves, (x) => x, place, COLOUR)
  expect(alphas(row)).toEqual([200, 150, 100, 0])
})

test('a mark is a pixel and a half wide, and anything outside the row is left out', () => {
  const row = new Uint32Array(9)
  fillMarks(row, strip, (x) => x, place, COLOUR)
  expect(alphas(row)).toEqual([0, 0, 0, 255, 128, 0, 0, 0, 128])
  fillMarks(row, { ...strip, marks: Float32Array.of(-40, 900) }, (x) => x, place, COLOUR)
  expect(alphas(row)).toEqual([0, 0, 0, 255, 128, 0, 0, 0, 128])
})
