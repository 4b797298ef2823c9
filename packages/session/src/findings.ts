// Findings: every merge and split between neighbouring lanes, with one plain sentence of why, from what was
// measured and no more.
import type { Framed } from './framed.ts'
import type { Lane, LaneKind } from './lane.ts'
import { findOverlaps, type Overlaps } from './overlaps.ts'
import { counted, durationText, grouped } from './quantity.ts'
import type { Stream } from './stream.ts'

/** Why, as far as the measurements decide. */
export type FindingCause =
  /** Everything a recv returned had been sent before the reader called it. */
  | 'reader-late'
  /** Recvs that came back full: the limit was smaller than what had arrived. */
  | 'recv-limit'
  /** A recv that came back with less than its limit: it took what was there. */
  | 'arrived-in-pieces'
  /** One recv held several frames, or pieces of them. */
  | 'stuck'
  /** A frame's bytes came with several recvs. */
  | 'torn'
  /** Lanes of which neither the log nor the times tell why. */
  | 'not-measured'

export interface Finding {
  readonly kind: 'merge' | 'split'
  readonly between: readonly [LaneKind, LaneKind]
  /** The stream's name. */
  readonly stream: string
  /** The lane and the interval it stands on: what was merged into, or what was split. */
  readonly lane: LaneKind
  readonly index: number
  /** How many intervals were merged, or how many pieces it was split into. */
  readonly count: number
  readonly cause: FindingCause
  /** The finding itself, one short sentence. */
  readonly title: string
  /** Why, from what was measured. */
  readonly text: string
}

/** Every merge and split of one stream, lane pair by lane pair from the top, each in stream order. */
export const findFindings = (stream: Stream, framed: Framed): Finding[] => {
  const { send, segment, recv } = stream
  const lanes = [send, segment, recv].filter((lane) => lane.count > 0)
  const findings = lanes.slice(1).flatMap((lower, k) => betweenCalls(stream, lanes[k] ?? lower, lower))
  return framed.naive ? findings : [...findings, ...betweenRecvsAndMessages(stream, framed)]
}

const betweenCalls = (stream: Stream, upper: Lane, lower: Lane): Finding[] => {
  const overlaps = findOverlaps(upper, lower)
  const between = [upper.kind, lower.kind] as const
  const merges = groups(overlaps, overlaps.lowers).map(({ index, from, to }): Finding => ({
    kind: 'merge',
    between,
    stream: stream.name,
    lane: lower.kind,
    index,
    count: to - from,
    ...explainMerge(upper, lower, overlaps, index, from, to),
  }))
  const splits = groups(overlaps, overlaps.uppers).map(({ index, from, to }): Finding => ({
    kind: 'split',
    between,
    stream: stream.name,
    lane: upper.kind,
    index,
    count: to - from,
    ...explainSplit(upper, lower, overlaps, index, from, to),
  }))
  return [...merges, ...splits]
}

const betweenRecvsAndMessages = (stream: Stream, framed: Framed): Finding[] => {
  const overlaps = findOverlaps(framed.source, framed.lane)
  const between = [framed.source.kind, 'message'] as const
  const merges = groups(overlaps, overlaps.uppers).map(({ index, from, to }): Finding => ({
    kind: 'merge',
    between,
    stream: stream.name,
    lane: framed.source.kind,
    index,
    count: to - from,
    cause: 'stuck',
    ...explainStuck(framed, overlaps, index, from, to),
  }))
  const splits = groups(overlaps, overlaps.lowers).map(({ index, from, to }): Finding => ({
    kind: 'split',
    between,
    stream: stream.name,
    lane: 'message',
    index,
    count: to - from,
    cause: 'torn',
    ...explainTorn(framed, overlaps, index, from, to),
  }))
  return [...merges, ...splits]
}

type Explanation = Pick<Finding, 'cause' | 'title' | 'text'>

const explainMerge = (
  upper: Lane,
  lower: Lane,
  overlaps: Overlaps,
  index: number,
  from: number,
  to: number,
): Explanation => {
  const title = `${counted(to - from, upper.kind)} arrived in 1 ${lower.kind}.`
  if (lower.kind !== 'recv') {
    return { cause: 'not-measured', title, text: 'Why TCP joined them was not measured.' }
  }
  const first = overlaps.uppers[from] as number
  const last = overlaps.uppers[to - 1] as number
  const called = lower.times[index] as number
  const limit = lower.limits[index] as number
  const size = (lower.ends[index] as number) - (lower.starts[index] as number)
  const took = `took the ${counted(size, 'byte')} that had piled up`
  const wait = durationText(called - (upper.dones[first] as number))
  const was = upper.kind === 'send' ? 'was sent' : 'was captured'
  const late = called >= (upper.dones[last] as number)
  const why = late
    ? `The reader called ${recvText(limit)} ${wait} after the first of them ${was}, and ${took}.`
    : `The reader was already waiting in ${recvText(limit)} when the last of them ${was}; it got ${counted(size, 'byte')} at once.`
  const unseen =
    upper.kind === 'send' ? ' No packets were captured, so how many segments carried them is not known.' : ''
  return {
    cause: late ? 'reader-late' : 'not-measured',
    title,
    text: why + cutText(upper, overlaps, to - 1, last) + unseen,
  }
}

