// A framing's description in parts and kinds of frames says what its paragraph says.
import { expect, test } from 'vitest'
import { describeFraming, parseFraming, PRESET_NAMES } from '../src/index.ts'

const describe = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return describeFraming(parsed.spec)
}

test.each([
  ...PRESET_NAMES,
  'line over http1',
  'json over line over http1',
  'fixed:4,strip=1,max=9 then line',
])('%s: the paragraph has all that is said of each part, in order', (text) => {
  const { sentence, parts } = describe(text)
  const said = parts.flatMap(({ heading, about, kinds, limits }) => [
    ...(heading === undefined ? [] : [heading]),
    ...about,
    ...kinds.flatMap(({ when, rule }) => [...(when === undefined ? [] : [when]), rule]),
    ...limits,
  ])
  let at = 0
  for (const each of said) {
    const inParagraph = each.replace(/ of this kind (.*)\.$/, ' of another kind $1:')
    at = sentence.indexOf(inParagraph, at)
    expect(at, inParagraph).toBeGreaterThanOrEqual(0)
    at += inParagraph.length
  }
})

test('each kind of frames says when it applies, and the last one takes the others', () => {
  const { parts } = describe('socks5')
  expect(parts).toHaveLength(1)
  const kinds = parts[0]?.kinds ?? []
  // RFC 1928, section 3: a client's first message has a version, a count of methods, and as many bytes; the server
  // answers with two bytes.
  expect(kinds.slice(0, 2)).toEqual([
    {
      when: 'The client sends one frame of this kind first.',
      rule: 'Byte 1 of each frame (u8) says how many bytes of body follow the header.',
    },
    { when: 'The server sends one frame of this kind first.', rule: 'Every frame is 2 bytes long.' },
  ])
  expect(kinds.map(({ when }) => when === undefined)).toEqual([...kinds.slice(1).map(() => false), true])
})

test('one byte is not called bytes', () => {
  expect(describe('fixed:1').sentence).toBe('Every frame is 1 byte long.')
  expect(describe('length:u8,adjust=-1').sentence).toContain('plus 1 byte.')
  expect(describe('line,strip=1').sentence).toContain('The first byte of each body is left out.')
})
