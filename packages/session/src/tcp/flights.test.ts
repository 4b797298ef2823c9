import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Flights } from './flights.ts'

/** New bytes, or a copy of some that left before, as TCP sends them. */
const departures = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ fresh: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ from: fc.nat(60), size: fc.integer({ min: 1, max: 12 }) }) },
  ),
  { maxLength: 60 },
)

const flown = (all: readonly ({ fresh: number } | { from: number; size: number })[]) => {
  const flights = new Flights()
  const known: { start: number; end: number }[] = []
  let next = 0
  for (const each of all) {
    const start = 'fresh' in each ? next : Math.min(each.from, next)
    const end = 'fresh' in each ? next + each.fresh : Math.min(next, start + each.size)
    if (start === end) continue
    flights.leave(start, end, known.length)
    known.push({ start, end })
    next = Math.max(next, end)
  }
  return { flights, known, next }
}

it('of(offset) gives every flight that carried the byte, in the order of leaving', () => {
  fc.assert(
    fc.property(departures, (all) => {
      const { flights, known, next } = flown(all)
      for (let offset = 0; offset <= next; offset += 1) {
        const carried = known.flatMap(({ start, end }, index) =>
          start <= offset && offset < end ? [index] : [],
        )
        expect(flights.of(offset)).toEqual(carried)
      }
    }),
  )
})

it('inFlight(time, acknowledged) counts what left by then and reaches beyond what is acknowledged', () => {
  fc.assert(
    fc.property(departures, fc.nat(60), fc.nat(60), (all, time, acknowledged) => {
      const { flights, known } = flown(all)
      const flying = known.filter(({ end }, index) => index <= time && end > acknowledged)
      const end = Math.max(acknowledged, ...flying.map((each) => each.end))
      expect(flights.inFlight(time, acknowledged)).toEqual({
        bytes: end - acknowledged,
        segments: flying.length,
        smallest: Math.min(Infinity, ...flying.map((each) => each.end - each.start)),
      })
    }),
  )
})
