// The open session: its log as far as it was read, and the stream and framing through which it is shown.
import { printFraming } from '@unstick/framing'
import {
  type Framed,
  type Framing,
  frameStream,
  countLanes,
  namesOf,
  parsePlan,
  Session,
  specFor,
  type Stream,
  streamNotes,
  unreadNote,
} from '@unstick/session'
import { type SessionFacts, sessionFacts } from './session-facts.ts'
import { ConnectionTable } from '../connections/connection-table.ts'
import type { ConnectionPage, ConnectionQuery } from '../connections/connection-row.ts'
import type { Interval } from '../lanes/interval.ts'
import type { TrackQuery } from '../stream/track.ts'
import { laneNamed } from '../lanes/lanes.ts'
import { momentOf } from '../lanes/moments.ts'
import type { Track, TrackDirection } from '../stream/track.ts'
import type { FindingSummary, StreamSummary, Summary } from './summary.ts'
import { blobStore, KeptBytes } from './kept-bytes.ts'
import type { Found } from '../findings/shown-findings.ts'
import { type LogEnd, ShownStream } from '../stream/shown-stream.ts'

/** Findings that the page gets without asking. The counts cover all of them. */
const MOST_FINDINGS = 40

/** About this many bytes of the log stay in memory. */
const WINDOW = 16 * 1024 * 1024

