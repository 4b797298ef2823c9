// A stream that is followed piece by piece looks the same as one that came at once.
import { parseFraming } from '@unstick/framing'
import { Session } from '@unstick/session'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tcpBlocks, udpBlocks } from '../../../../../packages/session/test/random-logs.ts'
import { byteLine, boundariesOf } from '../axis/axis-line.ts'
import { layOutView } from '../../layout/view/lay-out-view.ts'
import type { AxisKind } from '../axis/axis.ts'
import type { ViewQuery } from '../../layout/view-query.ts'
import { ShownStream } from './shown-stream.ts'

const seed = 20_261_124

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

/** One narrow enough that lanes of a few intervals are drawn per pixel, and one wide enough that none is. */
const widths = [3, 600]
const axes: readonly AxisKind[] = ['time', 'bytes']
const queries: readonly ViewQuery[] = axes.flatMap((axis) =>
  widths.map((width) => ({ stream: 0, axis, domain: undefined, width, until: undefined })),
)

/** As lines of text, which compare quickly. */
const summaryOf = ({ subject, findings }: ShownStream): string[] => {
  const halfway = (subject.extent[0] + subject.extent[1]) / 2
  const layouts = queries.flatMap((query) => [
    layOutView(subject, query),
    layOutView(subject, { ...query, until: halfway }),
  ])
  const summary = { counts: findings.counts, first: findings.first(3).map(({ title }) => title), layouts }
  return JSON.stringify(
    summary,
    (_, value: unknown) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array, String).join(' ') : value,
    1,
  ).split('\n')
}

const follow = (blocks: readonly Uint8Array[], looks: readonly boolean[], framing: string): void => {
  const session = new Session()
  let shown: ShownStream | undefined
  blocks.forEach((block, k) => {
    session.push(block)
    const [stream] = session.streams
    if (!stream || (k < blocks.length - 1 && !looks[k % looks.length])) return
    shown = new ShownStream({ session, streams: [stream], spec: spec(framing), live: true, before: shown })
    // A view keeps its results, and extends them for the next one.
    for (const query of queries) layOutView(shown.subject, query)
  })
  if (!shown) return
  const { lanes, bytes } = shown.subject
  const ends = lanes.map((lane) => lane.ends.subarray(0, lane.count))
  expect(bytes).toEqual(byteLine(boundariesOf(ends)))
  const whole = new Session()
  for (const block of blocks) whole.push(block)
  const [same] = whole.streams
  if (!same) throw new Error('no stream')
  const wanted = summaryOf(
    new ShownStream({ session: whole, streams: [same], spec: spec(framing), live: true }),
  )
  const summary = summaryOf(shown)
  expect(summary).toHaveLength(wanted.length)
  const differing = summary
    .map((line, k) => [line, wanted[k] ?? ''])
    .filter(([line, other]) => line !== other)
  expect(differing.slice(0, 3)).toEqual([])
}

const looks = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 })
const framings = fc.constantFrom('none', 'fixed:4', 'struct:!B', 'struct:!I')

test(`TCP with segments that come late or never (seed ${seed})`, () => {
  fc.assert(fc.property(tcpBlocks, looks, framings, follow), { seed, numRuns: 80 })
})

test(`datagrams that are lost, duplicated and out of order (seed ${seed})`, () => {
  fc.assert(fc.property(udpBlocks, looks, framings, follow), { seed, numRuns: 80 })
})
