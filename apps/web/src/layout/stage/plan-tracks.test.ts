import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DirectionForm,
  LEAST_LANES,
  planTracks,
  ROW,
  scrollTo,
  type TracksQuestion,
} from './plan-tracks.ts'

const both: readonly DirectionForm[] = ['lanes', 'lanes']
const one: readonly DirectionForm[] = ['lanes']
const aside: readonly DirectionForm[] = ['lanes', 'strip']

const ask = (rest: Partial<TracksQuestion>): TracksQuestion => ({
  count: 1,
  unfolded: new Map(),
  room: 600,
  scroll: 0,
  ...rest,
})

describe('planTracks(question)', () => {
  test('two unfolded directions of the only connection share all the room, and it has no row of its own', () => {
    const plan = planTracks(ask({ unfolded: new Map([[0, both]]) }))
    expect(plan).toEqual({
      rows: [{ connection: 0, top: 0, height: 600, directions: both }],
      lanes: 300,
      height: 600,
      scroll: 0,
    })
  })

  test('a direction that is a strip takes 30 px, and the other one all the rest', () => {
    expect(planTracks(ask({ unfolded: new Map([[0, aside]]) })).lanes).toBe(570)
    // Of two connections each has a row of its own.
    expect(planTracks(ask({ count: 2, unfolded: new Map([[0, aside]]) })).lanes).toBe(510)
  })

  test('a thousand folded ones leave seven tenths of the room to the lanes, and only rows in sight are listed', () => {
    const { rows, lanes } = planTracks(ask({ count: 1_000, unfolded: new Map([[0, one]]) }))
    expect(lanes).toBe(600 - 180 - ROW)
    // The first one's 420 px, then 180 px of rows of 30.
    expect(rows.map(({ connection }) => connection)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(rows[1]?.top).toBe(420)
  })

  test('scrolled to the end, the last rows are at the bottom', () => {
    const { rows, scroll, height } = planTracks(ask({ count: 1_000, scroll: Infinity }))
    expect(height).toBe(1_000 * ROW)
    expect(scroll).toBe(30_000 - 600)
    expect(rows.at(-1)).toEqual({ connection: 999, top: 600 - ROW, height: ROW, directions: [] })
  })

  test('the rows equal those that a walk over all of them finds in sight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom(one, both, aside))),
        fc.integer({ min: 50, max: 1_200 }),
        fc.integer({ min: 0, max: 20_000 }),
        (count, open, room, scroll) => {
          const unfolded = new Map(open)
          const plan = planTracks({ count, unfolded, room, scroll })
          let top = -plan.scroll
          const seen: number[] = []
          for (let k = 0; k < count; k += 1) {
            const forms = unfolded.get(k)
            const head = forms && count === 1 ? 0 : ROW
            const height = (forms ?? []).reduce(
              (sum, form) => sum + (form === 'lanes' ? plan.lanes : ROW),
              head,
            )
            if (top + height > 0 && top < room) seen.push(k)
            top += height
          }
          expect(plan.rows.map(({ connection }) => connection)).toEqual(seen)
          expect(top + plan.scroll).toBe(plan.height)
          expect(plan.lanes).toBeGreaterThanOrEqual(LEAST_LANES)
        },
      ),
      { seed: 6 },
    )
  })
})

describe('scrollTo(question, connection)', () => {
  test('leaves what is in sight where it is, and brings the rest to the nearer edge', () => {
    const question = ask({ count: 1_000, scroll: 3_000 })
    expect(scrollTo(question, 105)).toBe(3_000)
    expect(scrollTo(question, 50)).toBe(50 * ROW)
    expect(scrollTo(question, 200)).toBe(201 * ROW - 600)
  })

  test('for one higher than the room, its upper edge comes into sight', () => {
    const question = ask({ count: 50, room: 300, unfolded: new Map([[20, both]]) })
    expect(scrollTo(question, 20)).toBe(20 * ROW)
  })
})
