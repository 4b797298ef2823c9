import { expect, it } from 'vitest'
import { Finding, type FindingPair } from './finding.ts'

it("a finding's sentences are made when they are first asked for, and only once", () => {
  const calls: string[] = []
  const pair: FindingPair = {
    between: ['send', 'recv'],
    stream: 'a>b',
    on: { merge: 'recv', split: 'send' },
    explain: (kind, { index }) => {
      calls.push(`${kind} ${index}`)
      return { cause: 'reader-late', title: 'A title.', text: 'A text.' }
    },
  }
  const finding = new Finding('split', pair, { index: 7, from: 10, to: 13 })
  const { kind, between, stream, lane, index, count } = finding
  expect([kind, between, stream, lane, index, count]).toEqual([
    'split',
    ['send', 'recv'],
    'a>b',
    'send',
    7,
    3,
  ])
  expect(calls).toEqual([])
  expect([finding.title, finding.text, finding.cause]).toEqual(['A title.', 'A text.', 'reader-late'])
  expect(calls).toEqual(['split 7'])
})
