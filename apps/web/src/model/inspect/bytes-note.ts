// Where an interval's bytes come from, if the record of its own call does not have all of them.
import {
  counted,
  grouped,
  holesOf,
  type LaneColumns,
  laneIndexAt,
  type LaneName,
  laneTable,
} from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

/** How the bytes on a lane of each kind are known. */
const shownAs = {
  send: 'as they were sent',
  segment: 'as they were captured',
  recv: 'as the other end received them',
  frame: '',
  message: '',
} as const

export const bytesNote = (shown: ShownStream, name: LaneName, index: number): string | undefined => {
  const lane = shown.path.lane(name)
  if (!lane || index >= lane.count || lane.kind === 'message' || lane.kind === 'frame') return undefined
  const [start, end] = [lane.starts[index] as number, lane.ends[index] as number]
  if (lane.captured(index) === end - start) return undefined
  return `${whyMissing(shown, lane, index)} ${whatIsShown(shown, lane, start + lane.captured(index), end)}`
}

const whyMissing = ({ path }: ShownStream, lane: LaneColumns, index: number): string => {
  const stream = path.streamOf(lane)
  const made = stream.callOf(lane.kind === 'send' ? 'send' : 'recv', index)
  if (made?.name === 'sendfile') return 'sendfile: the kernel took the bytes from a file.'
  if (made?.name === 'splice')
    return lane.kind === 'send'
      ? 'splice: the kernel took the bytes from a pipe.'
      : 'splice: the kernel moved the bytes on into a pipe.'
  const size = (lane.ends[index] as number) - (lane.starts[index] as number)
  return `The log has the first ${grouped(lane.captured(index))} of the ${counted(size, 'byte')} of this ${laneTable[lane.kind].noun[stream.transport]}.`
}

const whatIsShown = ({ path }: ShownStream, lane: LaneColumns, from: number, to: number): string => {
  const stream = path.streamOf(lane)
  const missing = holesOf(stream, from, to).reduce((sum, { start, end }) => sum + end - start, 0)
  if (missing === to - from) return 'No lane has the others; they are shown as ··.'
  const other = stream.lanes.find((each) => {
    const at = laneIndexAt(each, from)
    return each !== lane && at < each.count && each.captured(at) > 0
  })
  const shown = `They are shown ${other ? shownAs[other.kind] : ''}`
  return missing === 0 ? `${shown}.` : `${shown}; ${counted(missing, 'byte')} of them that no lane has as ··.`
}
