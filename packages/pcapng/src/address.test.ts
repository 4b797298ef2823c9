import fc from 'fast-check'
import { isIPv4, isIPv6 } from 'node:net'
import { expect, test } from 'vitest'
import { seeded } from '../test/seeded.ts'
import { parseAddress, printAddress } from './address.ts'

const printed = (text: string) => {
  const words = parseAddress(text)
  return words && printAddress(words)
}

test.each([
  // RFC 5952, sections 4 and 5.
  ['2001:0db8:0000:0000:0000:0000:0002:0001', '2001:db8::2:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:DB8::A', '2001:db8::a'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['255.255.255.255', '255.255.255.255'],
  ['0.0.0.0', '0.0.0.0'],
])('%s is printed as %s', (text, expected) => {
  expect(printed(text)).toBe(expected)
})

test('a text is an address exactly if Node says so', () => {
  const piece = fc.constantFrom('0', '1', 'ffff', '12345', 'g', ':', '::', '.', '255', '256', '01', '1.2.3.4')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 17 }), (pieces) => {
      const text = pieces.join('')
      expect(parseAddress(text) !== undefined).toBe(isIPv4(text) || isIPv6(text))
    }),
    seeded(4, 20_000),
  )
})

test('any address comes back from its text, which Node accepts too', () => {
  const word = fc.oneof(fc.constant(0), fc.integer())
  fc.assert(
    fc.property(word, word, word, word, (...words) => {
      const text = printAddress(Int32Array.from(words))
      expect(isIPv4(text) || isIPv6(text)).toBe(true)
      expect(parseAddress(text)).toEqual(Int32Array.from(words))
    }),
    seeded(5),
  )
})
