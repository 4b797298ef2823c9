import { type LaneKind, usualLaneKinds, type LaneName } from '@unstick/session'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { framed, type HandInterval, stuck, subjectOf } from '../../../test/subject-of.ts'
import type { AxisKind } from '../axis/axis.ts'
import { laneNamed } from '../lanes/lanes.ts'
import { momentOf } from '../lanes/moments.ts'
import type { FoundKind } from '../findings/finding-columns.ts'
import type { Subject } from '../stream/subject.ts'
import { countRange } from './count-range.ts'
import type { Range, RangeCounts } from './range.ts'

interface Found {
  readonly kind: FoundKind
  readonly lane: LaneKind
  readonly index: number
}

/** A subject with findings made by hand, as columns. */
const withFound = (subject: Subject, found: readonly Found[]): Subject => ({
  ...subject,
  found: (['merge', 'split', 'fate'] as const).flatMap((kind) =>
    usualLaneKinds.map((lane) => {
      const indices = found.filter((one) => one.kind === kind && one.lane === lane).map(({ index }) => index)
      return { kind, lane, count: indices.length, indices: Uint32Array.from(indices).sort() }
    }),
  ),
})

test('hello + world in numbers: all of it', () => {
  const counted = withFound(framed, [
    { kind: 'merge', lane: 'recv', index: 0 },
    { kind: 'fate', lane: 'send', index: 1 },
  ])
  expect(countRange(counted, { axis: 'bytes', from: 0, to: 18 })).toEqual({
    lanes: [
      { lane: 'send', count: 2, bytes: 18 },
      { lane: 'segment', count: 0, bytes: 0 },
      { lane: 'recv', count: 1, bytes: 18 },
      { lane: 'message', count: 2, bytes: 18 },
    ],
    messages: { whole: 2, begun: 0 },
    found: { merge: 1, split: 0, 'short-write': 0, fate: 1 },
    gap: undefined,
  })
})

test('bytes 3 to 12 hold six of the first and three of the second, and one message begins there', () => {
  const counts = countRange(framed, { axis: 'bytes', from: 3, to: 12 })
  expect(counts.lanes.map(({ count, bytes }) => [count, bytes])).toEqual([
    [2, 9],
    [0, 0],
    [1, 9],
    [2, 9],
  ])
  expect(counts.messages).toEqual({ whole: 0, begun: 1 })
})

test('in time: what was called or returned by then, and the longest pause', () => {
  const counts = countRange(stuck, { axis: 'time', from: 0, to: 200e6 })
  expect(counts.lanes.map(({ count }) => count)).toEqual([2, 0, 1, 1])
  // The second send is called 20 µs after the first; the recv returns at 200 ms.
  expect(counts.gap).toBe(200e6 - 20e3)
  const sends = countRange(stuck, { axis: 'time', from: 0, to: 100e6 })
  expect(sends.lanes.map(({ count, bytes }) => [count, bytes])).toEqual([
    [2, 10],
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  expect(sends.gap).toBe(20e3)
})

test('a message whose front the reader got within the range counts as begun', () => {
  const subject = subjectOf({
    send: [[0, 10, 0]],
    recv: [
      [0, 4, 1],
      [4, 10, 3],
    ],
    message: [[0, 10, 3]],
    header: 2,
    span: 4,
  })
  const begun = (from: number, to: number) => {
    const counts = countRange(subject, { axis: 'time', from: from * 1e6, to: to * 1e6 })
    return [counts.messages?.whole, counts.messages?.begun]
  }
  expect([begun(0, 2), begun(0, 3), begun(2, 4), begun(2, 2.5)]).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
    [0, 0],
  ])
})

test('with framing off no message can be whole', () => {
  expect(countRange(stuck, { axis: 'bytes', from: 0, to: 10 }).messages).toBeUndefined()
})

test('an empty range of bytes holds nothing', () => {
  const counts = countRange(framed, { axis: 'bytes', from: 4, to: 4 })
  expect(counts.lanes.every(({ count, bytes }) => count === 0 && bytes === 0)).toBe(true)
})

