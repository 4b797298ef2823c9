import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ViewPace } from './view-pace.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

const paced = () => {
  const asked: string[] = []
  return { asked, pace: new ViewPace<string>((query) => asked.push(query)) }
}

test('one view is requested at a time, and of those wanted meanwhile only the last', () => {
  const { asked, pace } = paced()
  pace.want('a')
  pace.want('b')
  pace.want('c')
  expect(asked).toEqual(['a'])
  pace.answered()
  vi.advanceTimersByTime(1)
  expect(asked).toEqual(['a', 'c'])
})

test('each answer is followed by a rest three times as long as the work', () => {
  const { asked, pace } = paced()
  pace.want('a')
  vi.advanceTimersByTime(10)
  pace.answered()
  pace.want('b')
  vi.advanceTimersByTime(29)
  expect(asked).toEqual(['a'])
  vi.advanceTimersByTime(1)
  expect(asked).toEqual(['a', 'b'])
})

test('no rest is longer than fifty milliseconds', () => {
  const { asked, pace } = paced()
  pace.want('a')
  vi.advanceTimersByTime(400)
  pace.answered()
  pace.want('b')
  vi.advanceTimersByTime(50)
  expect(asked).toEqual(['a', 'b'])
})

test('a pace with its own limit has rests as long as that', () => {
  const asked: string[] = []
  const pace = new ViewPace<string>((query) => asked.push(query), 1_000)
  pace.want('a')
  vi.advanceTimersByTime(300)
  pace.answered()
  pace.want('b')
  vi.advanceTimersByTime(899)
  expect(asked).toEqual(['a'])
  vi.advanceTimersByTime(1)
  expect(asked).toEqual(['a', 'b'])
})

test('after a rest with nothing wanted, the next one is requested at once', () => {
  const { asked, pace } = paced()
  pace.want('a')
  vi.advanceTimersByTime(10)
  pace.answered()
  vi.advanceTimersByTime(30)
  expect(asked).toEqual(['a'])
  pace.want('b')
  expect(asked).toEqual(['a', 'b'])
})

test('if there is something new the rest is over, and what was wanted before is not requested', () => {
  const { asked, pace } = paced()
  pace.want('a')
  vi.advanceTimersByTime(10)
  pace.answered()
  pace.want('old')
  pace.endRest()
  pace.want('new')
  expect(asked).toEqual(['a', 'new'])
  pace.answered()
  vi.advanceTimersByTime(1_000)
  expect(asked).toEqual(['a', 'new'])
})

test('while a view is not answered, something new does not request a second one', () => {
  const { asked, pace } = paced()
  pace.want('a')
  pace.endRest()
  pace.want('b')
  expect(asked).toEqual(['a'])
})

test('a rest that was ended early does not shorten the next one', () => {
  const { asked, pace } = paced()
  pace.want('a')
  vi.advanceTimersByTime(10)
  pace.answered()
  pace.endRest()
  pace.want('b')
  vi.advanceTimersByTime(20)
  pace.answered()
  pace.want('c')
  vi.advanceTimersByTime(49)
  expect(asked).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1)
  expect(asked).toEqual(['a', 'b', 'c'])
})
