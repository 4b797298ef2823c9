import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LaneColumns } from './lane.ts'
import { findOverlaps } from './overlaps.ts'

type Piece = readonly [upper: number, lower: number, start: number, end: number]

const lane = (intervals: readonly (readonly [number, number])[]): LaneColumns => {
  const columns = new LaneColumns('send')
  for (const [start, end] of intervals) columns.append(start, end, 0, 0, NaN, NaN)
  return columns
}

const pieces = (upper: LaneColumns, lower: LaneColumns): Piece[] => {
  const { count, uppers, lowers, starts, ends } = findOverlaps(upper, lower)
  return Array.from({ length: count }, (_, k) => [
    uppers[k] ?? -1,
    lowers[k] ?? -1,
    starts[k] ?? -1,
    ends[k] ?? -1,
  ])
}

/** Compares every pair: slow and simple. */
const quadratic = (upper: readonly (readonly [number, number])[], lower: typeof upper): Piece[] =>
  upper
    .flatMap(([a, b], u) => lower.map(([c, d], l): Piece => [u, l, Math.max(a, c), Math.min(b, d)]))
    .filter(([, , start, end]) => start < end)

/** Ordered intervals, with holes between some of them. */
const intervals = fc
  .array(fc.record({ hole: fc.nat(3), size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 40 })
  .map((steps) => {
    let at = 0
    return steps.map(({ hole, size }): readonly [number, number] => {
      const start = at + hole
      at = start + size
      return [start, at]
    })
  })

describe('findOverlaps', () => {
  it('gives two pieces when one recv covers two sends', () => {
    expect(
      pieces(
        lane([
          [0, 5],
          [5, 10],
        ]),
        lane([[0, 10]]),
      ),
    ).toEqual([
      [0, 0, 0, 5],
      [1, 0, 5, 10],
    ])
  })

  it('gives three pieces when one send of 3,000 bytes left in segments of at most 1,448', () => {
    expect(
      pieces(
        lane([[0, 3000]]),
        lane([
          [0, 1448],
          [1448, 2896],
          [2896, 3000],
        ]),
      ),
    ).toEqual([
      [0, 0, 0, 1448],
      [0, 1, 1448, 2896],
      [0, 2, 2896, 3000],
    ])
  })

  it('finds nothing between lanes that touch only at an edge, or are empty', () => {
    expect(pieces(lane([[0, 5]]), lane([[5, 10]]))).toEqual([])
    expect(pieces(lane([]), lane([[0, 1]]))).toEqual([])
  })

  it('agrees with comparing every pair', () => {
    fc.assert(
      fc.property(intervals, intervals, (upper, lower) => {
        expect(pieces(lane(upper), lane(lower))).toEqual(quadratic(upper, lower))
      }),
      { seed: 20_261_122, numRuns: 1_000 },
    )
  })
})