/** The same counts, made by looking at every interval. */
const naive = (subject: Subject, findings: readonly Found[], { axis, from, to }: Range): RangeCounts => {
  const inside = (kind: LaneName, index: number): boolean => {
    const lane = laneNamed(subject.lanes, kind)
    if (axis === 'time') return momentOf(lane, index) >= from && momentOf(lane, index) <= to
    return to > from && (lane.starts[index] as number) < to && (lane.ends[index] as number) > from
  }
  const all = (kind: LaneName) =>
    Array.from({ length: laneNamed(subject.lanes, kind).count }, (_, index) => index)
  const messages = laneNamed(subject.lanes, 'message')
  const bytesGot = (time: number, closed: boolean): number =>
    Math.max(
      0,
      ...all('recv')
        .filter((i) =>
          closed
            ? momentOf(laneNamed(subject.lanes, 'recv'), i) <= time
            : momentOf(laneNamed(subject.lanes, 'recv'), i) < time,
        )
        .map((i) => laneNamed(subject.lanes, 'recv').ends[i] as number),
    )
  const begun = all('message').filter((i) => {
    const start = messages.starts[i] as number
    const end = messages.ends[i] as number
    if (axis === 'bytes') return start >= from && start < to && end > to
    return momentOf(messages, i) > to && start >= bytesGot(from, false) && start < bytesGot(to, true)
  })
  const moments = usualLaneKinds
    .flatMap((kind) => all(kind).map((i) => momentOf(laneNamed(subject.lanes, kind), i)))
    .filter((time) => time >= from && time <= to)
    .sort((a, b) => a - b)
  const found = (kind: FoundKind) =>
    findings.filter((one) => one.kind === kind && inside(one.lane, one.index)).length
  return {
    lanes: usualLaneKinds.map((kind) => {
      const lane = laneNamed(subject.lanes, kind)
      const indices = all(kind).filter((i) => inside(kind, i))
      const size = (i: number): number =>
        axis === 'time'
          ? (lane.ends[i] as number) - (lane.starts[i] as number)
          : Math.min(to, lane.ends[i] as number) - Math.max(from, lane.starts[i] as number)
      return { lane: kind, count: indices.length, bytes: indices.reduce((sum, i) => sum + size(i), 0) }
    }),
    messages: {
      whole: all('message').filter((i) =>
        axis === 'time'
          ? inside('message', i)
          : (messages.starts[i] as number) >= from && (messages.ends[i] as number) <= to,
      ).length,
      begun: begun.length,
    },
    found: {
      merge: found('merge'),
      split: found('split'),
      'short-write': found('short-write'),
      fate: found('fate'),
    },
    gap:
      axis === 'time' && moments.length > 1
        ? Math.max(...moments.slice(1).map((time, k) => time - (moments[k] as number)))
        : undefined,
  }
}

/** Pieces of a stream with holes, each some time after the one before. If `late`, some come late. */
const lane = (late: boolean) =>
  fc
    .array(
      fc.record({
        hole: fc.constantFrom(0, 0, 0, 7),
        size: fc.integer({ min: 1, max: 30 }),
        pause: fc.integer({ min: 0, max: 5 }),
        late: late ? fc.constantFrom(0, 0, 0, 40) : fc.constant(0),
      }),
      { maxLength: 400 },
    )
    .map((pieces) => {
      let [at, time] = [0, 0]
      return pieces.map(({ hole, size, pause, late: by }): HandInterval => {
        at += hole
        time += pause
        const start = at
        at += size
        return [start, at, time + by]
      })
    })

test('bisected counts equal a look at every interval', () => {
  const cases = fc.record({
    send: lane(false),
    segment: lane(true),
    recv: lane(false),
    sizes: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 200 }),
    axis: fc.constantFrom<AxisKind>('time', 'bytes'),
    ends: fc.tuple(fc.integer({ min: -10, max: 1_200 }), fc.integer({ min: -10, max: 1_200 })),
    found: fc.array(
      fc.tuple(fc.constantFrom('merge', 'split', 'fate'), fc.constantFrom('recv', 'segment'), fc.nat(399)),
    ),
  })
  fc.assert(
    fc.property(cases, ({ send, segment, recv, sizes, axis, ends, found }) => {
      const message: HandInterval[] = []
      let at = 0
      for (const size of sizes) {
        const time = recv.find(([, end]) => end >= at + size)?.[2]
        if (time === undefined) break
        message.push([at, at + size, time])
        at += size
      }
      const subject = subjectOf({ send, segment, recv, message, header: 0, span: 2_000 })
      const findings = found
        .filter(([, kind, index]) => index < laneNamed(subject.lanes, kind).count)
        .map(([kind, lane, index]): Found => ({ kind, lane, index }))
      const unlike = findings.filter(
        (one, k) =>
          findings.findIndex(
            ({ kind, lane: on, index }) => kind === one.kind && on === one.lane && index === one.index,
          ) === k,
      )
      const unit = axis === 'time' ? 1e6 : 1
      const [from, to] = ends.toSorted((a, b) => a - b) as [number, number]
      const range: Range = { axis, from: from * unit, to: to * unit }
      expect(countRange(withFound(subject, unlike), range)).toEqual(naive(subject, unlike, range))
    }),
    { seed: 6, numRuns: 200 },
  )
})
