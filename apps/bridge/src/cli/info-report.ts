// What `unstick info` reports: the facts as one object, and as a table for a person.
import type { FramingSpec } from '@unstick/framing'
import {
  counted,
  type DatagramFates,
  durationText,
  type Fate,
  Findings,
  frameStream,
  grouped,
  type LeftOutReason,
  leftOutReasons,
  type Session,
  type Stream,
  streamNotes,
  type StreamSummary,
  misfitWords,
  Path,
  printPlan,
  type SummaryReader,
  unfinishedWords,
} from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'

/** The most streams that a person is shown. One line counts the others. */
const SHOWN = 20

/** `only` chooses the streams that are described and counted. */
export const infoFacts = (reader: SummaryReader, only?: (stream: Stream) => boolean) => {
  const { session } = reader
  const counts = reader.end()
  const connections = [...reader.streams()]
    .filter(({ stream }) => only?.(stream) ?? true)
    .map((each, index) => streamFacts(each, session, index < SHOWN))
  const { sections, interfaces, packets, cutPackets, refused } = session.blocks
  return {
    ...session.header,
    framing: printPlan(reader.framing),
    bytes: session.length,
    packets,
    cutPackets,
    untimedPackets: session.untimed,
    sections,
    interfaces,
    ...(session.isTimed && { began: session.timeText(session.first), nanoseconds: session.span }),
    ...(only ? summed(counts, connections) : counts),
    unpacked: session.unpacked,
    leftOut: session.leftOut,
    blocksPassedOver: refused,
    ...(session.passedOver && { firstPassedOver: session.passedOver.message }),
    connections,
  }
}

/** The counts of the chosen streams alone. */
const summed = (
  counts: ReturnType<SummaryReader['end']>,
  connections: readonly StreamFacts[],
): ReturnType<SummaryReader['end']> => {
  const of = { ...counts, streams: connections.length }
  for (const name of Object.keys(counts) as (keyof typeof counts)[])
    if (name !== 'streams') of[name] = connections.reduce((sum, each) => sum + each[name], 0)
  return of
}

const streamFacts = (
  {
    stream,
    spec,
    error,
    lastFrame,
    missing,
    unframed,
    unfinished,
    carried,
    skippedBytes,
    tunnelBytes,
    ...counts
  }: StreamSummary,
  session: Session,
  isExplained: boolean,
) => {
  const { repeated, overlapping, late, keepAlives, different } = stream.capture
  const datagrams = countFates(session.fates(stream))
  const notes = streamNotes(stream)
  return {
    stream: stream.name,
    transport: stream.transport,
    framed: spec.kind !== 'none',
    ...counts,
    repeated,
    overlapping,
    late,
    keepAlives,
    different,
    ...(datagrams && { datagrams }),
    ...(notes.length > 0 && { notes }),
    ...(carried > 0 && { frames: carried }),
    ...(skippedBytes > 0 && { skippedBytes }),
    ...(tunnelBytes > 0 && { tunnelBytes }),
    ...(isExplained && firstFindings(stream, spec)),
    ...(missing.length > 0 && { missing }),
    ...(unframed.length > 0 && { unframed: unframed.map(unframedFacts) }),
    ...(unfinished && {
      unfinished,
      message: unfinishedWords(stream, unfinished),
    }),
    ...(error && {
      error: error.code,
      at: error.at,
      message: misfitWords({ stream, spec, error, lastFrame }),
    }),
  }
}

/** What joined and cut the bytes, as sentences: the first ones. None for a stream that is too long to be asked by the way. */
const firstFindings = (stream: Stream, spec: FramingSpec): { readonly findings?: readonly string[] } => {
  const intervals = stream.lanes.reduce((sum, { count }) => sum + count, 0)
  if (intervals > MOST_INTERVALS) return {}
  const findings: string[] = []
  for (const { title, text } of new Findings(new Path([stream], frameStream(stream, spec)))) {
    findings.push(`${title} ${text}`.trimEnd())
    if (findings.length === MOST_FINDINGS) break
  }
  return findings.length === 0 ? {} : { findings }
}

const MOST_INTERVALS = 20_000
const MOST_FINDINGS = 3

/** Why not every byte became a whole message, as `unstick frames` says it; `undefined` if all did. */
export const framingFailure = ({ connections }: Facts): Refusal | undefined => {
  for (const {
    stream,
    error,
    at,
    message = '',
    unframed: [first] = [],
    missing: [hole] = [],
    framed,
  } of connections) {
    if (error !== undefined) return refusal('FRAMING_FAILED', stream, error, at ?? 0, message)
    if (first) return refusal('FRAMING_FAILED', stream, first.error, first.start, first.message)
    if (hole && framed) {
      const sentence = `Bytes ${grouped(hole.start)} to ${grouped(hole.end)} are missing.`
      return refusal('FRAMING_FAILED', stream, 'BYTES_MISSING', hole.start, sentence)
    }
  }
  return undefined
}

const unframedFacts = ({ start, end, code, message }: StreamSummary['unframed'][number]) => ({
  start,
  end,
  error: code,
  message,
})

/** How many datagrams had each fate; `undefined` if no fate is known. */
const countFates = (fates: DatagramFates) => {
  if (fates.length === 0) return undefined
  const counts: Partial<Record<Fate, number>> = {}
  for (let index = 0; index < fates.length; index += 1) {
    const fate = fates.fateOf(index)
    counts[fate] = (counts[fate] ?? 0) + 1
  }
  return counts
}

