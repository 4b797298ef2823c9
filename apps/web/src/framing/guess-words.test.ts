import { expect, test } from 'vitest'
import { guessLine, othersWords } from './guess-words.ts'

const look = (port: number, title: string) => ({ port, title, fits: '5 of 5 messages fit' })
const guess = (others: number, ...ports: readonly ReturnType<typeof look>[]) => ({
  framing: '5432=postgres,6379=redis',
  says: 'port 5432 looks like PostgreSQL: 5 of 5 messages fit; port 6379 like Redis: 5 of 5 messages fit',
  byPort: { ports, others },
})
const [postgres, redis, http] = [
  look(5_432, 'PostgreSQL'),
  look(6_379, 'Redis'),
  look(80, 'HTTP/1.1'),
] as const

test('two ports are said with what fits, more in so few words that the line is not cut', () => {
  expect(guessLine({ framing: 'line', says: 'looks like lines of text: 8 of 8 messages fit' })).toBe(
    'Looks like lines of text: 8 of 8 messages fit.',
  )
  expect(guessLine(guess(0, postgres, redis))).toBe(
    'Port 5432 looks like PostgreSQL: 5 of 5 messages fit; port 6379 like Redis: 5 of 5 messages fit.',
  )
  expect(guessLine(guess(0, postgres, redis, http))).toBe(
    'Port 5432 looks like PostgreSQL, 6379 like Redis, 80 like HTTP/1.1.',
  )
})

test('ports that look like nothing are counted', () => {
  expect(othersWords(guess(0, postgres))).toBeUndefined()
  expect(othersWords(guess(1, postgres))).toBe('Nothing fits 1 other port.')
  expect(othersWords(guess(8, postgres))).toBe('Nothing fits 8 other ports.')
})
