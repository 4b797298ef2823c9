import { expect, it } from 'vitest'
import { describeFraming, guessTitle, parseFraming } from '../src/index.ts'

const nameOf = (text: string): string => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return describeFraming(parsed.spec).name
}

// Sizes by hand: I and i have four bytes in Python's struct, H two, B one.
it.each([
  ['struct:!I', '4-byte length in front'],
  ['struct:i', '4-byte length in front'],
  ['length:u16be', '2-byte length in front'],
  ['struct:!BHI', '7-byte header in front'],
  ['varint', 'varint length in front'],
  ['line', 'one line each'],
  ['fixed:10', '10 bytes each'],
  ['netstring', 'netstrings'],
  ['postgres', 'PostgreSQL'],
  ['none', 'no framing'],
  ['fixed:45,side=client,again=always then none', '45 bytes each from the client'],
  ['none,side=client,again=always then line', 'one line each from the server'],
  ['netstring,side=client,again=always then redis', 'netstrings from the client, Redis from the server'],
  ['line then none', 'one line each at first, then no framing'],
  ['line then length:u16be', '2-byte length in front'],
  ['line over http1', 'one line each, inside HTTP/1.1'],
])('%s is called “%s”', (text, name) => {
  expect(nameOf(text)).toBe(name)
})

it('what each side’s rule means is said of that side', () => {
  const parsed = parseFraming('fixed:45,side=client,again=always then none')
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { sentence, diagram } = describeFraming(parsed.spec)
  expect(sentence).toMatch(
    /^From the client: Every frame is 45 bytes long\. From the server: There is no framing/,
  )
  expect(diagram.fields.map(({ size }) => size)).toEqual([45])
})

it.each([
  ['length:u32be', 'a 4-byte length in front'],
  ['struct:!II', 'an 8-byte header in front'],
  ['fixed:45', 'messages of 45 bytes'],
  ['delimiter:\\0', 'messages with a mark after each'],
  ['fixed:45,side=client,again=always then none', 'messages of 45 bytes from the client'],
  ['redis,side=client,again=always then line', 'Redis from the client and lines of text from the server'],
])('of bytes that %s fits it is said that they look like %s', (text, title) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  expect(guessTitle(parsed)).toBe(title)
})