type Facts = ReturnType<typeof infoFacts>
type StreamFacts = ReturnType<typeof streamFacts>

export function* infoLines(facts: Facts): Generator<string> {
  if ('title' in facts) yield facts.title
  yield `${counted(facts.bytes, 'byte')}, ${counted(facts.packets, 'packet')}${spanText(facts)}; framing ${facts.framing}`
  yield ''
  yield* table(facts)
  yield* unpackedLines(facts)
  yield* leftOutLines(facts)
}

const spanText = ({ began, nanoseconds = 0 }: Facts): string => {
  if (began === undefined) return ''
  const from = new Date(Number(BigInt(began) / 1_000_000n))
  const when = Number.isNaN(from.getTime())
    ? ''
    : ` from ${from.toISOString().slice(0, 19).replace('T', ' ')} UTC`
  return `${when}, ${durationText(nanoseconds)} long`
}

const columns = ['bytes', 'sends', 'segments', 'recvs', 'messages', 'merges', 'splits'] as const

function* table(facts: Facts): Generator<string> {
  const { connections } = facts
  const shown =
    connections.length <= SHOWN
      ? connections
      : connections.toSorted((a, b) => b.bytes - a.bytes).slice(0, SHOWN)
  const total = { ...facts, bytes: connections.reduce((sum, { bytes }) => sum + bytes, 0) }
  const rows = [
    ['stream', ...columns],
    ...shown.map((each) => [
      `${each.stream} ${each.transport}`,
      ...columns.map((name) => grouped(each[name])),
    ]),
    [counted(facts.streams, 'stream'), ...columns.map((name) => grouped(total[name]))],
  ]
  const widths = ['', ...columns].map((_, k) => Math.max(...rows.map((row) => row[k]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  yield* lines.slice(0, -1)
  if (shown.length < connections.length)
    yield `… and ${counted(connections.length - shown.length, 'more stream')}; --json has them all`
  yield lines.at(-1) ?? ''
  yield* shown.flatMap(oddities)
}

/** Everything unusual about one stream. */
const oddities = ({
  stream,
  repeated,
  overlapping,
  late,
  different,
  shortWrites,
  merges,
  splits,
  datagrams,
  notes = [],
  partial,
  frames = 0,
  skippedBytes = 0,
  tunnelBytes = 0,
  unframed = [],
  message,
  findings = [],
}: StreamFacts): string[] => {
  const notable = [
    datagrams &&
      Object.entries(datagrams)
        .map(([fate, count]) => `${counted(count, 'datagram')} ${fate}`)
        .join(', '),
    shortWrites > 0 && counted(shortWrites, 'short write'),
    repeated > 0 && `${counted(repeated, 'segment')} repeated`,
    overlapping > 0 && `${counted(overlapping, 'segment')} repeated in part`,
    late > 0 && `${counted(late, 'segment')} out of order`,
    different > 0 && `${different} of them with other bytes`,
    frames > 0 && `${counted(frames, 'frame')} below the messages`,
    skippedBytes > 0 && `${counted(skippedBytes, 'byte')} skipped, because no frame begins in them`,
    tunnelBytes > 0 && `${counted(tunnelBytes, 'byte')} in a tunnel, not framed`,
    partial > 0 && `${counted(partial, 'message')} with bytes missing`,
    ...unframedTexts(unframed),
    message,
    ...notes,
  ].filter((each) => typeof each === 'string')
  const more = merges + splits + shortWrites - findings.length
  return [
    ...(notable.length === 0 ? [] : [`  ${stream}: ${notable.join('; ')}`]),
    ...findings.map((finding) => `  ${stream}: ${finding}`),
    ...(findings.length > 0 && more > 0 ? [`  ${stream}: ${grouped(more)} more merges and splits`] : []),
  ]
}

/** The first ones, and how many more there are. */
const unframedTexts = (unframed: NonNullable<StreamFacts['unframed']>): readonly string[] => {
  const more = unframed.length - MOST_UNFRAMED
  return [
    ...unframed.slice(0, MOST_UNFRAMED).map((each) => each.message),
    ...(more > 0 ? [`${grouped(more)} more like these; --json has them all`] : []),
  ]
}

const MOST_UNFRAMED = 3

function* unpackedLines({ unpacked }: Facts): Generator<string> {
  const tunnels = Object.entries(unpacked)
  if (tunnels.length === 0) return
  yield ''
  yield `Taken out of tunnels: ${tunnels.map(([tunnel, count]) => counted(count, `${tunnel} packet`)).join(', ')}.`
}

function* leftOutLines({
  leftOut,
  cutPackets,
  untimedPackets,
  blocksPassedOver,
  firstPassedOver,
}: Facts): Generator<string> {
  const lines = Object.entries(leftOut).map(
    ([reason, count]) =>
      `  ${counted(count, 'packet')}: ${leftOutReasons[reason as LeftOutReason]} (${reason})`,
  )
  if (blocksPassedOver > 0)
    lines.push(
      `  ${counted(blocksPassedOver, 'block')} with a fault inside; the first: ${firstPassedOver ?? ''}`,
    )
  if (lines.length > 0) yield* ['', 'Left out:', ...lines]
  if (cutPackets > 0)
    yield* [
      '',
      `${counted(cutPackets, 'packet')} were cut by the capture, so only their beginnings are there.`,
    ]
  if (untimedPackets > 0)
    yield* [
      '',
      `${counted(untimedPackets, 'packet')} without a time (simple packet blocks). Each is shown at the time of the packet before it.`,
    ]
}
