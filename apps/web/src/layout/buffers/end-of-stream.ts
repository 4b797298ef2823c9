// The end of the stream: from when it was seen, behind the last byte, to the call that returned 0.
import type { EndOfStream, LaneLayout } from '../layout.ts'
import type { Subject } from '../../model/stream/subject.ts'
import type { Scale } from '../axis/scale.ts'

export const layOutEnd = (
  { end, lanes, programs }: Subject,
  layouts: readonly LaneLayout[],
  scale: Scale,
  until: number | undefined,
): EndOfStream | undefined => {
  if (end === undefined || end > (until ?? Infinity)) return undefined
  const lane = lanes.findLastIndex(({ kind }) => kind === 'recv')
  if (lane < 0) return undefined
  const lines = programs?.[lane]?.lines ?? []
  const row = lines.findIndex(({ calls }) => calls.some(({ outcome }) => outcome === '0 B'))
  const call = lines[row]?.calls.find(({ outcome }) => outcome === '0 B')
  const isThere = call && call.done <= (until ?? Infinity) && (layouts[lane]?.rows.length ?? 0) > row
  return { x0: scale.px(end), x1: isThere ? scale.px(call.done) : undefined, lane, row: Math.max(0, row) }
}
