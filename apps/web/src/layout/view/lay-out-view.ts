// Makes a layout from a stream and a query: what is in this viewport, at this width?
import { byteExtent, timeExtent } from '../axis/extent.ts'
import { layOutDenseRibbons } from '../ribbons/dense-ribbons.ts'
import { viewLane } from '../lanes/lane-view.ts'
import { layOutDenseLane } from '../lanes/lay-out-dense-lane.ts'
import { layOutLane } from '../lanes/lay-out-lane.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { Layout, StreamLayout, TrackLayout } from '../layout.ts'
import type { ViewQuery } from '../view-query.ts'
import { foundBy } from '../../model/findings/finding-columns.ts'
import { onOtherAxis } from '../../model/stream/other-axis.ts'
import { layOutOverview } from '../overview/overview.ts'
import { layOutRibbons } from '../ribbons/ribbons.ts'
import { knotsOf, type Scale, scaleOf } from '../axis/scale.ts'
import { lineOf, type Subject } from '../../model/stream/subject.ts'
import { byteTicks, roundTicks } from '../axis/ticks.ts'
import { timeTicks } from '../axis/time-ticks.ts'
import { layOutStrip } from '../tracks/strip.ts'
import type { Track } from '../../model/stream/track.ts'
import { layOutInFlight } from '../in-flight/lay-out-in-flight.ts'
import { layOutLostPackets } from '../lanes/lost-packets.ts'
import { layOutUnframed } from '../lanes/unframed.ts'
import { layOutUnread } from '../lanes/unread.ts'

/** `tracks`: the connections besides the shown stream, which share its time axis. */
export const layOutView = (subject: Subject, query: ViewQuery, tracks: readonly Track[] = []): Layout => {
  const { axis, scale: bytes = 'even', until } = query
  const width = Math.max(1, query.width)
  const line = lineOf(subject, axis, bytes)
  const extent = axis === 'time' ? timeExtent(subject.extent, width) : byteExtent(line)
  const domain = query.domain ?? extent
  const scale = scaleOf(line, domain, width)
  const frame = { axis, scale, width, until }
  return {
    ...layOutStream(subject, frame),
    axis,
    scale: bytes,
    domain,
    extent,
    elsewhere: query.domain && onOtherAxis(subject, axis, query.domain),
    width,
    knots: knotsOf(line, scale, width),
    ...(axis === 'time'
      ? timeTicks(scale, domain, width, extent)
      : {
          ticks: bytes === 'even' ? byteTicks(line, scale, width) : roundTicks(scale, subject.length, width),
          base: undefined,
        }),
    tracks: axis === 'time' ? tracks.map((track) => layOutTrack(track, frame)) : [],
    found: foundBy(subject.found, subject.lanes, until),
    overview: layOutOverview(subject, axis, bytes, extent, domain),
    uneven: axis === 'bytes' && line.uneven,
    playhead: until !== undefined && axis === 'time' ? scale.px(until) : undefined,
  }
}

/** What everything laid out in one view has in common. */
interface Frame {
  readonly axis: AxisKind
  readonly scale: Scale
  readonly width: number
  readonly until: number | undefined
}

const layOutTrack = ({ head, directions }: Track, frame: Frame): TrackLayout => ({
  head,
  directions: directions.map((direction) => {
    switch (direction.kind) {
      case 'shown':
        return direction
      case 'lanes':
        return { kind: 'lanes', ...layOutStream(direction.subject, frame) }
      case 'strip':
        return layOutStrip(direction, frame.scale, frame.width, frame.until)
    }
  }),
})

const layOutStream = (subject: Subject, { axis, scale, width, until }: Frame): StreamLayout => {
  const views = subject.lanes.map((lane) => viewLane(lane, axis, scale, width, until))
  return {
    stream: subject.stream,
    lanes: views.map(({ lane, placement }) =>
      placement
        ? layOutLane(subject, lane, placement, scale, width, until)
        : layOutDenseLane(subject, lane, axis, scale, width, until),
    ),
    ribbons: subject.joints.flatMap((joint) => {
      const upper = views[joint.upper]
      const lower = views[joint.lower]
      if (!upper || !lower) return []
      return [
        upper.placement && lower.placement
          ? layOutRibbons(subject, joint, upper, lower, width)
          : layOutDenseRibbons(subject, joint, upper, lower, axis, scale, width, until),
      ]
    }),
    unframed: until === undefined ? layOutUnframed(subject, views, axis, scale) : undefined,
    unread: until === undefined && axis === 'bytes' ? layOutUnread(subject, scale) : undefined,
    lostPackets: axis === 'time' ? layOutLostPackets(subject, scale, width, until) : new Float32Array(0),
    inFlight: until === undefined ? undefined : layOutInFlight(subject, axis, scale, width, until),
  }
}
