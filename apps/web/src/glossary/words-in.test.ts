import { expect, it } from 'vitest'
import { wordsIn } from './words-in.ts'

it('a sentence is cut at its words, each with what explains it', () => {
  expect(wordsIn('2 segments arrived in 1 recv.')).toEqual([
    { text: '2 ' },
    { text: 'segments', word: 'segment' },
    { text: ' arrived in 1 ' },
    { text: 'recv', word: 'recv' },
    { text: '.' },
  ])
})

it('a word is explained once, where it stands first', () => {
  const told = wordsIn('recv #1 has less than recv #2; the recvs follow.')
  expect(told.filter(({ word }) => word !== undefined)).toEqual([{ text: 'recv', word: 'recv' }])
  expect(told.map(({ text }) => text).join('')).toBe('recv #1 has less than recv #2; the recvs follow.')
})

it('a longer word is taken before a shorter one inside of it', () => {
  expect(wordsIn("set the recv limit, with Nagle's algorithm on").map(({ word }) => word)).toEqual([
    undefined,
    'limit',
    undefined,
    'nagle',
    undefined,
  ])
})

it('a call, a part of another word and a compound are not words', () => {
  const sentence = 'recv(1024) took a super-segment from recvfrom'
  expect(wordsIn(sentence)).toEqual([{ text: sentence }])
})
