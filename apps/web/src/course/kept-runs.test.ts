import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeptRun, type KeptRuns, printRuns, readRuns, withRun } from './kept-runs.ts'

const run: KeptRun = {
  session: 'a',
  changes: '',
  framing: 'none',
  answer: '2 sends came out of one recv.',
  why: '',
  isWrong: true,
  guesses: [],
}
const guess = { question: 'And data2?', said: 'it keeps waiting', was: "b''", isRight: false }

test('a run under the same conditions replaces the one before it, and others stay', () => {
  const limited = { ...run, session: 'b', changes: 'recv limit 3 B' }
  const again = { ...run, session: 'c' }
  const kept = [run, limited, again].reduce<KeptRuns>((runs, each) => withRun(runs, 'hello-world', each), {})
  expect(kept).toEqual({ 'hello-world': [limited, again] })
})

test('a run without a guess leaves what was predicted', () => {
  const predicted = { ...run, guesses: [guess] }
  const kept = withRun(withRun({}, 'hello-world', predicted), 'hello-world', { ...run, session: 'b' })
  expect(kept['hello-world']?.map(({ guesses }) => guesses.length)).toEqual([1, 0])
})

test('of many runs the last six stay', () => {
  const many = Array.from({ length: 9 }, (_, k) => ({ ...run, changes: `recv limit ${k} B` }))
  const kept = many.reduce<KeptRuns>((runs, each) => withRun(runs, 'nagle', each), {})
  expect(kept.nagle?.map(({ changes }) => changes)).toEqual(many.slice(3).map(({ changes }) => changes))
})

test('runs that are printed and read again are the same', () => {
  const text = fc.string()
  const guesses = fc.array(fc.record({ question: text, said: text, was: text, isRight: fc.boolean() }))
  const runs = fc.record({
    session: text,
    changes: text,
    framing: text,
    answer: text,
    why: text,
    isWrong: fc.boolean(),
    guesses,
  })
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,20}$/), fc.array(runs, { maxLength: 6 })),
      (kept) => {
        expect(readRuns(printRuns(kept))).toEqual({ ...kept })
      },
    ),
    { seed: 7 },
  )
})

test.each([null, '', '{', '[]', '7', 'null', '{"nagle": 3}', '{"nagle": [{"session": "a"}]}'])(
  'what is no run is left out: %s',
  (text) => expect(Object.values(readRuns(text)).flat()).toEqual([]),
)
