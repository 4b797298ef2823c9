// Why one recv returned several sends or segments, or one of them needed several recvs.
import type { Lane, LaneColumns } from '../lanes/lane.ts'
import { laneTable } from '../lanes/lane-kinds.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import { capitalized, counted, durationText, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import { askedToWait } from './asked-to-wait.ts'
import { cutText, type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'
import { waitedForMore } from './waited-for-more.ts'
import { sentAgain, sentAgainText } from './sent-again.ts'

export const explainCollected = (
  stream: Stream,
  upper: LaneColumns,
  recv: Lane,
  overlaps: Overlaps,
  { index, from, to }: Group,
): Explanation => {
  const first = overlaps.uppers[from] as number
  const last = overlaps.uppers[to - 1] as number
  const called = recv.times[index] as number
  const call = recvText(recv.limits[index] as number)
  const size = sizeOf(recv, index)
  const was = upper.kind === 'segment' && stream.ends ? 'arrived' : laneTable[upper.kind].happened
  // Segments may arrive out of order.
  const arrivals = Array.from(overlaps.uppers.subarray(from, to), (each) => upper.dones[each] as number)
  const late = arrivals.every((arrival) => called >= arrival)
  const title = `${counted(to - from, upper.kind)} arrived in 1 recv.`
  // Not by any clock that counts nanoseconds: a trace without times, or with seconds.
  if (arrivals.some((arrival) => called === arrival))
    return { cause: 'not-measured', title, text: 'The times in the log are too coarse to tell why.' }
  const lost = late ? undefined : lostAmong(stream, upper, overlaps, from, to)
  const wait = durationText(called - arrivals.reduce((a, b) => Math.min(a, b)))
  const had = late ? piledUp(upper, last, called) - (recv.starts[index] as number) : 0
  const took =
    had > size
      ? `${grouped(size)} of the ${counted(had, 'byte')} that had piled up: its limit allows no more`
      : `the ${counted(size, 'byte')} that had piled up`
  const asks = upper.kind === 'send' ? askedToWait(stream, first, last) : undefined
  const waits = late ? undefined : waitedForMore(stream, index)
  const why = late
    ? `The reader called ${call} ${wait} after the first of them ${was}, and took ${took}.`
    : (lost ??
      `The reader was already waiting in ${call} when the last of them ${was}; it got ${counted(size, 'byte')} at once.`)
  const also = lost ? undefined : (asks ?? waits)
  const unseen =
    upper.kind === 'send' ? ' No packets were captured, so how many segments carried them is not known.' : ''
  return {
    cause: late ? 'reader-late' : lost ? 'lost-segment' : (also?.cause ?? 'not-measured'),
    title,
    text: `${why}${also ? ` ${also.text}` : ''}${cutText(capitalized(upper.kind), upper, overlaps, to - 1, last)}${unseen}`,
  }
}

/** The end of the bytes that had arrived when the reader called, from interval `from` on. */
const piledUp = (upper: Lane, from: number, called: number): number => {
  let index = from
  while (index + 1 < upper.count && (upper.dones[index + 1] as number) <= called) index += 1
  return upper.ends[index] as number
}

/** Why segments that had arrived waited for an earlier one; `undefined` if none of the group did. */
const lostAmong = (
  stream: Stream,
  upper: LaneColumns,
  overlaps: Overlaps,
  from: number,
  to: number,
): string | undefined => {
  for (let place = from; place < to - 1; place += 1) {
    const index = overlaps.uppers[place] as number
    const arrived = upper.dones[index] as number
    const waiting = Array.from(overlaps.uppers.subarray(place + 1, to)).filter(
      (each) => (upper.dones[each] as number) < arrived,
    ).length
    const again = waiting > 0 ? sentAgain(stream, upper.starts[index] as number) : undefined
    if (again)
      return `Segment ${index + 1} ${sentAgainText(again)}. TCP hands bytes over in their order, so ${counted(waiting, 'segment')} that had arrived before it waited for it.`
  }
  return undefined
}

export const explainCutByRecvs = (
  upper: Lane,
  recv: Lane,
  overlaps: Overlaps,
  { index, from, to }: Group,
): Explanation => {
  const title = `1 ${upper.kind} arrived in ${counted(to - from, 'recv')}.`
  const parts = Array.from(overlaps.lowers.subarray(from, to - 1))
  const short = parts.find((part) => sizeOf(recv, part) < (recv.limits[part] as number))
  if (short !== undefined) {
    const text = `${recvText(recv.limits[short] as number)} returned ${counted(sizeOf(recv, short), 'byte')}: it gives what is there and does not wait for the rest.`
    return { cause: 'arrived-in-pieces', title, text }
  }
  if (parts.some((part) => Number.isNaN(recv.limits[part]))) {
    return { cause: 'not-measured', title, text: 'The recv limit is not known.' }
  }
  const limit = recv.limits[parts[0] as number] as number
  const text = `${recvText(limit)} takes at most ${counted(limit, 'byte')} at a time; the ${upper.kind} has ${grouped(sizeOf(upper, index))}.`
  return { cause: 'recv-limit', title, text }
}

const recvText = (limit: number): string => (Number.isNaN(limit) ? 'recv' : `recv(${limit})`)
