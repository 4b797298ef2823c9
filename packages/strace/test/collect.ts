// Reads strace's text into plain values that tests can compare: whole, byte by byte and cut at random, with one result.
import { expect } from 'vitest'
import {
  type ClockKind,
  type StraceProblem,
  StraceReader,
  type StraceReaderLimits,
  type StraceRecord,
} from '../src/index.ts'

export interface Collected {
  readonly records: readonly StraceRecord[]
  readonly problems: readonly StraceProblem[]
  readonly clock: ClockKind | undefined
}

export const collect = (pieces: readonly Uint8Array[], limits?: StraceReaderLimits): Collected => {
  const records: StraceRecord[] = []
  const problems: StraceProblem[] = []
  const reader = new StraceReader(
    { record: (record) => records.push(record), problem: (problem) => problems.push(problem) },
    limits,
  )
  for (const piece of pieces) {
    // Overwritten afterwards: a record that kept a view on a piece instead of a copy would change.
    const lent = Uint8Array.from(piece)
    reader.push(lent)
    lent.fill(0xee)
  }
  reader.end()
  return { records, problems, clock: reader.clock }
}

/** The bytes in pieces that end at the given places. */
export const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end))
}

/** One byte a character. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

/** Reads text in every manner of pieces, expects the same of each, and returns it. */
export const readEveryCut = (text: string | Uint8Array): Collected => {
  const bytes = typeof text === 'string' ? latin1(text) : text
  const whole = collect([bytes])
  let state = 1
  const next = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  const places = (count: number) => Array.from({ length: count }, () => next(bytes.length + 1))
  expect(collect(Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))).toEqual(whole)
  for (let round = 0; round < 10; round++) expect(collect(cutAt(bytes, places(1 + round * 3)))).toEqual(whole)
  return whole
}

/** Reads lines of which none may be a problem. */
export const recordsOf = (...lines: readonly string[]): readonly StraceRecord[] => {
  const { records, problems } = readEveryCut(lines.map((line) => `${line}\n`).join(''))
  expect(problems).toEqual([])
  return records
}

/** Reads one line, of one call. */
export const recordOf = (line: string): StraceRecord => {
  const [record, ...more] = recordsOf(line)
  if (!record || more.length > 0) throw new Error(`${more.length + 1} records`)
  return record
}
