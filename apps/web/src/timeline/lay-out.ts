// From a stream and a question to a layout: what is in this viewport, at this width?
import { laneIndexAt } from '@unstick/session'
import { layOutLane } from './lay-out-lane.ts'
import { type Domain, type Layout, laneKinds, type Unframed, type ViewQuery } from './layout.ts'
import { onOtherAxis } from './other-axis.ts'
import { layOutOverview } from './overview.ts'
import { type Placement, placeByBytes, placeInTime, pxOfByte } from './placement.ts'
import { layOutRibbons } from './ribbons.ts'
import { knotsOf, type Scale, scaleOf } from './scale.ts'
import type { Subject } from './subject.ts'
import { byteTicks, timeTicks } from './ticks.ts'

/** Pixels kept free behind the last moment, where the last boxes stand. */
const ROOM_BEHIND = 130

export const layOut = (subject: Subject, query: ViewQuery): Layout => {
  const { axis, until } = query
  const width = Math.max(1, query.width)
  const line = axis === 'time' ? subject.time : subject.bytes
  const extent = axis === 'time' ? timeExtent(subject.extent, width) : byteExtent(subject)
  const domain = query.domain ?? extent
  const scale = scaleOf(line, domain, width)
  const place = axis === 'time' ? placeInTime : placeByBytes
  const ends = laneKinds.map((kind) => ({
    lane: subject.lanes[kind],
    placement: place(subject.lanes[kind], scale, until),
  }))
  return {
    stream: subject.stream,
    axis,
    domain,
    extent,
    elsewhere: query.domain && onOtherAxis(subject, axis, query.domain),
    width,
    knots: knotsOf(line, scale, width),
    ticks: axis === 'time' ? timeTicks(scale, domain, width) : byteTicks(line, scale, width),
    lanes: ends.map(({ lane, placement }) => layOutLane(subject, lane, placement, scale, width)),
    ribbons: subject.joints.flatMap((joint) => {
      const upper = ends[joint.upper]
      const lower = ends[joint.lower]
      return upper && lower ? [layOutRibbons(subject, joint, upper, lower, scale, width)] : []
    }),
    unframed: unframed(subject, ends, scale, until),
    overview: layOutOverview(subject, axis, extent, domain),
    uneven: axis === 'bytes' && line.uneven,
    playhead: until !== undefined && axis === 'time' ? scale.px(until) : undefined,
  }
}

const timeExtent = ([from, to]: Domain, width: number): Domain => {
  const span = to > from ? to - from : 1_000
  const room = Math.min(ROOM_BEHIND, width / 3)
  return [from - span * 0.012, to + (span * room) / (width - room)]
}

const byteExtent = ({ bytes }: Subject): Domain => [bytes.values[0] ?? 0, bytes.values.at(-1) ?? 1]

/** The part of the stream behind the last whole frame: refused by the framing, or not complete. */
const unframed = (
  { frames, lanes, length }: Subject,
  ends: readonly { readonly placement: Placement }[],
  scale: Scale,
  until: number | undefined,
): Unframed | undefined => {
  const start = frames.error?.offset ?? (frames.held > 0 && !frames.naive ? length - frames.held : undefined)
  if (start === undefined || until !== undefined) return undefined
  const source = laneKinds.findLast((kind) => kind !== 'message' && lanes[kind].count > 0) ?? 'recv'
  const lane = lanes[source]
  const placement = ends[laneKinds.indexOf(source)]?.placement
  const index = Math.min(laneIndexAt(lane, start), lane.count - 1)
  if (!placement || index < 0) return undefined
  const x0 = pxOfByte(placement, scale, lane, index, Math.min(start, lane.ends[index] as number))
  const x1 = placement.axis === 'bytes' ? scale.px(length) : (placement.x1[lane.count - 1] as number)
  const needed = frames.needed === undefined ? '' : ` of ${frames.needed.toLocaleString('en')} bytes`
  return frames.error
    ? { kind: 'error', x0, x1, text: frames.error.message }
    : { kind: 'unfinished', x0, x1, text: `unfinished: holding ${frames.held.toLocaleString('en')}${needed}` }
}
