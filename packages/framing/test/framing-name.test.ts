import { expect, it } from 'vitest'
import { describeFraming, parseFraming } from '../src/index.ts'

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
])('%s is called “%s”', (text, name) => {
  expect(nameOf(text)).toBe(name)
})