const explainSplit = (
  upper: Lane,
  lower: Lane,
  overlaps: Overlaps,
  index: number,
  from: number,
  to: number,
): Explanation => {
  const title = `1 ${upper.kind} arrived in ${counted(to - from, lower.kind)}.`
  const size = (upper.ends[index] as number) - (upper.starts[index] as number)
  if (lower.kind !== 'recv') {
    return { cause: 'not-measured', title, text: 'Why TCP cut it was not measured.' }
  }
  const parts = Array.from(overlaps.lowers.subarray(from, to - 1))
  const short = parts.find((recv) => recvSize(lower, recv) < (lower.limits[recv] as number))
  if (short === undefined && parts.every((recv) => !Number.isNaN(lower.limits[recv] as number))) {
    const limit = lower.limits[parts[0] as number] as number
    const text = `${recvText(limit)} takes at most ${counted(limit, 'byte')} at a time; the ${upper.kind} has ${grouped(size)}.`
    return { cause: 'recv-limit', title, text }
  }
  const text =
    short === undefined
      ? 'The recv limit is not known.'
      : `${recvText(lower.limits[short] as number)} returned ${counted(recvSize(lower, short), 'byte')}: it gives what is there and does not wait for the rest.`
  return { cause: short === undefined ? 'not-measured' : 'arrived-in-pieces', title, text }
}

const explainStuck = (
  framed: Framed,
  overlaps: Overlaps,
  index: number,
  from: number,
  to: number,
): Pick<Explanation, 'title' | 'text'> => {
  const { source, lane } = framed
  const first = overlaps.lowers[from] as number
  const last = overlaps.lowers[to - 1] as number
  const size = (source.ends[index] as number) - (source.starts[index] as number)
  const title = `${counted(to - from, 'message')} stuck in one ${source.kind}.`
  const which =
    to - from === 2 ? `messages ${first + 1} and ${last + 1}` : `messages ${first + 1} to ${last + 1}`
  const text = `${source.kind} #${index + 1} returned ${counted(size, 'byte')} that hold ${which}; the framing tells where one ends and the next begins.`
  return { title, text: text + cutText(lane, overlaps, to - 1, last, 'Message') }
}

const explainTorn = (
  framed: Framed,
  overlaps: Overlaps,
  index: number,
  from: number,
  to: number,
): Pick<Explanation, 'title' | 'text'> => {
  const first = overlaps.uppers[from] as number
  const size = (framed.lane.ends[index] as number) - (framed.lane.starts[index] as number)
  const { held, needed } = framed.holding(first)
  const standing =
    needed === undefined
      ? `held ${counted(held, 'byte')} and could not yet tell how long the message is`
      : `held ${grouped(held)} of ${counted(needed, 'byte')}`
  return {
    title: `Message ${index + 1} needed ${counted(to - from, framed.source.kind)}.`,
    text: `After ${framed.source.kind} #${first + 1} the reader ${standing}; it kept them and read on until all ${grouped(size)} were there.`,
  }
}

/** ` Send 3 is cut: 1,006 of 3,004 bytes are here.`, where the last piece of a group is not the whole interval. */
const cutText = (lane: Lane, overlaps: Overlaps, piece: number, index: number, noun?: string): string => {
  const here = (overlaps.ends[piece] as number) - (overlaps.starts[piece] as number)
  const whole = (lane.ends[index] as number) - (lane.starts[index] as number)
  if (here === whole) return ''
  const name = noun ?? lane.kind.charAt(0).toUpperCase() + lane.kind.slice(1)
  return ` ${name} ${index + 1} is cut: ${grouped(here)} of ${counted(whole, 'byte')} are here.`
}

const recvText = (limit: number): string => (Number.isNaN(limit) ? 'recv' : `recv(${limit})`)

const recvSize = (lane: Lane, index: number): number =>
  (lane.ends[index] as number) - (lane.starts[index] as number)

/** Runs of at least two pieces with the same owner: pieces `[from, to)` all belong to interval `index`. */
const groups = (
  overlaps: Overlaps,
  owners: Uint32Array,
): { readonly index: number; readonly from: number; readonly to: number }[] => {
  const found = []
  let from = 0
  for (let k = 1; k <= overlaps.count; k += 1) {
    if (k < overlaps.count && owners[k] === owners[from]) continue
    if (k - from >= 2) found.push({ index: owners[from] as number, from, to: k })
    from = k
  }
  return found
}
