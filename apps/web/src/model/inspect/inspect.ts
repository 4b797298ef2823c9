// Everything known about one interval, for the inspector: the finding first, then facts, bytes and headers.
import { counted, durationText, grouped, holesOf, type Lane, laneIndexAt, Mark } from '@unstick/session'
import type { Range } from '../search/find-bytes.ts'
import type { Interval } from '../lanes/interval.ts'
import { intervalNoun, type Transport } from '../lanes/lane-words.ts'
import { laneNamed, type Lanes, seenLanes } from '../lanes/lanes.ts'
import { momentOf } from '../lanes/moments.ts'
import { runAt, tintOf } from '../colours/colour-runs.ts'
import { bytesNote } from './bytes-note.ts'
import { messagesOf } from './content-of.ts'
import { evidenceOf } from './evidence.ts'
import { framerStates } from './framer-states.ts'
import { flightFacts } from './flight-facts.ts'
import { framesOf } from './frames-of.ts'
import { atText, inside, linksTo, linkTo } from '../lanes/intervals-inside.ts'
import type { Fact, HexRun, Inspection } from './inspection.ts'
import type { Found } from '../findings/shown-findings.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

/** Bytes shown of an interval. */
const MOST_BYTES = 4_096
/** Bytes in a row, and rows shown before a mark that lies far from the beginning. */
const ROW = 8
const ROWS_BEFORE = 4
const MOST_NAMED = 4

export const inspect = (
  shown: ShownStream,
  framing: string,
  { lane: name, index }: Interval,
  marked?: Range,
): Inspection | undefined => {
  const lane = laneNamed(shown.subject.lanes, name)
  if (index >= lane.count) return undefined
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  const from = windowStart(start, end, marked)
  const cut = Math.min(end, from + MOST_BYTES)
  const program = programOf(shown, lane)
  return {
    lane: name,
    index,
    program,
    step: stepOf(shown, lane, index),
    time: momentOf(lane, index),
    title: title(shown, lane, index),
    happened: happened(shown, lane, index),
    findings: foundOf(shown, lane, index).map((found) => ({
      kind: found.kind,
      title: found.title,
      text: found.text,
      ...evidenceOf(shown, found),
    })),
    facts: facts(shown, lane, index),
    ...framerStates(shown, start, end),
    messages: messagesOf(shown, lane, index),
    offset: from,
    before: from - start,
    size: end - start,
    bytes: shown.stream.bytes(from, cut),
    holes: holesOf(shown.stream, from, cut).map((hole) => ({
      start: hole.start - from,
      end: hole.end - from,
    })),
    note: bytesNote(shown, name, index),
    runs: withMark(hexRuns(shown, from, cut), from, marked),
    framing,
    headers: framesOf(shown, start, end),
  }
}

/** What was found of it. A message that was taken from recvs as they came has what was found of those. */
const foundOf = (shown: ShownStream, lane: Lane, index: number): readonly Found[] => {
  const own = shown.findings.of({ lane: lane.name, index })
  const { lanes, frames } = shown.subject
  const recvs = lanes.findLast(({ kind }) => kind === 'recv')
  if (own.length > 0 || lane.kind !== 'message' || !frames.naive || !recvs) return own
  const { first, count } = inside(recvs, lane.starts[index] as number, lane.ends[index] as number)
  return Array.from({ length: Math.min(count, MOST_NAMED) }, (_, k) =>
    shown.findings.of({ lane: recvs.name, index: first + k }),
  ).flat()
}

/** The first byte shown: the interval's first, or some bytes before the mark if the mark lies too far into it. */
const windowStart = (start: number, end: number, marked: Range | undefined): number => {
  if (!marked || marked.end <= start + MOST_BYTES || marked.start >= end) return start
  const rows = Math.floor((marked.start - start) / ROW) - ROWS_BEFORE
  return start + rows * ROW
}

