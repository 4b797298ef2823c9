import { expect, test } from 'vitest'
import { sizeText } from './session-words.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_400, '1.4 kB'],
  [20_000_000, '20 MB'],
  [3_210_000_000, '3.2 GB'],
])('%i bytes are said as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))
