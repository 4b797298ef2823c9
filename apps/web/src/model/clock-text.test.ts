import { expect, test } from 'vitest'
import { clockText } from './clock-text.ts'

test.each([
  [0, '+0.0 ms'],
  [203_114_000, '+203.1 ms'],
  [-1_500_000, '-1.5 ms'],
  [12_352_000_000, '+12.352 s'],
])('%i ns are written as %s', (time, text) => expect(clockText(time)).toBe(text))
