import { describe, expect, it } from 'vitest'
import { Findings, type Lane, Path, pathLines, sessionLines } from '../src/index.ts'
import { sevenLanes, threeLanes } from './recorded-paths.ts'

/** For each byte, the interval that has it; the sweep over two lanes is compared with this. */
const ownerOfEachByte = (lane: Lane, length: number): readonly number[] => {
  const owners = new Array<number>(length).fill(-1)
  for (let index = 0; index < lane.count; index += 1)
    owners.fill(index, lane.starts[index] ?? 0, lane.ends[index] ?? 0)
  return owners
}

/** The intervals of `on` whose bytes lie in several intervals of `across`. */
const severalOf = (on: Lane, across: Lane, length: number): number[] => {
  const there = ownerOfEachByte(on, length)
  const other = ownerOfEachByte(across, length)
  return Array.from({ length: on.count }, (_, index) => index).filter(
    (index) => new Set(other.filter((_, at) => there[at] === index)).size > 1,
  )
}

const paths = [
  { name: 'three', made: threeLanes, names: ['send', 'recv', 'message'] },
  {
    name: 'seven',
    made: sevenLanes,
    names: ['send@1', 'segment@1', 'recv@1', 'send@2', 'segment@2', 'recv@2', 'message'],
  },
]

describe.each(paths)('a path of $name lanes', ({ made, names }) => {
  const { session, path } = made()
  const lanes = path.observed

  it('has its lanes in the order in which the bytes pass them, each with its own name', () => {
    expect(lanes.map((lane) => lane.name)).toEqual(names)
    for (const lane of lanes) expect(path.lane(lane.name)).toBe(lane)
  })

  it('carries the same 120 bytes on every lane', () => {
    for (const lane of lanes) expect([lane.starts[0], lane.ends[lane.count - 1]]).toEqual([0, 120])
    // Twelve frames of six letters: a length of four bytes, then aaaaaa, bbbbbb and so on.
    expect(Buffer.from(path.bytes(0, 120)).toString('latin1')).toBe(
      'abcdefghijkl'
        .split('')
        .map((letter) => `\0\0\0\x06${letter.repeat(6)}`)
        .join(''),
    )
  })

  it('has findings between each lane and the next one, and between no others', () => {
    const found = [...new Findings(path)].map(({ kind, between, lane, index }) => ({
      kind,
      between: between?.join(' '),
      at: `${lane} ${index}`,
    }))
    const expected = lanes.slice(1).flatMap((lower, k) => {
      const upper = lanes[k] ?? lower
      const between = `${upper.name} ${lower.name}`
      const [merged, split] = lower.kind === 'message' ? [upper, lower] : [lower, upper]
      const [mergedAcross, splitAcross] = lower.kind === 'message' ? [lower, upper] : [upper, lower]
      return [
        ...severalOf(merged, mergedAcross, 120).map((index) => ({
          kind: 'merge',
          between,
          at: `${merged.name} ${index}`,
        })),
        ...severalOf(split, splitAcross, 120).map((index) => ({
          kind: 'split',
          between,
          at: `${split.name} ${index}`,
        })),
      ]
    })
    expect(found).toEqual(expected)
    expect(found.length).toBeGreaterThan(0)
  })

  it('is written as JSON lines, one for each interval of each lane and one for each finding', () => {
    const lines = [...pathLines(session, path)]
    const laneNames = lines.flatMap((line) => ('lane' in line ? [line.lane] : []))
    expect(laneNames).toEqual(lanes.flatMap((lane) => new Array<string>(lane.count).fill(lane.name)))
    expect(lines.filter((line) => 'finding' in line)).toHaveLength([...new Findings(path)].length)
  })

  it('names the connection that a lane was seen on', () => {
    const streams = lanes.map((lane) => path.streamOf(lane).name)
    expect(new Set(streams).size).toBe(session.streams.length)
    expect(streams).toEqual(
      streams.toSorted(
        (a, b) =>
          session.streams.findIndex(({ name }) => name === a) -
          session.streams.findIndex(({ name }) => name === b),
      ),
    )
  })
})

it('findings between the recvs and the sends of a relay give no reason', () => {
  const { path } = sevenLanes()
  const relayed = [...new Findings(path)].filter(({ between }) => between?.join() === 'recv@1,send@2')
  expect(relayed.map(({ title }) => title)).toContain('1 recv became 2 sends.')
  expect(new Set(relayed.map(({ cause }) => cause))).toEqual(new Set(['not-measured']))
})

it('a single stream is a path whose lanes are named by their kinds', () => {
  const { session, path } = threeLanes()
  const alone = new Path([path.last], path.framed)
  expect(alone.lanes.map(({ name }) => name)).toEqual(['send', 'segment', 'recv', 'message'])
  const lines = [...sessionLines(session, path.framed?.spec ?? { kind: 'none' })]
  expect(lines).toEqual([...pathLines(session, path)])
})
