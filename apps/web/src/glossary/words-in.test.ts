import { expect, it } from 'vitest'
import { wordsIn } from './words-in.ts'

it('a sentence is split at its words, each with its explanation', () => {
  expect(wordsIn('2 segments arrived in 1 recv.')).toEqual([
    { text: '2 ' },
    { text: 'segments', word: 'segment' },
    { text: ' arrived in 1 ' },
    { text: 'recv', word: 'recv' },
    { text: '.' },
  ])
})

it('a word is explained once, at its first place', () => {
  const parts = wordsIn('recv #1 has less than recv #2; the recvs follow.')
  expect(parts.filter(({ word }) => word !== undefined)).toEqual([{ text: 'recv', word: 'recv' }])
  expect(parts.map(({ text }) => text).join('')).toBe('recv #1 has less than recv #2; the recvs follow.')
})

it('a longer word is preferred to a shorter one inside it', () => {
  expect(wordsIn("set the recv limit, with Nagle's algorithm on").map(({ word }) => word)).toEqual([
    undefined,
    'limit',
    undefined,
    'nagle',
    undefined,
  ])
})

it('calls, parts of other words and compounds are not glossary words', () => {
  const sentence = 'recv(1024) took a super-segment from recvfrom'
  expect(wordsIn(sentence)).toEqual([{ text: sentence }])
})
