// A path of three lanes and one of seven, from real recorded runs: everything that shows, counts, searches or measures
// lanes is right on both. The expected values are computed interval by interval, or byte by byte.
import { laneKinds } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { sevenLanes, threeLanes } from '../../../test/recorded-subjects.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import { countRange } from '../../model/range/count-range.ts'
import { inspect } from '../../model/inspect/inspect.ts'
import { lengthScan } from '../../model/search/length-scan.ts'
import { tablePage } from '../../model/session/table-page.ts'
import { printPlace, readPlace } from '../../navigation/permalink.ts'
import { countPills } from '../../replay/count-pills.ts'
import { layOutInFlight } from '../in-flight/lay-out-in-flight.ts'
import { canvasPositionOf } from '../in-flight/canvas-positions.ts'
import { receiveBufferBand } from '../in-flight/receive-buffer-band.ts'
import { scoreOf, stepAfter } from '../in-flight/replay-steps.ts'
import { happenedOn, noTint } from '../layout.ts'
import { layoutBuffers } from '../layout-buffers.ts'
import { scaleOf } from '../axis/scale.ts'
import { intervalByKey } from '../stage/keyboard-navigation.ts'
import { boxOf, hitTest } from '../stage/hit.ts'
import { createMorph } from '../stage/morph.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { boxesOf } from '../stage/lane-place.ts'
import { layOutView } from './lay-out-view.ts'

const WIDTH = 900
const BYTES = 120

const paths = [
  { count: 3, shown: threeLanes(), names: ['send', 'recv', 'message'], hops: [['send', 'recv']] },
  {
    count: 7,
    shown: sevenLanes(),
    names: ['send@1', 'segment@1', 'recv@1', 'send@2', 'segment@2', 'recv@2', 'message'],
    hops: [
      ['segment@1', 'recv@1'],
      ['segment@2', 'recv@2'],
    ],
  },
] as const

