import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DueQueue } from './due-queue.ts'

const takeAll = (queue: DueQueue<number>, now: number): number[] => {
  const taken: number[] = []
  for (let item = queue.take(now); item !== undefined; item = queue.take(now)) taken.push(item)
  return taken
}

it('take(now) gives what is due, the earliest first, and equal ones in the order in which they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 20 }), (dues, now) => {
      const queue = new DueQueue<number>()
      dues.forEach((due, index) => queue.add(due, index))
      const sorted = dues.map((due, index) => ({ due, index })).toSorted((a, b) => a.due - b.due)
      const due = sorted.filter((each) => each.due <= now).map(({ index }) => index)
      expect(takeAll(queue, now)).toEqual(due)
      expect(queue.size).toBe(dues.length - due.length)
      expect(queue.nextDue).toBe(sorted[due.length]?.due)
    }),
  )
})

it('take(now) keeps that order while items are added in between', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (dues) => {
      const queue = new DueQueue<number>()
      const kept: { due: number; index: number }[] = []
      dues.forEach((due, index) => {
        queue.add(due, index)
        kept.push({ due, index })
        if (index % 3 !== 2) return
        kept.sort((a, b) => a.due - b.due || a.index - b.index)
        expect(queue.take(Infinity)).toBe(kept.shift()?.index)
      })
    }),
  )
})