/** Cuts the runs where the mark begins and ends; offsets count from `from`. */
const withMark = (runs: readonly HexRun[], from: number, marked: Range | undefined): HexRun[] =>
  runs.flatMap((run) => {
    const start = Math.max(run.start, (marked?.start ?? Infinity) - from)
    const end = Math.min(run.end, (marked?.end ?? 0) - from)
    if (start >= end) return [run]
    return [
      { ...run, end: start },
      { ...run, start, end, marked: true, seam: run.seam && start === run.start },
      { ...run, start: end, seam: false },
    ].filter((piece) => piece.start < piece.end)
  })

/** The program whose calls a lane shows; for messages, the last reader. */
const programOf = ({ path }: ShownStream, lane: Lane): string | undefined => {
  const { writer, reader } = path.streamOf(lane)
  return lane.kind === 'send' ? writer : lane.kind === 'segment' ? undefined : reader
}

/** The step that made a call; for a message, the one that read its last byte. */
const stepOf = (shown: ShownStream, lane: Lane, index: number): string | undefined => {
  const { kind } = lane
  if (kind === 'segment') return undefined
  const recvs = shown.subject.lanes.findLast((each) => each.kind === 'recv')
  const [call, at] =
    kind === 'message' || kind === 'frame'
      ? [recvs, recvs ? laneIndexAt(recvs, (lane.ends[index] as number) - 1) : -1]
      : [lane, index]
  return call && shown.path.streamOf(call).callOf(call.kind === 'send' ? 'send' : 'recv', at)?.step
}

/** A send that took fewer bytes than it was given says how many, as a recv says its limit. */
const title = (shown: ShownStream, lane: Lane, index: number): string => {
  const size = (lane.ends[index] as number) - (lane.starts[index] as number)
  const limit = lane.kind === 'send' ? (shortOf(shown, lane, index) ?? NaN) : (lane.limits[index] ?? NaN)
  return Number.isNaN(limit) ? counted(size, 'byte') : `${grouped(size)} of ${counted(limit, 'byte')}`
}

/** `recv(1024) returned 10 bytes`, `send() took 5 of 9 bytes` */
const happened = (shown: ShownStream, lane: Lane, index: number): string => {
  const size = (lane.ends[index] as number) - (lane.starts[index] as number)
  const limit = lane.limits[index] ?? NaN
  const { transport } = shown.stream
  switch (lane.kind) {
    case 'recv':
      return `${callName(shown, lane, index)}(${Number.isNaN(limit) ? '' : limit}) returned ${counted(size, 'byte')}`
    case 'send':
      return `${callName(shown, lane, index)}() took ${title(shown, lane, index)}`
    case 'segment':
      return `A ${intervalNoun('segment', transport)} carried ${counted(size, 'byte')}`
    case 'frame':
      return `One frame: ${counted(size, 'byte')}; its body belongs to the messages below`
    case 'message':
      return `${messageWords(shown, index)}: ${counted(size, 'byte')}`
  }
}

const messageWords = ({ subject: { frames } }: ShownStream, index: number): string => {
  if (frames.naive) return 'Taken for one message'
  switch (frames.marks[index]) {
    case Mark.partial:
      return 'A message with bytes missing'
    case Mark.skipped:
      return 'Skipped, because no message begins here'
    case Mark.tunnel:
      return 'What a tunnel carries; nothing shows where its messages end'
    case Mark.part:
      return 'A part of a message that goes on after the next one'
    default:
      return 'One whole message'
  }
}

/** The name of the call if the log has it, else the usual one. */
const callName = ({ path }: ShownStream, lane: Lane, index: number): string => {
  const stream = path.streamOf(lane)
  const [sends, recvs] = stream.transport === 'udp' ? ['sendto', 'recvfrom'] : ['send', 'recv']
  const made = stream.callOf(lane.kind === 'send' ? 'send' : 'recv', index)
  return made?.name ?? (lane.kind === 'send' ? sends : recvs)
}

