import { expect, test } from 'vitest'
import { countsText, sizeText } from './session-words.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_400, '1.4 kB'],
  [20_000_000, '20 MB'],
  [3_210_000_000, '3.2 GB'],
])('%i bytes are said as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))

const counts = { streams: 1, sends: 0, segments: 0, recvs: 0, messages: 0, merges: 0, splits: 0 }
test.each([
  [{ ...counts, sends: 2, recvs: 1 }, 10, '2 sends, 1 recv'],
  [{ ...counts, sends: 2, recvs: 1, segments: 3 }, 10, '2 sends, 1 recv, 3 segments'],
  [{ ...counts, segments: 30_000 }, 10, '30,000 segments'],
  [counts, 10, '0 sends, 0 recvs'],
  [undefined, 100_000_000, 'large: open it to count'],
  [undefined, 10, 'damaged; what can be read is shown'],
])('counts %o of a file of %i bytes are said as %s', (found, size, text) =>
  expect(countsText({ ...(found && { counts: found }), size })).toBe(text),
)
