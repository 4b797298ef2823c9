// Why the sender's TCP joined sends into a segment, or cut a send into several.
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import type { Stream } from '../streams/stream.ts'
import { type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'
import { askedToWait } from './asked-to-wait.ts'
import { heldBack, MOST_OPTIONS } from './held-back.ts'

export const explainCoalesced = (
  stream: Stream,
  segment: LaneColumns,
  overlaps: Overlaps,
  { index, from, to }: Group,
): Explanation => {
  const { send } = stream
  const first = overlaps.uppers[from] as number
  const last = overlaps.uppers[to - 1] as number
  // The first send may have begun to leave in an earlier segment.
  const start = overlaps.starts[from] as number
  const asked = send.times[first] as number
  const left = stream.ends?.firstLeft(start) ?? Number(segment.times[index])
  const { cause, text } =
    askedToWait(stream, first, last) ??
    heldBack(stream, {
      segment: { start: segment.starts[index] as number, end: segment.ends[index] as number },
      left,
      start,
      end: overlaps.ends[from] as number,
      asked,
      last: last + 1,
      filled: send.times[last] as number,
    })
  return {
    cause,
    title: `${counted(to - from, 'send')} left in 1 segment.`,
    text: `Send ${first + 1} was made ${durationText(left - asked)} before this segment left. ${text}`,
  }
}

export const explainSegmented = (
  stream: Stream,
  segment: LaneColumns,
  overlaps: Overlaps,
  group: Group,
): Explanation => {
  const { send, maximumSegmentSize } = stream
  const title = `1 send left in ${counted(group.to - group.from, 'segment')}.`
  const sizes = Array.from(overlaps.lowers.subarray(group.from, group.to - 1), (index) =>
    sizeOf(segment, index),
  )
  const largest = Math.max(...sizes)
  const size = grouped(sizeOf(send, group.index))
  if (maximumSegmentSize === undefined) {
    return { cause: 'not-measured', title, text: `The send has ${size} bytes; the MSS was not captured.` }
  }
  if (largest > maximumSegmentSize) {
    return {
      cause: 'not-measured',
      title,
      text: `The send has ${size} bytes. A captured packet of ${grouped(largest)} bytes is longer than the MSS of ${grouped(maximumSegmentSize)}: a super-segment that the device cuts later (offload).`,
    }
  }
  const full = sizes.filter((each) => each === largest).length
  if (largest >= maximumSegmentSize - MOST_OPTIONS && full > sizes.length - full) {
    return {
      cause: 'mss',
      title,
      text: `The send has ${size} bytes; a segment carried at most ${grouped(largest)} (the other side announced an MSS of ${grouped(maximumSegmentSize)}, less the options of each segment).${smallerText(sizes.length - full)}`,
    }
  }
  return {
    cause: 'not-measured',
    title,
    text: `The send has ${size} bytes and ${full === sizes.length ? 'its' : 'most of its'} segments were smaller than the MSS of ${grouped(maximumSegmentSize)}; why was not measured.`,
  }
}

const smallerText = (count: number): string =>
  count === 0 ? '' : ` ${counted(count, 'segment')} before the last carried less; why was not measured.`
