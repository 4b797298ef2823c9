// The framer's state after each recv around an interval: `message 1 whole, holding 7 of 13 bytes`.
import { counted, type Framed, grouped, type Holding, laneIndexAt } from '@unstick/session'
import { inside, type Inside, linkTo } from '../lanes/intervals-inside.ts'
import type { FramerState, Inspection } from './inspection.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

/** The most rows; if there are more, the first and the last are shown. */
const MOST = 8
const FIRST = 4
const LAST = 3
/** Intervals shown on each side of those inside. */
const AROUND = 2

type FramerFacts = Pick<Inspection, 'framer' | 'gap'>

/**
 * The state after each interval of the framed lane with bytes in `[start, end)` of a stream, and after some around it.
 * Empty if framing is off.
 */
export const framerStates = ({ framed }: ShownStream, start: number, end: number): FramerFacts => {
  if (!framed || framed.naive) return { framer: [], gap: undefined }
  const here = inside(framed.source, start, end)
  const from = Math.max(0, here.first - AROUND)
  const to = Math.min(framed.source.count, here.first + here.count + AROUND)
  const rows = (first: number, last: number): FramerState[] =>
    Array.from({ length: last - first }, (_, k) => stateOf(framed, first + k, here))
  if (to - from <= MOST) return { framer: rows(from, to), gap: undefined }
  return {
    framer: [...rows(from, from + FIRST), ...rows(to - LAST, to)],
    gap: { after: FIRST - 1, count: to - from - FIRST - LAST },
  }
}

const stateOf = (framed: Framed, index: number, { first, count }: Inside): FramerState => ({
  ...linkTo(framed.source, index),
  inside: index >= first && index < first + count,
  text: stateText(framed, index),
})

const stateText = (framed: Framed, index: number): string => {
  const { source, lane, stream, error } = framed
  const missing = framed.findMissing()
  const start = source.starts[index] as number
  const end = source.ends[index] as number
  const whole = { first: laneIndexAt(lane, start), to: laneIndexAt(lane, end) }
  if (stream.transport === 'udp') return joined(wholeText(whole), failureText(framed, start, end))
  const gap = framed.failures.find((each) => each.start < end && each.end > start)
  if (gap && gap.start <= start && gap.end >= end) return 'not framed: bytes before it are not in the log'
  if (missing && end > missing.start) return 'not framed: bytes before its end are not in the log'
  // The framer held it to the last byte, and the end of the stream made it whole. So the frame does not belong to the
  // recv.
  const holding = framed.holding(index)
  const closed = holding.held > 0 && whole.to > whole.first && lane.ends[whole.to - 1] === end
  const done = wholeText(closed ? { first: whole.first, to: whole.to - 1 } : whole)
  if (closed) return joined(done, holdingText(holding), `message ${whole.to} whole as the stream ended`)
  if (error && error.offset < end && error.code !== 'END_INSIDE_FRAME')
    return joined(done, `stopped at byte ${grouped(error.offset)} (${error.code})`)
  const ended = error?.code === 'END_INSIDE_FRAME' && index === source.count - 1
  return joined(done, holdingText(holding), ended ? 'then the stream ended' : '')
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ')

const wholeText = ({ first, to }: { readonly first: number; readonly to: number }): string => {
  if (to <= first) return ''
  if (to - first === 1) return `message ${grouped(to)} whole`
  return `messages ${grouped(first + 1)} ${to - first === 2 ? 'and' : 'to'} ${grouped(to)} whole`
}

const holdingText = ({ held, needed }: Holding): string => {
  if (held === 0) return ''
  return `holding ${needed === undefined ? '' : `${grouped(held)} of `}${counted(needed ?? held, 'byte')}`
}

/** For a datagram: why some of its bytes stayed unframed. */
const failureText = ({ failures }: Framed, start: number, end: number): string => {
  const failure = failures.find((each) => each.start >= start && each.start < end)
  return failure ? `unframed from byte ${grouped(failure.start)} (${failure.code})` : ''
}