export class OpenedSession {
  readonly id: string
  #kept = new KeptBytes(blobStore)
  session = new Session({ window: WINDOW, readBack: this.#kept.readBack })
  connections = new ConnectionTable(this.session)
  live = false
  trouble: string | undefined
  #text: string
  #framing: Framing
  #stream: number
  #shown: ShownStream | undefined
  /** Streams whose lanes are shown beside those of the shown stream, as of the last request. */
  #beside = new Map<Stream, ShownStream>()
  #stale = true
  #isOver = false
  /** Bytes that arrived, read or not. */
  #size = 0

  constructor(id: string, framing: string, stream: number) {
    this.id = id
    this.#text = framing
    this.#framing = framingOf(framing)
    this.#stream = stream
  }

  push(bytes: Uint8Array): void {
    this.#kept.append(bytes)
    this.session.push(bytes)
    this.#size += bytes.length
    this.#stale = true
  }

  end(): void {
    this.session.end()
    this.#isOver = true
    this.#stale = true
  }

  restart(): void {
    this.#kept = new KeptBytes(blobStore)
    this.session = new Session({ window: WINDOW, readBack: this.#kept.readBack })
    this.connections = new ConnectionTable(this.session)
    this.live = false
    this.trouble = undefined
    this.#size = 0
    this.#isOver = false
    this.#shown = undefined
    this.#beside.clear()
    this.#stale = true
  }

  show(framing: string, stream: number): void {
    if (framing === this.#text && stream === this.#stream) return
    this.#text = framing
    this.#framing = framingOf(framing)
    this.#stream = stream
    this.#shown = undefined
    this.#beside.clear()
    this.#stale = true
  }

  /** Some rows of the list of connections. */
  connectionPage(query: ConnectionQuery): ConnectionPage {
    return this.connections.page(query, this.#framing)
  }

  /** Continues counting the connections' messages and findings. Returns whether all are counted now. */
  countConnections(milliseconds: number): boolean {
    return this.connections.countSome(this.#text, this.#framing, milliseconds)
  }

  /** As the page wrote it: one framing, or one for each connection. */
  get framing(): string {
    return this.#text
  }

  /** The framing of one stream, in words of the framing language. */
  framingOf(stream: Stream): string {
    return this.#framing.kind === 'plan' ? printFraming(specFor(this.#framing, stream)) : this.#text
  }

  /** What is shown now; `undefined` while no stream has carried a byte. */
  look(): ShownStream | undefined {
    if (!this.#stale) return this.#shown
    this.#stale = false
    const stream = this.session.streams[this.#stream] ?? this.session.streams[0]
    const before = this.#shown?.stream === stream ? this.#shown : undefined
    this.#shown = stream && new ShownStream({ ...this.#toShow(stream), before, end: this.#end })
    return this.#shown
  }

  get #end(): LogEnd | undefined {
    if (!this.#isOver) return undefined
    return (this.trouble ?? this.session.problem ?? this.session.passedOver) === undefined ? 'whole' : 'cut'
  }

  /** The connections in a view. For unfolded ones, both directions' lanes are made on demand. */
  tracks(asked: readonly TrackQuery[]): Track[] {
    const beside = new Map<Stream, ShownStream>()
    const tracks = asked.flatMap(({ connection, lanes }) => {
      const listed = this.connections.at(connection)
      if (!listed) return []
      const directions = listed.streams.map((stream, k): TrackDirection => {
        if (lanes.length > 0 && stream === this.look()?.stream) return { kind: 'shown', stream: stream.index }
        if (!lanes[k]) return { kind: 'strip', stream: stream.index, lanes: stream.lanes }
        const there = this.#besideOf(stream)
        beside.set(stream, there)
        return { kind: 'lanes', subject: there.subject }
      })
      return [{ head: listed.head, directions }]
    })
    this.#beside = beside
    return tracks
  }

  /** The lanes of the stream with that index, or of the shown one; `undefined` if that stream is not in view. */
  lanesOf(index: number | undefined): ShownStream | undefined {
    const shown = this.look()
    if (index === undefined || index === shown?.stream.index) return shown
    return [...this.#beside.values()].find(({ stream }) => stream.index === index)
  }

  #toShow(stream: Stream) {
    return {
      session: this.session,
      streams: [stream],
      spec: specFor(this.#framing, stream),
      live: this.live,
    } as const
  }

  #besideOf(stream: Stream): ShownStream {
    const before = this.#beside.get(stream)
    if (before?.length === this.session.length && before.live === this.live) return before
    return new ShownStream({ ...this.#toShow(stream), before })
  }

  /** Any stream's messages through the current framing; `undefined` while no recv has come that could be framed. */
  readonly framed = (stream: Stream): Framed | undefined => {
    if (this.live && stream.recv.count === 0 && stream.segment.count === 0) return undefined
    const shown = this.look()
    return shown?.stream === stream && shown.framed ? shown.framed : frameStream(stream, this.#framing)
  }

  get facts(): SessionFacts {
    return sessionFacts(this.session, this.#size, this.trouble)
  }

  /** The next (1) or previous (-1) interval in time with findings; `here` may have some too. */
  nextFinding(here: Interval | undefined, by: 1 | -1): FindingSummary | undefined {
    const shown = this.look()
    const next = shown?.findings.step(here, by)
    const [first, ...others] = next && shown ? shown.findings.of(next) : []
    return (
      shown &&
      first && { ...foundAt(shown, first), title: [first, ...others].map(({ title }) => title).join(' ') }
    )
  }

  #streamSummary(stream: Stream): StreamSummary {
    return {
      index: stream.index,
      ...this.connections.placeOf(stream),
      ...this.connections.portOf(stream),
      name: stream.name,
      names: namesOf(stream),
      framing: this.framingOf(stream),
      transport: stream.transport,
      source: stream.source,
      destination: stream.destination,
      writer: stream.writer,
      reader: stream.reader,
      length: stream.length,
      reverse: stream.reverse && stream.reverse.index >= 0 ? stream.reverse.index : undefined,
    }
  }

  summary(): Summary {
    const { session } = this
    const shown = this.look()
    const counts = shown?.findings.counts
    return {
      session: this.id,
      header: session.header,
      size: session.length,
      live: this.live,
      epoch: Number(session.epoch / 1_000n) / 1_000,
      extent: [session.first, session.last],
      connections: this.connections.count,
      hasCalls: session.streams.some(({ writer, reader }) => writer !== undefined || reader !== undefined),
      shown: shown && this.#streamSummary(shown.stream),
      stream: shown?.stream.index ?? 0,
      framing: this.#text,
      ports: this.connections.ports,
      counts: {
        ...countLanes(shown?.subject.lanes ?? []),
        merges: counts?.merge ?? 0,
        splits: counts?.split ?? 0,
        shortWrites: counts?.['short-write'] ?? 0,
        fates: counts?.fate ?? 0,
      },
      findings: shown?.findings.first(MOST_FINDINGS).map((finding) => foundAt(shown, finding)) ?? [],
      firstFinding: shown && firstOf(shown),
      printed: session.printed.slice(0, MOST_PRINTED).map(({ program, text }) => ({ program, text })),
      notes: shown ? notesOf(shown) : [],
      unread: shown?.subject.unread,
      isMatched: shown?.isMatched ?? false,
      framingError: shown?.framed?.error?.message,
      problem: this.trouble ?? session.problem?.message,
    }
  }
}

/** How many lines of the programs' output the page gets. */
const MOST_PRINTED = 100

/** How many notes about holes the page gets. */
const MOST_UNFRAMED = 3

/** The page only sends texts that parse. */
const framingOf = (text: string): Framing => {
  const parsed = parsePlan(text)
  return parsed.ok ? parsed.framing : { kind: 'none' }
}

const notesOf = ({ stream, framed, unread, isCut }: ShownStream): readonly string[] => [
  ...streamNotes(stream),
  ...(stream.transport === 'tcp' ? (framed?.failures ?? []) : [])
    .slice(0, MOST_UNFRAMED)
    .map(({ message }) => message),
  ...(unread ? [unreadNote(unread, isCut)] : []),
]

/** The finding to look at first: one on a recv, or else the very first. */
const firstOf = (shown: ShownStream): FindingSummary | undefined => {
  const first = shown.findings.firstOn('recv') ?? shown.findings.first(1)[0]
  return first && foundAt(shown, first)
}

const foundAt = ({ subject }: ShownStream, { kind, lane, index, title }: Found): FindingSummary => {
  const found = laneNamed(subject.lanes, lane)
  return { kind, lane, index, title, time: momentOf(found, index), start: found.starts[index] as number }
}
