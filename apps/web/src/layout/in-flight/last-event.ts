// The last event in words: a call or a segment, and what a recv took.
import { counted, grouped, type Lane, laneIndexAt } from '@unstick/session'
import { intervalNoun } from '../../model/lanes/lane-words.ts'
import { firstSeen, laneNamed } from '../../model/lanes/lanes.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { runAt } from '../../model/colours/colour-runs.ts'
import { unsettled } from './byte-pieces.ts'
import { waitingRange } from './dense-receive-buffer.ts'
import { lastStep, type Step } from './replay-steps.ts'

export const lastEventOf = (subject: Subject, until: number): string | undefined => {
  const step = lastStep(subject, until)
  return step && stepWords(subject, step)
}

const stepWords = (subject: Subject, { lane: name, called, index, time }: Step): string => {
  const lane = laneNamed(subject.lanes, name)
  const number = `${intervalNoun(name, subject.lost ? 'udp' : 'tcp')}${placeText(lane)} #${index + 1}`
  const size = sizeWords(lane, index)
  if (lane.kind === 'send') return `${number}: ${size}`
  if (lane.kind !== 'recv') return `${number} captured: ${size}`
  const call = recvWords(subject, lane, index)
  if (!called) return `${call} took ${size}${takenWords(subject, lane, index)}`
  const waits = waitingAt(subject, lane, index, time)
  return `${call} called: ${waits ? 'bytes wait for it' : 'nothing to read yet, so it waits'}`
}

/** If a path has several lanes of a kind, which one it is. */
const placeText = ({ place }: Lane): string => (place === '' ? '' : `@${place}`)

const sizeWords = (lane: Lane, index: number): string =>
  counted((lane.ends[index] as number) - (lane.starts[index] as number), 'byte')

const recvWords = ({ lost }: Subject, recv: Lane, index: number): string => {
  const limit = recv.limits[index] ?? NaN
  return `${lost ? 'recvfrom' : 'recv'}${placeText(recv)}(${Number.isNaN(limit) ? '' : limit})`
}

/** Whether bytes that recv `index` returns were there when it was called. */
const waitingAt = (subject: Subject, recv: Lane, index: number, time: number): boolean => {
  const hop = subject.hops.find((each) => each.recv === recv) ?? subject.hops[0]
  const { low, high } = waitingRange(hop, unsettled(subject, hop, time), time)
  return high > Math.max(low, recv.starts[index] as number)
}

/** `: messages 1 and 2`, `: part of message 3`; without framing, the sends. */
const takenWords = (subject: Subject, recv: Lane, index: number): string => {
  const start = recv.starts[index] as number
  const end = recv.ends[index] as number
  if (subject.lost) return datagramWords(subject, start, end)
  const { frames, runs, runNoun } = subject
  const first = runAt(runs, start)
  const last = runAt(runs, end - 1)
  if (first >= runs.count || runNoun === 'recv') return ''
  const framed = !frames.naive && last < frames.lane.count
  const noun = framed ? 'message' : runNoun
  const cutBefore = start > (runs.starts[first] as number)
  const cutAfter = end < (runs.ends[Math.min(last, runs.count - 1)] as number)
  if (first === last) return `: ${cutBefore || cutAfter ? 'part of ' : ''}${noun} ${first + 1}`
  const whole = [first + Number(cutBefore) + 1, last + 1 - Number(cutAfter)] as const
  return `: ${[
    cutBefore ? `the end of ${noun} ${first + 1}` : undefined,
    whole[1] < whole[0] ? undefined : rangeWords(noun, ...whole),
    cutAfter ? `the beginning of ${noun} ${last + 1}` : undefined,
  ]
    .filter((words) => words !== undefined)
    .join(', ')}`
}

const rangeWords = (noun: string, from: number, to: number): string =>
  from === to
    ? `${noun} ${grouped(from)}`
    : `${noun}s ${grouped(from)} ${to === from + 1 ? 'and' : 'to'} ${grouped(to)}`

const datagramWords = (subject: Subject, start: number, end: number): string => {
  const base = firstSeen(subject.lanes)
  const datagram = laneIndexAt(base, start)
  const gone = (base.ends[datagram] as number) - end
  return `: datagram ${grouped(datagram + 1)}${gone > 0 ? `, cut; ${counted(gone, 'byte')} are gone` : ''}`
}
