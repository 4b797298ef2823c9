import { expect, test } from 'vitest'
import type { ExperimentInfo } from '@unstick/api'
import { countsText, madeText, sizeText, stuckText } from './session-words.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_400, '1.4 kB'],
  [20_000_000, '20 MB'],
  [3_210_000_000, '3.2 GB'],
])('%i bytes are said as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))

const counts = {
  streams: 1,
  sends: 0,
  segments: 0,
  recvs: 0,
  messages: 0,
  merges: 0,
  splits: 0,
  shortWrites: 0,
}
test.each([
  [{ ...counts, sends: 2, recvs: 1 }, 10, '2\u00a0sends, 1\u00a0recv'],
  [{ ...counts, sends: 2, recvs: 1, segments: 3 }, 10, '2\u00a0sends, 1\u00a0recv, 3\u00a0segments'],
  [{ ...counts, segments: 30_000 }, 10, '30,000\u00a0segments'],
  [counts, 10, '0\u00a0sends, 0\u00a0recvs'],
  [undefined, 100_000_000, 'large: open it to count'],
  [undefined, 10, 'damaged; what can be read is shown'],
])('counts %o of a file of %i bytes are said as %s', (found, size, text) =>
  expect(countsText({ ...(found && { counts: found }), size })).toBe(text),
)

test('a session being counted says so, and one that was not counted says why', () => {
  expect(countsText({ size: 10, counting: true })).toBe('counting…')
  expect(countsText({ size: 10, counting: true, counts: { ...counts, sends: 1 } })).toBe(
    '1\u00a0send, 0\u00a0recvs',
  )
  expect(countsText({ size: 10, uncounted: 'counting it took more than 20 s' })).toBe(
    'not counted: counting it took more than 20 s',
  )
})

test('UDP sessions count datagrams, and a number stays on the line of its noun', () => {
  const found = { counts: { ...counts, sends: 3, segments: 3 }, size: 10 }
  expect(countsText(found, 'udp')).toBe('3\u00a0sends, 0\u00a0recvs, 3\u00a0datagrams')
  expect(stuckText({ ...counts, merges: 3, splits: 1 })).toBe('3\u00a0merges, 1\u00a0split')
  expect(stuckText({ ...counts, shortWrites: 2 })).toBe('2\u00a0short writes')
})

const made: ExperimentInfo = {
  name: 'an-experiment',
  title: 'An experiment',
  group: 'Your own',
  transport: 'tcp',
  before: [],
  next: '',
  question: 'What happens?',
  tryNext: [],
  framing: 'none',
  conditions: [
    { type: 'number', key: 'limit', label: 'recv limit', unit: 'bytes', default: 1024, min: 1, max: 4096 },
    { type: 'toggle', key: 'nagle', label: 'Nagle', default: true },
    { type: 'text', key: 'first', label: 'First text', default: 'hello', maxBytes: 4096 },
  ],
}

test.each([
  [{ framing: 'none', conditions: { limit: 1024, nagle: true, first: 'hello' } }, 'no framing'],
  [
    { framing: 'struct:!I', conditions: { limit: 3, nagle: false } },
    'struct:!I · recv limit 3 bytes · Nagle off',
  ],
  [{ framing: 'none', conditions: { first: 'x'.repeat(40) } }, 'no framing · First text “xxxxxxxxxxxxxxxx…”'],
  [{}, ''],
])('%o is told by its framing and by what was changed', (session, text) =>
  expect(madeText(session, made)).toBe(text),
)
