// Every preset cuts its own example as its specification does: the lengths were counted by hand.
import { expect, test } from 'vitest'
import { exampleOfPreset, PRESET_NAMES } from '../src/index.ts'
import { accountOf, everyCut } from './every-cut.ts'

test.each(PRESET_NAMES)('%s', (name) => {
  const { bytes, lengths, side } = exampleOfPreset(name)
  const spec = { kind: 'preset', name } as const
  const whole = accountOf(spec, [bytes], side)
  expect(whole.error).toBeUndefined()
  expect(whole.frames.map(([start, , , end]) => end - start)).toEqual(lengths)
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes.length)
  // Each of the handshake's 3,073 bytes takes a framer; layers.test.ts cuts where it matters.
  if (name === 'rtmp') return
  for (const pieces of everyCut(bytes, 3)) expect(accountOf(spec, pieces, side)).toEqual(whole)
})
