// Why one recv returned several sends or segments, or one of them needed several recvs.
import type { Lane } from '../lanes/lane.ts'
import { laneTable } from '../lanes/lane-kinds.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import { cutText, type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'

export const explainCollected = (
  upper: Lane,
  recv: Lane,
  overlaps: Overlaps,
  { index, from, to }: Group,
): Explanation => {
  const first = overlaps.uppers[from] as number
  const last = overlaps.uppers[to - 1] as number
  const called = recv.times[index] as number
  const call = recvText(recv.limits[index] as number)
  const size = counted(sizeOf(recv, index), 'byte')
  const { happened: was } = laneTable[upper.kind]
  const late = called >= (upper.dones[last] as number)
  const wait = durationText(called - (upper.dones[first] as number))
  const why = late
    ? `The reader called ${call} ${wait} after the first of them ${was}, and took the ${size} that had piled up.`
    : `The reader was already waiting in ${call} when the last of them ${was}; it got ${size} at once.`
  const unseen =
    upper.kind === 'send' ? ' No packets were captured, so how many segments carried them is not known.' : ''
  return {
    cause: late ? 'reader-late' : 'not-measured',
    title: `${counted(to - from, upper.kind)} arrived in 1 recv.`,
    text: why + cutText(capital(upper.kind), upper, overlaps, to - 1, last) + unseen,
  }
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

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const recvText = (limit: number): string => (Number.isNaN(limit) ? 'recv' : `recv(${limit})`)
