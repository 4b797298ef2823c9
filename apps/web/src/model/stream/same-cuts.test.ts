import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HandInterval, lanesByKind, subjectOf } from '../../../test/subject-of.ts'
import { isCutAsAbove } from './same-cuts.ts'

const cut = (ends: readonly number[]): HandInterval[] => ends.map((end, k) => [ends[k - 1] ?? 0, end, k])

describe('isCutAsAbove(subject, lane)', () => {
  test('segments that carry one send each are cut like the sends; a recv that took both is not', () => {
    const subject = subjectOf({ send: cut([5, 10]), segment: cut([5, 10]), recv: cut([10]), span: 9 })
    const { send, segment, recv } = lanesByKind(subject)
    expect(isCutAsAbove(subject, send)).toBe(false)
    expect(isCutAsAbove(subject, segment)).toBe(true)
    expect(isCutAsAbove(subject, recv)).toBe(false)
  })

  test('what was not read yet makes no difference', () => {
    const subject = subjectOf({ send: cut([5, 10]), segment: cut([5, 10]), recv: cut([5]), span: 9 })
    expect(isCutAsAbove(subject, lanesByKind(subject).recv)).toBe(true)
  })

  test('recvs that a framer reads keep their height, and so do messages', () => {
    const all = { send: cut([5]), segment: cut([5]), recv: cut([5]), message: cut([5]), span: 9 }
    const framed = subjectOf({ ...all, header: 2 })
    expect(isCutAsAbove(framed, lanesByKind(framed).recv)).toBe(false)
    const naive = subjectOf({ ...all, marks: [0] })
    expect(isCutAsAbove(naive, lanesByKind(naive).recv)).toBe(true)
    expect(isCutAsAbove(naive, lanesByKind(naive).message)).toBe(false)
  })

  test('it is so if and only if every end of the lane is the end of the interval with that number above', () => {
    const ends = fc
      .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 })
      .map((all) => all.toSorted((a, b) => a - b))
    fc.assert(
      fc.property(ends, ends, (above, below) => {
        const subject = subjectOf({ send: cut(above), segment: cut(below), span: 20 })
        const wanted = below.join().concat(',') === above.slice(0, below.length).join().concat(',')
        expect(isCutAsAbove(subject, lanesByKind(subject).segment)).toBe(wanted)
      }),
      { seed: 20_261_129 },
    )
  })
})
