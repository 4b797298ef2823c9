import { lanesByKind } from '../../../test/subject-of.ts'
import type { Lane } from '@unstick/session'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSubjects } from '../../../test/random-subjects.ts'
import { momentOf } from '../lanes/moments.ts'
import { GrowingFound } from './growing-found.ts'

/** Compares every interval with every one above it, then counts along time. */
const byHand = (upper: Lane, lane: Lane): number[] => {
  const all = (count: number) => Array.from({ length: count }, (_, index) => index)
  const share = (u: number, l: number): boolean =>
    (upper.starts[u] ?? 0) < (lane.ends[l] ?? 0) && (lane.starts[l] ?? 0) < (upper.ends[u] ?? 0)
  const above = all(lane.count).map((l) => all(upper.count).filter((u) => share(u, l)))
  const below = all(upper.count).map((u) => above.filter((uppers) => uppers.includes(u)).length)
  const found = above.map((uppers) => uppers.length > 1 || uppers.some((u) => (below[u] ?? 0) > 1))
  const counts = [0]
  for (const l of all(lane.count).sort((a, b) => momentOf(lane, a) - momentOf(lane, b) || a - b))
    counts.push((counts.at(-1) ?? 0) + (found[l] ? 1 : 0))
  return counts
}

test('however two lanes grow, and even if one moved, the counts equal a comparison of every pair', () => {
  const parts = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 4,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(randomSubjects, parts, fc.boolean(), (subject, grown, moved) => {
      const lanes = lanesByKind(subject)
      const upper = { ...lanes.send, count: 0 }
      const { starts, ends, times, dones } = lanes.recv
      const lane = {
        ...lanes.recv,
        count: 0,
        starts: starts.slice(),
        ends: ends.slice(),
        times: times.slice(),
        dones: dones.slice(),
      }
      let most = lanes.recv.count
      const found = new GrowingFound(upper, lane)
      const rising = (k: 0 | 1) => grown.map((part) => part[k]).toSorted((a, b) => a - b)
      const [uppers, lowers] = [rising(0), rising(1)]
      grown.forEach((_, k) => {
        upper.count = Math.round((uppers[k] ?? 1) * lanes.send.count)
        lane.count = Math.min(most, Math.round((lowers[k] ?? 1) * lanes.recv.count))
        if (moved && k === 2 && most > 0) {
          // The first interval was replaced, as when a hole before it is filled differently.
          lane.revision += 1
          for (const column of [lane.starts, lane.ends, lane.times, lane.dones]) column.copyWithin(0, 1)
          most -= 1
          lane.count = Math.min(most, lane.count)
        }
        expect(Array.from(found.advance().subarray(0, lane.count + 1))).toEqual(byHand(upper, lane))
      })
    }),
    { seed: 10, numRuns: 150 },
  )
})
