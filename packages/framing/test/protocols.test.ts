// Presets and kinds cut protocols whose bytes were assembled by hand: see protocols.ts.
import { expect, test } from 'vitest'
import { parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex } from './every-cut.ts'
import { PROTOCOLS } from './protocols.ts'

test.each(PROTOCOLS)('$spec cuts $name ($source)', ({ spec, bytes, lengths, side }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes], side)
  expect(whole.error).toBeUndefined()
  expect(whole.frames.map(([start, , , end]) => end - start)).toEqual(lengths)
  // The data that a proxy carries has no frames: there each piece is one.
  if (spec === 'socks5') return
  for (const pieces of everyCut(bytes, 5)) expect(accountOf(parsed.spec, pieces, side)).toEqual(whole)
})

test('mllp gives the message without the byte that begins its block', () => {
  const parsed = parseFraming('mllp')
  if (!parsed.ok) throw new Error(parsed.error.message)
  expect(accountOf(parsed.spec, [hex('0b 4d5348 1c0d')]).bodies).toEqual(['MSH'])
})
