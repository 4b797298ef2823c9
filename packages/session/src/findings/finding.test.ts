import { expect, it } from 'vitest'
import { Finding, type FindingSource } from './finding.ts'

it("a finding's sentences are made when they are first asked for, and only once", () => {
  const calls: string[] = []
  const source: FindingSource = {
    kind: 'split',
    between: ['send', 'recv'],
    stream: 'a>b',
    lane: 'send',
    explain: ({ index }) => {
      calls.push(`split ${index}`)
      return { cause: 'reader-late', title: 'A title.', text: 'A text.' }
    },
  }
  const finding = new Finding(source, { index: 7, from: 10, to: 13 })
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
