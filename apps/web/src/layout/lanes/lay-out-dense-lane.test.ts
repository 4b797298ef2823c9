import { lanesByKind } from '../../../test/subject-of.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HandInterval, subjectOf } from '../../../test/subject-of.ts'
import { layOutDenseLane } from './lay-out-dense-lane.ts'
import { paletteSize } from '../../model/colours/colour-runs.ts'

const WIDTH = 40
/** A millisecond a pixel. */
const scale = { px: (ns: number) => ns / 1e6, invert: (px: number) => px * 1e6 }

/** Sends of some bytes at some milliseconds, and recvs that cut the same bytes differently. */
const traffic = fc
  .array(fc.record({ bytes: fc.integer({ min: 1, max: 9 }), wait: fc.integer({ min: 0, max: 2 }) }), {
    minLength: 1,
    maxLength: 200,
  })
  .chain((sends) => {
    const total = sends.reduce((sum, { bytes }) => sum + bytes, 0)
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: total }), { maxLength: 60 })
    return fc.tuple(fc.constant(sends), cuts)
  })
  .map(([sends, cuts]) => {
    let [at, time] = [0, 0]
    const send: HandInterval[] = sends.map(({ bytes, wait }) => [at, (at += bytes), (time += wait)])
    const ends = [...cuts.toSorted((a, b) => a - b), at].filter((end, k, all) => end !== all[k - 1])
    const recv: HandInterval[] = ends.map((end, k) => [ends[k - 1] ?? 0, end, 3 * k])
    return subjectOf({ send, recv, span: 700 })
  })

/** What each pixel shows, computed interval by interval. */
const byHand = (subject: ReturnType<typeof subjectOf>, x: number) => {
  const { recv, send } = lanesByKind(subject)
  const here = Array.from({ length: recv.count }, (_, k) => k).filter((k) => recv.dones[k] === x * 1e6)
  const weights = new Array<number>(paletteSize).fill(0)
  let seam = false
  for (const k of here) {
    const [start, end] = [recv.starts[k] ?? 0, recv.ends[k] ?? 0]
    for (let run = 0; run < send.count; run += 1) {
      const [from, to] = [send.starts[run] ?? 0, send.ends[run] ?? 0]
      if (to > start && from < end) weights[run % paletteSize] = (weights[run % paletteSize] ?? 0) + to - from
      if (to > start && to < end) seam = true
    }
  }
  return { count: here.length, seam, heaviest: Math.max(...weights), weights }
}

test('every pixel shows whether it is covered, its main colour, and whether a colour ends inside an interval', () => {
  fc.assert(
    fc.property(traffic, (subject) => {
      const lane = layOutDenseLane(subject, lanesByKind(subject).recv, 'time', scale, WIDTH, undefined)
      const { boxes, slices, seams } = lane
      for (let x = -WIDTH / 2; x < WIDTH * 1.5; x += 1) {
        const wanted = byHand(subject, x)
        const box = boxes.x0.indexOf(x)
        expect(box < 0 ? 0 : boxes.merged[box]).toBe(wanted.count)
        const slice = slices.x0.findIndex((x0, k) => x0 <= x && x < (slices.x1[k] ?? x0))
        expect(slice >= 0).toBe(wanted.count > 0)
        if (slice >= 0) expect(wanted.weights[slices.tint[slice] ?? 0]).toBe(wanted.heaviest)
        expect(seams.x0.includes(x)).toBe(wanted.seam)
      }
    }),
    { seed: 20_261_123 },
  )
})

test('a segment that came late is counted in the pixel of its own time', () => {
  const subject = subjectOf({
    segment: [
      [0, 5, 0],
      [5, 10, 30],
      [10, 15, 2],
    ],
    span: 30,
  })
  const { boxes } = layOutDenseLane(subject, lanesByKind(subject).segment, 'time', scale, WIDTH, undefined)
  expect(Array.from(boxes.x0)).toEqual([0, 2, 30])
  expect(Array.from(boxes.key)).toEqual([0, 2, 1])
})

test('an interval that had not happened yet is in no pixel', () => {
  const subject = subjectOf({
    recv: [
      [0, 5, 1],
      [5, 10, 7],
    ],
    span: 10,
  })
  const lane = layOutDenseLane(subject, lanesByKind(subject).recv, 'time', scale, WIDTH, 5e6)
  expect(lane.happened).toBe(1)
  expect(Array.from(lane.boxes.x0)).toEqual([1])
})
