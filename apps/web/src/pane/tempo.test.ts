import { expect, test } from 'vitest'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import { paceText, Tempo } from './tempo.ts'

/** Roughly hello + world, in nanoseconds: sent, captured 90 µs later, read 200 ms later. */
const score: Score = {
  moments: Float64Array.of(5e6, 5.09e6, 205e6, 206e6),
  moving: Uint8Array.of(1, 0, 1, 0),
}
const extent = [0, 208e6] as const

test('as slow as eyes need: 90 µs take 0.76 s, 200 ms take 1.9 s', () => {
  const tempo = new Tempo(extent, score, 'seen', true)
  // 500 + 350 · log10(1 + 90 / 20), and with 199,910 µs.
  expect(tempo.stretchAt(5e6).lasts).toBeCloseTo(759.1, 0)
  expect(tempo.stretchAt(100e6).lasts).toBeCloseTo(1_899.9, 0)
})

test('hello + world takes between five and ten seconds', () => {
  const tempo = new Tempo(extent, score, 'seen', true)
  expect(tempo.after(0, 4_900)).toBeLessThan(208e6)
  expect(tempo.after(0, 10_000)).toBe(208e6)
})

test('a replay of a thousand moments takes 24 seconds', () => {
  const moments = Float64Array.from({ length: 1_000 }, (_, i) => i * 1e6 + 1)
  const tempo = new Tempo([0, 1_000e6], { moments, moving: new Uint8Array(1_000) }, 'seen', true)
  expect(tempo.after(0, 23_990)).toBeLessThan(1_000e6)
  expect(tempo.after(0, 24_010)).toBe(1_000e6)
})

test('without a score, time runs evenly', () => {
  const tempo = new Tempo([0, 100e6], undefined, 'seen', true)
  expect(tempo.after(0, 6_000)).toBe(25e6)
  expect(new Tempo([0, 100e6], undefined, 0.1, false).after(0, 500)).toBe(50e6)
})

test('at 1/1000 a millisecond takes a second', () => {
  expect(new Tempo(extent, score, 0.001, false).after(100e6, 1_000)).toBe(101e6)
})

test('a quiet stretch is skipped in two seconds, one in which bytes move is not', () => {
  const tempo = new Tempo(
    [0, 8_000e6],
    { moments: Float64Array.of(1e6, 3_001e6), moving: Uint8Array.of(1, 0) },
    1,
    true,
  )
  expect(tempo.stretchAt(2e6)).toMatchObject({ lasts: 3_000, skipped: false })
  expect(tempo.stretchAt(3_001e6)).toMatchObject({ lasts: 2_000, skipped: true })
})

test('nothing is skipped that is over in two seconds anyway, or if skipping is off', () => {
  expect(new Tempo(extent, score, 1, true).stretchAt(100e6).skipped).toBe(false)
  expect(new Tempo(extent, score, 0.001, false).stretchAt(100e6).lasts).toBeCloseTo(199_910)
})

test('the fastest pace shows everything in a second', () => {
  expect(new Tempo(extent, score, Infinity, true).after(0, 500)).toBe(104e6)
  expect(new Tempo(extent, score, Infinity, true).after(0, 1_001)).toBe(208e6)
})

test('a replay stops at its end, however long it runs', () => {
  expect(new Tempo([0, 0], undefined, 1, true).after(0, 10)).toBe(0)
  expect(new Tempo(extent, score, 1, true).after(207e6, 1e9)).toBe(208e6)
})

test.each([
  [{ from: 0, to: 90e3, lasts: 765 }, '1/8,500 of real time'],
  [{ from: 0, to: 200e6, lasts: 1_900 }, '1/9.5 of real time'],
  [{ from: 0, to: 1e9, lasts: 1_000 }, 'real time'],
  [{ from: 0, to: 4e9, lasts: 1_000 }, '4 × real time'],
])('%o is %s', (stretch, text) => expect(paceText({ ...stretch, skipped: false })).toBe(text))
