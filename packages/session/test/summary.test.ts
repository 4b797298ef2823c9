// Counting while reading, which keeps no messages, gives exactly the counts of the whole session's findings.
import { readFileSync, readdirSync } from 'node:fs'
import { parseFraming } from '@unstick/framing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFindings, frameStream, Session, SummaryReader } from '../src/index.ts'
import { lateReader, logOf, type Step } from './log-of.ts'

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const counted = (file: Uint8Array, framing: string) => {
  const session = new Session()
  session.push(file)
  session.end()
  const framed = session.streams.map((stream) => frameStream(stream, spec(framing)))
  const findings = framed.flatMap((each) => findFindings(each.stream, each))
  return {
    messages: framed.reduce((sum, { lane }) => sum + lane.count, 0),
    merges: findings.filter(({ kind }) => kind === 'merge').length,
    splits: findings.filter(({ kind }) => kind === 'split').length,
    shortWrites: findings.filter(({ kind }) => kind === 'short-write').length,
  }
}

const counting = (file: Uint8Array, framing: string, cuts: readonly number[]) => {
  const reader = new SummaryReader(
    { window: 100, readBack: (target, place) => target.set(file.subarray(place, place + target.length)) },
    spec(framing),
  )
  let from = 0
  for (const cut of [...cuts, file.length]) {
    reader.push(file.subarray(from, cut))
    from = cut
  }
  return reader.end()
}

const framings = ['none', 'fixed:3', 'delimiter:d', 'struct:!I', 'json', 'varint']

const agrees = (file: Uint8Array, numRuns: number) => {
  for (const framing of framings) {
    const expected = counted(file, framing)
    fc.assert(
      fc.property(fc.array(fc.nat(file.length), { maxLength: 8 }), (cuts) => {
        const sorted = cuts.toSorted((a, b) => a - b)
        expect(counting(file, framing, sorted)).toMatchObject(expected)
      }),
      { seed: 20_261_123, numRuns },
    )
  }
}

const folder = new URL('fixtures/', import.meta.url)
const captures = readdirSync(folder).filter((name) => name.endsWith('.pcap'))

describe('SummaryReader', () => {
  it.each(captures)('%s, cut anywhere, has as many messages, merges and splits', (name) => {
    agrees(readFileSync(new URL(name, folder)), 20)
  })

  it('counts like the findings, however sends and recvs cut the stream', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', '1', ' ', '[', ']', 'd', '\0'),
      minLength: 1,
      maxLength: 9,
    })
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), sizes, (sent, received) => {
        const steps: Step[] = sent.map((word, k) => ['client', 'send', [], word.length, k, 0, word])
        let text = sent.join('')
        for (const size of received) {
          const part = text.slice(0, size)
          text = text.slice(size)
          if (part) steps.push(['server', 'recv', [String(size)], part.length, 100 + steps.length, 0, part])
        }
        agrees(logOf(steps), 2)
      }),
      { seed: 20_261_124, numRuns: 60 },
    )
  })

  it('counts a late reader: two merges', () => {
    const file = logOf(lateReader('\0\0\0\x05hello', '\0\0\0\x05world'))
    expect(counting(file, 'struct:!I', [])).toMatchObject({ messages: 2, merges: 2, splits: 0 })
  })
})

it('a frame that goes on over a hole to the stream’s end begins where its bytes are', () => {
  const reader = new SummaryReader({}, spec('length:u16be'))
  reader.push(readFileSync(new URL('fixtures/gap.pcap', import.meta.url)))
  reader.end()
  const [summary] = reader.streams()
  // By hand: the stream begins with “before”, whose first two bytes are 0x6265, and bytes 6 to 16 are missing.
  expect(summary?.missing).toEqual([{ start: 6, end: 16 }])
  expect(summary?.error).toMatchObject({ code: 'END_INSIDE_FRAME', offset: 0, value: 25, limit: 0x6265 + 2 })
})
