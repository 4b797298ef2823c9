// Which lane of a stream is framed, where it ends, and what of it can be framed.
import type { FramingSpec } from '@unstick/framing'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'

/**
 * The lane with a stream's bytes as its reader got them, or else the nearest lane in the log. With framing off each recv is
 * taken for one message, so without recvs it has no source.
 */
export const sourceOf = (stream: Stream, { kind }: FramingSpec): LaneColumns => {
  const { recv, capture } = stream
  if (recv.count > 0 || kind === 'none') return recv
  const isShown = stream.showsCapture && (capture.next > 0 || capture.lane.count > 0)
  return isShown ? capture.lane : stream.send
}

/** Where the stream ends, if that is known: from a recv that returned 0, or from a captured FIN. */
export const endOf = ({ capture, endSeen, finOffset }: Stream, source: LaneColumns): number | undefined => {
  if (source.kind === 'segment') return finOffset === capture.next ? finOffset : undefined
  if (source.kind !== 'recv' || endSeen === undefined) return undefined
  return source.count === 0 ? 0 : source.ends[source.count - 1]
}

/** Whether there is an interval `index` and its bytes begin before the place `before` in the log. */
export const isDue = (stream: Stream, source: LaneColumns, index: number, before: number): boolean =>
  index < source.count && (before === Infinity || stream.beginsBefore(source, index, before))

/** Whether the log has all bytes of an interval. */
export const isWhole = (stream: Stream, source: LaneColumns, index: number): boolean => {
  const size = (source.ends[index] as number) - (source.starts[index] as number)
  return source.captured(index) === size && stream.hasBytes(source, index)
}
