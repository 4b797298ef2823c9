// Makes a layout from a stream and a query: what is in this viewport, at this width?
import { byteExtent, timeExtent } from '../axis/extent.ts'
import { layOutDenseRibbons } from '../ribbons/dense-ribbons.ts'
import { type LaneView, viewLane, type ViewOf } from '../lanes/lane-view.ts'
import { layOutDenseLane } from '../lanes/lay-out-dense-lane.ts'
import { layOutFlags } from '../lanes/lay-out-flags.ts'
import { LEAST_CELL } from '../labels/byte-cells.ts'
import { layOutLane } from '../lanes/lay-out-lane.ts'
import type { LaneLayout, Layout, StreamLayout, TrackLayout } from '../layout.ts'
import type { ViewQuery } from '../view-query.ts'
import { foundBy } from '../../model/findings/finding-columns.ts'
import { onOtherAxis } from '../../model/stream/other-axis.ts'
import { layOutOverview } from '../overview/overview.ts'
import { layOutRibbons } from '../ribbons/ribbons.ts'
import { knotsOf, scaleOf } from '../axis/scale.ts'
import { isCutAsAbove } from '../../model/stream/same-cuts.ts'
import { lineOf, type Subject } from '../../model/stream/subject.ts'
import { byteTicks, roundTicks } from '../axis/ticks.ts'
import { timeTicks } from '../axis/time-ticks.ts'
import { layOutStrip } from '../tracks/strip.ts'
import type { Track } from '../../model/stream/track.ts'
import { shownPlaces } from '../../model/buffers/hero.ts'
import { layOutBuffer } from '../buffers/lay-out-buffer.ts'
import { layOutEnd } from '../buffers/end-of-stream.ts'
import { WayThrough } from '../buffers/way-through.ts'
import { layOutInFlight } from '../in-flight/lay-out-in-flight.ts'
import { layOutLostPackets } from '../lanes/lost-packets.ts'
import { layOutAcknowledgements } from '../lanes/acknowledgements.ts'
import { layOutUnframed } from '../lanes/unframed.ts'
import { layOutUnread } from '../lanes/unread.ts'

/** `tracks`: the connections besides the shown stream, which share its time axis. */
export const layOutView = (subject: Subject, query: ViewQuery, tracks: readonly Track[] = []): Layout => {
  const { axis, scale: bytes = 'even', until, folded = false } = query
  const width = Math.max(1, query.width)
  const line = lineOf(subject, axis, isShort(subject, width) ? 'linear' : bytes)
  const extent = axis === 'time' ? timeExtent(subject.extent, width) : byteExtent(line)
  const domain = query.domain ?? extent
  const scale = scaleOf(line, domain, width)
  const frame = { axis, scale, width, until, folded }
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

/** If each byte of a stream has room for its character, all bytes are as wide as each other. */
const isShort = ({ length }: Subject, width: number): boolean => length > 0 && length * LEAST_CELL <= width

const layOutTrack = ({ head, directions }: Track, frame: ViewOf): TrackLayout => ({
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

const layOutStream = (subject: Subject, view: ViewOf): StreamLayout => {
  const { axis, scale, width, until } = view
  const views = subject.lanes.map((lane) => viewLane(subject, lane, view))
  const lanes = views.map((each) => layOutOne(subject, each, view))
  const { places, hero } = axis === 'time' ? shownPlaces(subject) : noPlaces
  return {
    stream: subject.stream,
    lanes,
    ribbons: subject.joints.flatMap((joint) => {
      const upper = views[joint.upper]
      const lower = views[joint.lower]
      if (!upper || !lower) return []
      if (!upper.placed || !lower.placed)
        return [layOutDenseRibbons(subject, joint, upper, lower, axis, scale, width, until)]
      const at = places.findIndex(({ above, below }) => above === joint.upper && below === joint.lower)
      const place = places[at]
      const way = place && !place.datagrams ? new WayThrough(place, at, scale, until) : undefined
      return [layOutRibbons(subject, joint, upper, lower, width, way)]
    }),
    buffers: places.map((place) => layOutBuffer(subject, place, scale, width, until)),
    hero,
    end: axis === 'time' ? layOutEnd(subject, lanes, scale, until) : undefined,
    programs: subject.programs?.map((each) => each && { name: each.program, port: each.port }) ?? [],
    unframed: until === undefined ? layOutUnframed(subject, views, axis, scale) : undefined,
    unread: until === undefined && axis === 'bytes' ? layOutUnread(subject, scale) : undefined,
    lostPackets: axis === 'time' ? layOutLostPackets(subject, scale, width, until) : new Float32Array(0),
    acknowledgements:
      axis === 'time' ? layOutAcknowledgements(subject, scale, width, until) : new Float32Array(0),
    inFlight: until === undefined ? undefined : layOutInFlight(subject, axis, scale, width, until),
  }
}

const noPlaces = { places: [], hero: -1 }

const layOutOne = (
  subject: Subject,
  { lane, placed }: LaneView,
  { axis, scale, width, until }: ViewOf,
): LaneLayout => {
  const isSlim = axis === 'bytes' && isCutAsAbove(subject, lane)
  switch (placed?.axis) {
    case undefined:
      return { ...layOutDenseLane(subject, lane, axis, scale, width, until), isSlim }
    case 'bytes':
      return layOutLane(subject, lane, placed.placement, scale, width, until, isSlim)
    case 'time':
      return layOutFlags(subject, lane, placed, scale, width, until)
  }
}
