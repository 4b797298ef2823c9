import { expect, test } from 'vitest'
import { complete, completed } from './complete.ts'

/** The suggestions for a caret at `|` in the text. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  return complete(marked.replace('|', ''), caret)
}
const texts = (marked: string): string[] => at(marked).suggestions.map(({ text }) => text)
/** The text after the first suggestion is taken, with `|` at the caret. */
const taken = (marked: string): string => {
  const completion = at(marked)
  const [first] = completion.suggestions
  if (!first) return marked
  const { text, caret } = completed(marked.replace('|', ''), completion, first)
  return `${text.slice(0, caret)}|${text.slice(caret)}`
}

test('an empty field offers every kind and every protocol', () => {
  const { suggestions } = at('|')
  expect(new Set(suggestions.map(({ group }) => group))).toEqual(new Set(['Kinds', 'Protocols']))
  expect(suggestions.find(({ text }) => text === 'dns')?.says).toBe('DNS over TCP (RFC 1035, 4.2.2)')
})

test('typed letters offer the kinds and protocols that begin with them', () => {
  expect(texts('len|').slice(0, 2)).toEqual(['length:', 'content-length'])
  expect(taken('len|')).toBe('length:|')
  expect(texts('mq|')).toEqual(['mqtt', 'amqp091', 'amqp10'])
})

test('a protocol is also found by its proper name', () => {
  expect(texts('mariadb|')).toEqual(['mysql'])
})

test('words that begin with the letters come before words that only contain them', () => {
  expect(texts('fix|').slice(0, 2)).toEqual(['fixed:', 'fix'])
  expect(texts('redis|')).toEqual(['resp', 'redis', 'redis,max=', 'redis,strip=', 'redis,resync='])
})

test('after length: the types of a length field are offered', () => {
  expect(texts('length:|')).toContain('u32be')
  expect(texts('length:u16|')).toEqual(['u16be', 'u16le'])
  expect(taken('length:u16|')).toBe('length:u16be|')
})

test('after a comma the keys of the kind are offered, each with its meaning', () => {
  const keys = texts('length:u32be,|')
  expect(keys).toEqual(
    expect.arrayContaining(['at=', 'header=', 'adjust=', 'unit=', 'mask=', 'max=', 'strip=']),
  )
  expect(at('length:u32be,|').suggestions.every(({ says }) => says.length > 10)).toBe(true)
})

test('a key that is already present is not offered again', () => {
  expect(texts('length:u32be,at=1,|')).not.toContain('at=')
  expect(texts('length:u32be,at|,max=9')).not.toContain('max=')
})

test('a number is described, not listed', () => {
  expect(at('length:u32be,at=|')).toMatchObject({
    suggestions: [],
    hint: expect.stringContaining('0 to 65536') as unknown,
  })
})

test('after a finished word the keys are offered', () => {
  expect(taken('length:u32be|')).toBe('length:u32be,at=|')
  expect(texts('struct:!I|')).toContain('!I,field=')
  expect(texts('dns|')).toEqual(['dns', 'dns,max=', 'dns,strip=', 'dns,resync='])
})

test('a word in the middle is replaced as a whole, and the rest stays', () => {
  expect(taken('le|ngth:u32be')).toBe('length:|u32be')
  expect(taken('length:u1|6be,at=1')).toBe('length:u16be|,at=1')
})

test('a comma after a backslash belongs to the delimiter', () => {
  expect(texts('delimiter:\\,|')).toContain('\\,,max=')
})

test('each side of a then is a framing of its own, with the preface keys before it', () => {
  expect(texts('fixed:8,si| then dns')).toEqual(['side='])
  expect(texts('fixed:8,side=| then dns')).toEqual(['client', 'server'])
  expect(texts('fixed:8,upgrade=re| then dns').slice(0, 1)).toEqual(['redis'])
  expect(texts('fixed:8 then mq|')).toEqual(['mqtt', 'amqp091', 'amqp10'])
  expect(texts('fixed:8,si|')).toEqual([])
})

test('an unknown kind has no keys', () => {
  expect(texts('nonsense,|')).toEqual([])
  expect(texts('nonsense:|')).toEqual([])
})