const facts = (shown: ShownStream, lane: Lane, index: number): Fact[] => {
  const { lanes } = shown.subject
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  const called = lane.times[index] as number
  const done = lane.dones[index] as number
  const size = end - start
  const limit = lane.limits[index] ?? NaN
  const found: Fact[] = []
  if (lane.kind === 'send') {
    const given = shortOf(shown, lane, index) ?? size
    found.push({
      name: 'call',
      value: callText(shown, lane, index, { asked: `${grouped(given)} B`, result: grouped(size) }),
    })
  }
  if (lane.kind === 'recv')
    found.push({
      name: 'call',
      value: callText(shown, lane, index, {
        asked: Number.isNaN(limit) ? '' : String(limit),
        result: String(size),
      }),
    })
  found.push(...(flightFacts(shown, lane, index) ?? timeFacts(lane, called, done)))
  if (lane.kind === 'recv') found.push(...ready(lanes, lane, start, called))
  found.push({ name: 'stream bytes', value: `${grouped(start)} – ${grouped(end)}` })
  lanes.forEach((other, order) => {
    if (other.name === lane.name || other.count === 0) return
    const name = insideName(other, order > lanes.indexOf(lane), shown.stream.transport)
    found.push(insideFact(name, other, start, end))
  })
  return found
}

/** How many bytes a send was given, if that was more than it took. */
const shortOf = ({ path }: ShownStream, lane: Lane, index: number): number | undefined =>
  path.streamOf(lane).calls?.shortWrites.givenTo(index)

/** `sendto(10 B, MSG_MORE) = 10`, by the name of the call if the log has it. */
const callText = (
  shown: ShownStream,
  lane: Lane,
  index: number,
  { asked, result }: { readonly asked: string; readonly result: string },
): string => {
  const made = shown.path.streamOf(lane).callOf(lane.kind === 'send' ? 'send' : 'recv', index)
  return `${callName(shown, lane, index)}(${[asked, ...(made?.flags ?? [])].join(', ')}) = ${result}`
}

const timeFacts = ({ kind }: Lane, called: number, done: number): Fact[] => [
  { name: kind === 'recv' || kind === 'send' ? 'called' : 'time', value: atText(called) },
  ...(done > called
    ? [
        { name: 'returned', value: atText(done) },
        { name: 'took', value: durationText(done - called) },
      ]
    : []),
]

/** How long before the reader called recv the first byte had been sent (or captured). */
const ready = (lanes: Lanes, recv: Lane, start: number, called: number): Fact[] => {
  const sender = seenLanes(lanes.slice(0, lanes.indexOf(recv))).at(-1)
  if (!sender) return []
  const first = laneIndexAt(sender, start)
  const waited = called - (sender.dones[first] ?? NaN)
  return first < sender.count && waited > 0
    ? [
        {
          name: sender.kind === 'send' ? 'sent before the call' : 'waited to be read',
          value: durationText(waited),
        },
      ]
    : []
}

/** A send's bytes go into segments; a segment has sends inside. */
const insideName = ({ name, place }: Lane, isAfter: boolean, transport: Transport): string => {
  const nouns = `${intervalNoun(name, transport)}s${place === '' ? '' : ` @${place}`}`
  return isAfter ? `went into ${nouns}` : `${nouns} inside`
}

/** Lists a few intervals; sums many up with their number, the first and the last. */
const insideFact = (name: string, lane: Lane, start: number, end: number): Fact => {
  const { first, count } = inside(lane, start, end)
  return count <= MOST_NAMED
    ? { name, value: count === 0 ? 'none' : '', links: linksTo(lane, first, count) }
    : {
        name,
        value: `${grouped(count)}:`,
        links: [linkTo(lane, first), linkTo(lane, first + count - 1)],
      }
}

const hexRuns = ({ subject }: ShownStream, start: number, end: number): HexRun[] => {
  const { runs, frames } = subject
  const found: HexRun[] = []
  for (let run = runAt(runs, start); run < runs.count && (runs.starts[run] as number) < end; run += 1) {
    const from = runs.starts[run] as number
    const to = runs.ends[run] as number
    const header = !frames.naive && run < frames.lane.count ? (frames.headers[run] ?? 0) : 0
    const piece = (low: number, high: number, isHeader: boolean): void => {
      const a = Math.max(low, start)
      const b = Math.min(high, end)
      if (a < b)
        found.push({
          start: a - start,
          end: b - start,
          tint: tintOf(runs, run),
          header: isHeader,
          seam: a === from && a > start,
          marked: false,
        })
    }
    piece(from, from + header, true)
    piece(from + header, to, false)
  }
  return found
}
