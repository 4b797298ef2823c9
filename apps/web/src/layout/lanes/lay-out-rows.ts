// The rows of a lane on the time axis: grey while the program was in a call, hatched while it slept, hollow where a call
// returned no bytes, and a few words on what a call did.
import type { Lane } from '@unstick/session'
import { counted, durationText, Mark } from '@unstick/session'
import type { Hollow, RowLayout, RowWords } from '../layout.ts'
import { bisectRight } from 'd3-array'
import { bytesBy } from '../../model/buffers/in-order.ts'
import { runAt } from '../../model/colours/colour-runs.ts'
import { type Lying, lyingAt, placeBefore } from '../../model/buffers/lying.ts'
import type { LineCall, ProgramLine } from '../../model/programs/program-lines.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { endOfRecvs, type LaneRows } from '../flags/rows-of-lane.ts'
import type { TimePlacement } from '../placement/place-in-time.ts'
import type { Scale } from '../axis/scale.ts'

export interface ToLayOut {
  readonly subject: Subject
  readonly lane: Lane
  readonly rows: LaneRows
  readonly placement: TimePlacement
  readonly scale: Scale
  readonly width: number
  readonly until: number | undefined
}

export const layOutRows = (asked: ToLayOut): RowLayout[] =>
  asked.rows.lines.length > 0
    ? asked.rows.lines.map((line) => layOutLine(asked, line))
    : Array.from({ length: asked.rows.count }, (_, index) =>
        index < asked.lane.count ? layOutMessage(asked, index) : layOutEmpty(asked, index),
      )

const MOST_COUNTED = 1_000
/** Words stay this far from a pole, in pixels. */
const BESIDE = 9
/** Pixels from a pole to its hollow flag; the width of that flag, and of the words beside a full one. */
const ASIDE = 10
const HOLLOW = 44
const SIZE = 40
/** A call that took less than this many pixels has no words on its length. */
const LONG = 90

const layOutLine = (
  { subject, lane, scale, width, until, placement }: ToLayOut,
  line: ProgramLine,
): RowLayout => {
  const x0: number[] = []
  const x1: number[] = []
  const hollows: Hollow[] = []
  const words: RowWords[] = []
  const alone = line.calls.length === 1
  const end = until ?? Infinity
  let taken = -Infinity
  for (const call of line.calls) {
    if (call.time > end) break
    const from = scale.px(call.time)
    const to = scale.px(Math.min(call.done, end))
    if (to < -width || from > 2 * width) continue
    x0.push(from)
    x1.push(to)
    if (call.done > end) continue
    if (placement.cells.has(call.index)) taken = (placement.x1[call.index - placement.first] ?? taken) + SIZE
    if (call.outcome !== undefined) {
      const aside = Math.max(ASIDE, taken - to)
      hollows.push({ x: to, aside, text: call.outcome, fails: call.outcome !== '0 B' })
      taken = to + aside + HOLLOW
    }
    if (alone) words.push(...wordsOf(subject, lane, line, call, from, to))
  }
  return {
    label: line.label,
    step: line.step,
    count: line.calls.length,
    bar: line.kind === 'asleep' ? 'asleep' : line.kind === 'bytes' && lane.kind === 'send' ? 'thin' : 'call',
    x0: Float32Array.from(x0),
    x1: Float32Array.from(x1),
    hollows,
    words,
  }
}

const wordsOf = (
  subject: Subject,
  lane: Lane,
  line: ProgramLine,
  call: LineCall,
  from: number,
  to: number,
): RowWords[] => {
  if (line.kind === 'asleep')
    return [{ x: (from + to) / 2, at: 'middle', text: asleepWords(subject, lane, call), tone: 'plain' }]
  if (line.label.startsWith('close') || line.label.startsWith('shutdown'))
    return lane.kind === 'send'
      ? [{ x: to + BESIDE, at: 'right', text: 'nothing more will come', tone: 'plain' }]
      : []
  if (lane.kind !== 'recv' || line.kind !== 'bytes') return []
  if (to - from > LONG)
    return [
      {
        x: (from + to) / 2,
        at: 'middle',
        text: `waits in recv for ${durationText(call.done - call.time)}`,
        tone: 'plain',
      },
    ]
  if (call.outcome === '0 B')
    return [
      { x: from - BESIDE, at: 'left', text: 'nothing lies there, and the stream has ended', tone: 'plain' },
    ]
  return call.index < 0 ? [] : takenWords(subject, lane, call, from)
}

/** What a recv found, and how much of that it took. */
const takenWords = (subject: Subject, lane: Lane, { index, time }: LineCall, from: number): RowWords[] => {
  const lay = lyingAt(subject, lane, time)
  if (lay === undefined || lay === 0) return []
  const took = (lane.ends[index] as number) - (lane.starts[index] as number)
  const text = took >= lay ? 'takes all that lies there' : `takes ${took} of ${lay} that lie there`
  return [{ x: from - BESIDE, at: 'left', text, tone: 'plain' }]
}

