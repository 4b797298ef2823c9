import { expect, it } from 'vitest'
import { glossary, words, wordsWith } from './words.ts'

it('the glossary has every word once, from A to Z', () => {
  const names = glossary.map(({ name }) => name.toLowerCase())
  expect(new Set(names).size).toBe(Object.keys(words).length)
  expect(names.at(0)).toBe('bytes axis')
  expect(names.at(-1)).toBe('waited to be read')
})

it('every explanation is one or two sentences of at most 160 letters', () => {
  for (const { name, says } of glossary) {
    expect(says.length, name).toBeLessThanOrEqual(160)
    expect(says.split(/[.](?:\s|$)/).filter(Boolean).length, name).toBeLessThanOrEqual(2)
  }
})

it('a word with a matching name comes before words that only mention it', () => {
  expect(wordsWith('mtu').map(({ name }) => name)).toEqual(['MTU', 'private network'])
})

it('all typed parts must occur, in any order and case', () => {
  expect(wordsWith('BUFFER receive').at(0)?.name).toBe('receive buffer')
  expect(wordsWith('no such thing')).toEqual([])
})

it('an empty text finds all of them', () => {
  expect(wordsWith(' ')).toEqual(glossary)
})