describe.each(paths)('a path of $count lanes', ({ count, shown, names, hops }) => {
  const { subject, findings } = shown
  const { lanes } = subject
  const total = lanes.reduce((sum, lane) => sum + lane.count, 0)
  const show = (axis: AxisKind, until?: number) =>
    layOutView(subject, { stream: subject.stream, axis, domain: undefined, width: WIDTH, until })

  it('is laid out lane by lane, in the order in which bytes pass them', () => {
    expect(lanes.map(({ name }) => name)).toEqual(names)
    for (const axis of ['bytes', 'time'] as const) {
      const layout = show(axis)
      expect(layout.lanes.map(({ name }) => name)).toEqual(names)
      layout.lanes.forEach((lane, k) => {
        expect(lane.total).toBe(lanes[k]?.count)
        expect(lane.boxes.merged.reduce((sum, merged) => sum + merged, 0)).toBe(lane.total)
      })
      expect(layoutBuffers(layout).length).toBeGreaterThan(0)
    }
  })

  it('has room on every stage, and no lane reaches into the next', () => {
    const sharing = {
      count: 2,
      unfolded: new Map([[0, ['lanes'] as const]]),
      scroll: 0,
      shown: { connection: 0, direction: 0 },
    }
    for (const height of [420, 560, 760, 1_200])
      for (const stage of [
        stageOfLanes(1_000, height, count),
        stageOfLanes(1_000, height, count, { axis: 'time', sharing }),
        stageOfLanes(1_000, height, count, { position: 'above' }),
      ]) {
        expect(stage.lanes).toHaveLength(count)
        stage.lanes.forEach(({ top, height: high }, k) => {
          expect(high).toBeGreaterThan(12)
          expect(top + high).toBeLessThan(stage.lanes[k + 1]?.top ?? Infinity)
        })
      }
  })

  it('has ribbons between neighbours alone, and they carry every byte', () => {
    const { ribbons } = show('bytes')
    expect(ribbons.map(({ upper, lower }) => [upper, lower])).toEqual(
      names.slice(1).map((_, k) => [k, k + 1]),
    )
    const perByte = WIDTH / BYTES
    for (const { a0, a1 } of ribbons) {
      const wide = a1.reduce((sum, right, k) => sum + right - (a0[k] ?? 0), 0)
      // On the even axis bytes have other widths than here, but all together have the plot's width.
      expect(wide / perByte).toBeCloseTo(BYTES, 1)
    }
  })

  it('has a row in the overview for each lane', () => {
    const { overview } = show('bytes')
    expect(overview.tints).toHaveLength(count * overview.bins)
    names.forEach((_, row) => {
      const bins = overview.tints.subarray(row * overview.bins, (row + 1) * overview.bins)
      expect(bins.every((tint) => tint !== noTint)).toBe(true)
    })
  })

  it('a point on any box is that interval', () => {
    const layout = show('bytes')
    const stage = { ...stageOfLanes(1_030, 900, count), plot: WIDTH }
    layout.lanes.forEach(({ name, boxes }, k) => {
      boxes.key.forEach((index, at) => {
        const x = stage.left + ((boxes.x0[at] ?? 0) + (boxes.x1[at] ?? 0)) / 2
        const place = boxesOf(stage, k)
        const y = place.top + place.height / 2
        expect(hitTest(layout, stage, x, y)).toMatchObject({ lane: name, index })
        expect(boxOf(layout, { lane: name, index })?.x0).toBe(boxes.x0[at])
      })
    })
  })

  it('the keys lead down through every lane and back', () => {
    const layout = show('bytes')
    const seen: string[] = []
    let here = intervalByKey(layout, undefined, 0, 1)
    for (let next = here; next; next = intervalByKey(layout, next, 0, 1)) {
      seen.push(next.lane)
      here = next
    }
    expect(seen).toEqual(names)
    for (let next = here; next; next = intervalByKey(layout, next, 0, -1)) here = next
    expect(here?.lane).toBe(names[0])
  })

  it('has every interval in the table, in the order of time', () => {
    const { rows, total: listed } = tablePage(shown, { at: 0, count: 1_000 })
    expect(listed).toBe(total)
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).toSorted((a, b) => a - b))
    for (const lane of lanes) expect(rows.filter((row) => row.lane === lane.name)).toHaveLength(lane.count)
    const last = { lane: names[count - 1] ?? 'message', index: 0 } as const
    const page = tablePage(shown, { at: last, count: 5 })
    expect(page.rows.some(({ lane, index }) => lane === last.lane && index === last.index)).toBe(true)
  })

  it('is counted by kind, also in the middle of a replay', () => {
    const until = (subject.extent[0] + subject.extent[1]) / 2
    for (const at of [undefined, until]) {
      const so = happenedOn(show('time', at).lanes)
      for (const kind of laneKinds) {
        const those = lanes.filter((lane) => lane.kind === kind)
        const happened = those.flatMap((lane) =>
          Array.from({ length: lane.count }, (_, index) => momentOf(lane, index)).filter(
            (time) => at === undefined || time <= at,
          ),
        )
        expect(so[`${kind}s`]).toBe(happened.length)
      }
    }
    const counts = { ...happenedOn(show('time').lanes), merges: 0, splits: 0, shortWrites: 0, fates: 0 }
    const pills = countPills(
      { counts, framing: 'struct:!I', framingError: undefined, unread: undefined },
      'tcp',
    )
    expect(pills[0]?.text).toBe(`${counts.sends} sends`)
  })

  it('a range is measured lane by lane', () => {
    const counted = countRange(subject, { axis: 'bytes', from: 10, to: 50 })
    expect(counted.lanes.map(({ lane }) => lane)).toEqual(names)
    for (const { bytes } of counted.lanes) expect(bytes).toBe(40)
    lanes.forEach((lane, k) => {
      const inside = Array.from({ length: lane.count }, (_, i) => i).filter(
        (i) => (lane.starts[i] ?? 0) < 50 && (lane.ends[i] ?? 0) > 10,
      )
      expect(counted.lanes[k]?.count).toBe(inside.length)
    })
  })

  it('findings are stepped through in the order of time, each once', () => {
    const places = new Set([...findings].map(({ lane, index }) => `${lane} ${index}`))
    const seen: string[] = []
    let here = findings.step(undefined, 1)
    for (let k = 0; here && k < places.size; k += 1) {
      seen.push(`${here.lane} ${here.index}`)
      here = findings.step(here, 1)
    }
    expect(new Set(seen)).toEqual(places)
    expect(seen).toHaveLength(places.size)
  })

  it('the inspector tells of an interval in which of each other lane its bytes are', () => {
    for (const { name } of lanes) {
      const { facts = [] } = inspect(shown, 'struct:!I', { lane: name, index: 0 }) ?? {}
      const linked = facts.flatMap(({ links = [] }) => links.map(({ lane }) => lane))
      expect(new Set(linked)).toEqual(new Set(names.filter((other) => other !== name)))
    }
  })

  it('a size that is sought is found on every lane that has it, and each hit names its lane', () => {
    const frames = { framed: () => shown.framed }
    const hits = shown.path.streams.flatMap((stream) =>
      [...lengthScan(frames, { by: 'length', lane: undefined, least: 10, most: 10 }).through(stream)].flatMap(
        (hit) => (typeof hit === 'number' ? [] : [`${hit.interval?.lane ?? ''} ${hit.start}`]),
      ),
    )
    const wanted = lanes.flatMap((lane) =>
      Array.from({ length: lane.count }, (_, i) => i)
        .filter((i) => (lane.ends[i] ?? 0) - (lane.starts[i] ?? 0) === 10)
        .map((i) => `${lane.name} ${lane.starts[i] ?? 0}`),
    )
    expect(new Set(hits)).toEqual(new Set(wanted))
    expect(wanted.length).toBeGreaterThan(0)
  })

  it('a permalink leads back to any of its lanes', () => {
    for (const lane of names) {
      const selected = { lane, index: 3 }
      expect(readPlace(printPlace({ ...readPlace('?session=a'), selected })).selected).toEqual(selected)
    }
  })

  it('a replay has every moment as a step, and leads bytes from lane to lane', () => {
    const moments = new Set(
      lanes
        .filter(({ kind }) => kind !== 'message')
        .flatMap((lane) => [
          ...Array.from({ length: lane.count }, (_, index) => momentOf(lane, index)),
          ...(lane.kind === 'recv' ? lane.times.subarray(0, lane.count) : []),
        ]),
    )
    const steps: number[] = []
    for (let step = stepAfter(subject, -Infinity); step; step = stepAfter(subject, step.time))
      steps.push(step.time)
    expect(steps).toEqual([...moments].sort((a, b) => a - b))
    expect(Array.from(scoreOf(subject, 10_000)?.moments ?? [])).toEqual(steps)
  })

  it('between two lanes a byte is in one receive buffer at a time, and in that of its connection', () => {
    const scale = scaleOf(subject.bytes, [0, BYTES], WIDTH)
    const stage = stageOfLanes(1_030, 900, count)
    const bottomOf = (lane: number): number => boxesOf(stage, lane).top + boxesOf(stage, lane).height
    const [from, to] = subject.extent
    const filled = new Set<number>()
    for (let k = 0; k <= 400; k += 1) {
      const until = from + ((to - from) * k) / 400
      const laid = layOutInFlight(subject, 'bytes', scale, WIDTH, until)
      expect(laid.map(({ above, below }) => [names[above], names[below]])).toEqual(hops)
      laid.forEach((hop, at) => {
        // Sent on this connection and not yet returned by its recvs, according to the lanes themselves.
        const { carriers, recv } = subject.hops[at] ?? subject.hops[0]
        const arrival = carriers.at(-1)
        const came = Array.from({ length: BYTES }, (_, byte) => byte).filter((byte) => {
          const time = (lane: typeof recv | undefined, column: 'times' | 'dones'): number => {
            const index = lane ? lane.ends.subarray(0, lane.count).findIndex((end) => end > byte) : -1
            return index < 0 ? Infinity : (lane?.[column][index] ?? Infinity)
          }
          return (
            time(arrival, arrival?.kind === 'send' ? 'dones' : 'times') <= until &&
            time(recv, 'dones') > until
          )
        })
        expect(hop.bytes).toBe(came.length)
        if (came.length > 0) filled.add(at)
        const { top, height } = receiveBufferBand(stage, hop)
        expect(top).toBeGreaterThanOrEqual(bottomOf(hop.above))
        expect(top + height).toBeLessThan(boxesOf(stage, hop.below).top)
        for (const piece of hop.pieces) {
          const { y } = canvasPositionOf(piece, stage, hop, 1, (x) => x)
          expect(y).toBeGreaterThanOrEqual(boxesOf(stage, hop.above - (hop.captured ? 1 : 0)).top)
          expect(y).toBeLessThan(bottomOf(hop.below))
        }
      })
    }
    // Bytes were seen in each connection's buffer.
    expect(filled.size).toBe(hops.length)
  })
})

it('from one path to the other each lane moves to its own place, and what only one has appears in its', () => {
  const query = { stream: 0, axis: 'bytes', domain: undefined, width: WIDTH, until: undefined } as const
  const [three, seven] = paths.map(({ shown }) => layOutView(shown.subject, query))
  if (!three || !seven) throw new Error('no layouts')
  const halfway = createMorph(three, seven)(0.5)
  expect(halfway.lanes.map(({ name }) => name)).toEqual(seven.lanes.map(({ name }) => name))
  expect(halfway.lanes.at(-1)?.slices.x0).toHaveLength(seven.lanes.at(-1)?.slices.x0.length ?? -1)
})