/** How many messages lay unread while it slept, and whether they came meanwhile. */
const asleepWords = (subject: Subject, lane: Lane, { time, done }: LineCall): string => {
  const place = lane.kind === 'recv' ? placeBefore(subject, lane) : undefined
  if (!place) return 'asleep'
  if (place.datagrams) return asleepWhile(place, time, done)
  const { runs } = subject
  const [low, high] = [bytesBy(place.taken, time), bytesBy(place.came, done)]
  const first = runAt(runs, low)
  let count = 0
  while (count < MOST_COUNTED && first + count < runs.count && (runs.starts[first + count] as number) < high)
    count += 1
  if (high <= low || count === 0 || count === MOST_COUNTED) return 'asleep'
  const come = bytesBy(place.came, time) <= low
  const both = count === 2 && runs.count === 2
  if (both) return `asleep while both messages ${come ? 'come' : 'lie there'}`
  const verb = come ? (count === 1 ? 'comes' : 'come') : count === 1 ? 'lies there' : 'lie there'
  return `asleep while ${counted(count, 'message')} ${verb}`
}

/** The same of datagrams, which are counted one by one. */
const asleepWhile = ({ came, taken }: Lying, time: number, done: number): string => {
  const low = bisectRight(taken.at, time, 0, taken.count)
  const count = bisectRight(came.at, done, 0, came.count) - low
  if (count <= 0) return 'asleep'
  const come = bisectRight(came.at, time, 0, came.count) <= low
  const verb = come ? (count === 1 ? 'comes' : 'come') : count === 1 ? 'lies there' : 'lie there'
  return `asleep while ${counted(count, 'datagram')} ${verb}`
}

const layOutMessage = ({ subject, lane, scale, until, placement }: ToLayOut, index: number): RowLayout => {
  const time = lane.times[index] as number
  const there = time <= (until ?? Infinity)
  const began = there ? beganAt(subject, lane, index) : time
  const isSpread = there && scale.px(time) - scale.px(began) > 2
  const x = scale.px(isSpread ? began : time)
  const flagged = placement.cells.has(index)
  const words = there && flagged ? messageWords(subject, index) : undefined
  return {
    label: rowLabel(subject, index),
    step: undefined,
    count: 1,
    bar: 'call',
    x0: isSpread ? Float32Array.of(scale.px(began)) : new Float32Array(0),
    x1: isSpread ? Float32Array.of(scale.px(time)) : new Float32Array(0),
    hollows: [],
    words: words ? [{ x: x - BESIDE, at: 'left', ...words }] : [],
  }
}

/** What a reader who takes each recv for a message got at the end of the stream. */
const layOutEmpty = ({ subject: { programs, lanes }, scale, until }: ToLayOut, index: number): RowLayout => {
  const call = endOfRecvs(programs?.[lanes.findLastIndex(({ kind }) => kind === 'recv')])
  const isThere = call !== undefined && call.done <= (until ?? Infinity)
  return {
    label: `message ${index + 1}`,
    step: undefined,
    count: 1,
    bar: 'call',
    x0: new Float32Array(0),
    x1: new Float32Array(0),
    hollows: isThere ? [{ x: scale.px(call.done), aside: ASIDE, text: "b''", fails: false }] : [],
    words: [],
  }
}

/** When the recv returned that brought the message's first byte. */
const beganAt = ({ lanes }: Subject, message: Lane, index: number): number => {
  const recv = lanes.findLast(({ kind }) => kind === 'recv')
  const start = message.starts[index] as number
  for (let k = 0; recv && k < recv.count; k += 1)
    if ((recv.ends[k] as number) > start) return recv.dones[k] as number
  return message.times[index] as number
}

const framedWords = (mark: number | undefined): Pick<RowWords, 'text' | 'tone'> => {
  switch (mark) {
    case Mark.partial:
      return { text: 'bytes missing', tone: 'bad' }
    case Mark.part:
      return { text: 'goes on after the next', tone: 'plain' }
    case Mark.skipped:
      return { text: 'no message', tone: 'plain' }
    case Mark.tunnel:
      return { text: 'not framed', tone: 'plain' }
    default:
      return { text: '✓ whole', tone: 'good' }
  }
}

/** What a row's bytes are called: those that are no message have no number. */
const rowLabel = ({ frames }: Subject, index: number): string => {
  if (frames.naive) return `message ${index + 1}`
  if (frames.marks[index] === Mark.tunnel) return 'tunnel'
  return frames.marks[index] === Mark.skipped ? 'skipped' : `message ${index + 1}`
}

const messageWords = (
  { frames, lanes, runs }: Subject,
  index: number,
): Pick<RowWords, 'text' | 'tone'> | undefined => {
  if (!frames.naive) return framedWords(frames.marks[index])
  const lane = lanes.find(({ kind }) => kind === 'message')
  switch (frames.marks[index]) {
    case Mark.stuck: {
      const [start, end] = [lane?.starts[index] ?? 0, lane?.ends[index] ?? 0]
      let count = 0
      for (let run = 0; run < runs.count && count < 1_000; run += 1)
        if ((runs.starts[run] as number) < end && (runs.ends[run] as number) > start) count += 1
      return { text: `${count} messages taken for one`, tone: 'bad' }
    }
    case Mark.torn:
      return { text: 'a part taken for a message', tone: 'bad' }
    case Mark.stuckAndTorn:
      return { text: 'parts of several taken for one', tone: 'bad' }
    default:
      return { text: 'as sent', tone: 'plain' }
  }
}
