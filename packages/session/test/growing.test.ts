// Results that grow with a session always equal results made at once, in whatever pieces the session came.
import { parseFraming } from '@unstick/framing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type ColourRuns,
  colourRuns,
  Findings,
  findFindings,
  findOverlaps,
  type Framed,
  frameStream,
  GrowingColourRuns,
  type Lane,
  Mark,
  type Overlaps,
  Path,
  Session,
  type Stream,
} from '../src/index.ts'
import { tcpBlocks, udpBlocks } from './random-logs.ts'

const seed = 20_261_124

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const numbers = (count: number, ...columns: readonly (Float64Array | Uint32Array)[]) =>
  columns.map((column) => Array.from(column.subarray(0, count)))

const toldLane = ({ count, starts, ends, times }: Lane) => numbers(count, starts, ends, times)
const toldOverlaps = ({ count, uppers, lowers, starts, ends }: Overlaps) =>
  numbers(count, uppers, lowers, starts, ends)
const toldRuns = ({ count, starts, ends, owners }: ColourRuns) => numbers(count, starts, ends, owners)

interface Growing {
  readonly framed: Framed
  readonly findings: Findings
  readonly runs: GrowingColourRuns
}

/** The marks from comparing each interval with every send. */
const plainMarks = (stream: Stream, { lane }: Framed): number[] =>
  Array.from({ length: lane.count }, (_, k) => {
    const [start, end] = [lane.starts[k] as number, lane.ends[k] as number]
    const inside = Array.from({ length: stream.send.count }, (_, s) => s).filter(
      (s) => (stream.send.starts[s] as number) < end && (stream.send.ends[s] as number) > start,
    )
    const [first, last] = [inside[0], inside.at(-1)]
    if (first === undefined || last === undefined) return Mark.whole
    const torn = stream.send.starts[first] !== start || stream.send.ends[last] !== end
    return (last > first ? Mark.stuck : Mark.whole) | (torn ? Mark.torn : Mark.whole)
  })

const compare = (stream: Stream, framing: string, { framed, findings, runs }: Growing): void => {
  framed.advance()
  findings.advance()
  runs.advance(framed)
  const fresh = frameStream(stream, spec(framing))
  expect(toldLane(framed.lane)).toEqual(toldLane(fresh.lane))
  expect([framed.held, framed.needed, framed.error]).toEqual([fresh.held, fresh.needed, fresh.error])
  expect(Array.from(framed.marks)).toEqual(Array.from(fresh.marks))
  if (framed.naive && stream.transport === 'tcp')
    expect(Array.from(framed.marks)).toEqual(plainMarks(stream, framed))
  for (const { upper, lower, overlaps } of findings.lanePairs)
    expect(toldOverlaps(overlaps)).toEqual(toldOverlaps(findOverlaps(upper, lower)))
  expect(toldRuns(runs)).toEqual(toldRuns(colourRuns(stream, fresh)))
  const found = [...findings].map(({ kind, lane, index, count, title, text }) => [
    kind,
    lane,
    index,
    count,
    title,
    text,
  ])
  const anew = findFindings(stream, fresh)
  expect(found).toEqual(
    anew.map(({ kind, lane, index, count, title, text }) => [kind, lane, index, count, title, text]),
  )
  for (const kind of ['merge', 'split', 'short-write'] as const)
    expect(findings.count(kind)).toBe(anew.filter((finding) => finding.kind === kind).length)
  for (const { lane, index } of anew)
    expect(findings.of(lane, index).map(({ title }) => title)).toEqual(
      anew.filter((each) => each.lane === lane && each.index === index).map(({ title }) => title),
    )
}

const follow = (blocks: readonly Uint8Array[], looks: readonly boolean[], framing: string): void => {
  const session = new Session()
  const growing = new Map<Stream, Growing>()
  blocks.forEach((block, k) => {
    session.push(block)
    if (k < blocks.length - 1 && !looks[k % looks.length]) return
    for (const stream of session.streams) {
      const framed = growing.get(stream)?.framed ?? frameStream(stream, spec(framing))
      const each = growing.get(stream) ?? {
        framed,
        findings: new Findings(new Path([stream], framed)),
        runs: new GrowingColourRuns(stream),
      }
      growing.set(stream, each)
      compare(stream, framing, each)
    }
  })
}

const looks = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 })
const framings = fc.constantFrom('none', 'fixed:4', 'struct:!B', 'struct:!I')

it(`a TCP stream followed piece by piece, segments late or missing (seed ${seed})`, () => {
  fc.assert(fc.property(tcpBlocks, looks, framings, follow), { seed, numRuns: 150 })
})

it(`datagrams followed piece by piece, lost, doubled and out of order (seed ${seed})`, () => {
  fc.assert(fc.property(udpBlocks, looks, framings, follow), { seed, numRuns: 150 })
})
