// Every message between the page and the worker that owns the session. The page asks, the worker tells.
import type { Endpoint, ExportKind, LaneKind, SessionHeader, Unread } from '@unstick/session'
import type { SessionFacts } from '../model/session/session-facts.ts'
import type { ConnectionPage, ConnectionQuery } from '../model/connections/connection-row.ts'
import type { Interval } from '../layout/stage/hit.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Sought } from '../model/search/query.ts'
import type { Domain, Layout, ViewQuery } from '../layout/layout.ts'
import type { RangeAnswer, RangeQuestion } from '../model/range/range.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import type { ToldStep } from '../layout/in-flight/describe-step.ts'

export type Request =
  /** Follow a session of the bridge, from its first byte on. */
  | { readonly type: 'open'; readonly session: string; readonly framing: string; readonly stream: number }
  /** Take a session that stands in the page's own file: the worker asks for its pieces. */
  | { readonly type: 'take'; readonly session: string; readonly framing: string; readonly stream: number }
  /** The piece that was asked for; none behind the last. */
  | { readonly type: 'piece'; readonly text: string | undefined }
  /** Read a capture of the person's own, while the bridge stores it. */
  | { readonly type: 'open-file'; readonly file: File; readonly framing: string }
  | { readonly type: 'about'; readonly ticket: number }
  | { readonly type: 'close' }
  /** Look at one stream through one framing (a spec's text that parses). */
  | { readonly type: 'show'; readonly framing: string; readonly stream: number }
  | { readonly type: 'view'; readonly query: ViewQuery }
  /** `marked`: stream bytes that must be among those shown. `stream`: another than the shown one, in sight beside it. */
  | {
      readonly type: 'inspect'
      readonly ticket: number
      readonly stream: number | undefined
      readonly interval: Interval
      readonly marked: Range | undefined
    }
  /** The bytes of an interval or of a message's body, for the views of it and for copies. */
  | { readonly type: 'content'; readonly ticket: number; readonly of: ContentOf }
  /** As `content`, all of it as a file. */
  | { readonly type: 'file'; readonly ticket: number; readonly of: ContentOf }
  /** Look for this, in all streams or in one; ends any search before. */
  | {
      readonly type: 'search'
      readonly ticket: number
      readonly sought: Sought
      readonly stream: number | undefined
    }
  | { readonly type: 'stop-search' }
  /** What lies in a part of the axis, its ends put to edges nearby. */
  | { readonly type: 'range'; readonly ticket: number; readonly question: RangeQuestion }
  /** The interval with findings that comes after `here` (1) or before it (-1) in time. */
  | {
      readonly type: 'next-finding'
      readonly ticket: number
      readonly here: Interval | undefined
      readonly by: 1 | -1
    }
  | { readonly type: 'table'; readonly ticket: number; readonly query: TableQuery }
  | { readonly type: 'connections'; readonly ticket: number; readonly query: ConnectionQuery }
  | { readonly type: 'export'; readonly ticket: number; readonly kind: ExportFromMemory }
  | { readonly type: 'missing'; readonly ticket: number }
  | { readonly type: 'printed'; readonly ticket: number }
  /** The moment before (-1) or after (1) a time of a replay, or that time itself (0). */
  | { readonly type: 'step'; readonly ticket: number; readonly time: number; readonly by: -1 | 0 | 1 }
  /** The moments of the shown stream, where they are few enough. */
  | { readonly type: 'score'; readonly ticket: number }

/** With the number of the session that it is about: it rises with every one that the page opens or closes. */
export type Asked = Request & { readonly opening: number }

/** What can be exported of the session in memory, of the stream and through the framing that are shown. */
export type ExportFromMemory = Exclude<ExportKind, 'html'>

export type Report =
  | { readonly type: 'connection'; readonly connection: Connection }
  /** The session grew, or is looked at in another way: everything asked before may be asked again. */
  | { readonly type: 'summary'; readonly summary: Summary }
  | { readonly type: 'view'; readonly layout: Layout | undefined }
  | { readonly type: 'inspection'; readonly ticket: number; readonly inspection: Inspection | undefined }
  | { readonly type: 'range'; readonly ticket: number; readonly answer: RangeAnswer | undefined }
  | { readonly type: 'content'; readonly ticket: number; readonly content: Content | undefined }
  | { readonly type: 'table'; readonly ticket: number; readonly page: TablePage }
  | { readonly type: 'next-finding'; readonly ticket: number; readonly finding: FindingSummary | undefined }
  | { readonly type: 'exported'; readonly ticket: number; readonly blob: Blob | undefined }
  /** How many bytes of the shown stream no lane holds. */
  | { readonly type: 'missing'; readonly ticket: number; readonly bytes: number }
  /** The last lines that the session's programs printed. */
  | { readonly type: 'printed'; readonly ticket: number; readonly talk: Talk }
  | { readonly type: 'step'; readonly ticket: number; readonly step: ToldStep | undefined }
  | { readonly type: 'score'; readonly ticket: number; readonly score: Score | undefined }
  /** The next piece of a session that is taken. */
  | { readonly type: 'wanted' }
  | { readonly type: 'connections'; readonly ticket: number; readonly page: ConnectionPage }
  /** The part of a file that was read, 0 to 1. */
  | { readonly type: 'read'; readonly part: number }
  | { readonly type: 'about'; readonly ticket: number; readonly facts: SessionFacts | undefined }
  /** More of what is sought: the hits since the last time. */
  | { readonly type: 'found'; readonly ticket: number; readonly found: Found }
  /** The session's file is another now: what was told of the one before, and found in it, holds no more. */
  | { readonly type: 'restarted' }
  /** More of the connections' messages and findings are counted: their list may be asked for again. */
  | { readonly type: 'counted' }
  /** Something went wrong that should not: in answering this, or else in what goes on by itself. */
  | {
      readonly type: 'failed'
      readonly asked: Request['type'] | undefined
      readonly ticket: number | undefined
      readonly message: string
    }

export type ReportOf<Type extends Report['type']> = Extract<Report, { readonly type: Type }>

/** With the number of the session that it is told of. */
export type Told = Report & { readonly opening: number }

export interface PrintedText {
  readonly program: string
  readonly text: string
}

/** What programs said to each other's persons, and which program sends from which address. */
export interface Talk {
  readonly printed: readonly PrintedText[]
  readonly senders: readonly { readonly program: string; readonly at: Endpoint }[]
}

export type Connection =
  | { readonly state: 'idle' | 'connecting' | 'following' | 'ended' }
  /** The bridge does not answer; it is tried again. */
  | { readonly state: 'gone' }
  /** The bridge answers, but not with this session. */
  | { readonly state: 'refused'; readonly message: string }

export interface Counts {
  readonly sends: number
  readonly segments: number
  readonly recvs: number
  readonly messages: number
  readonly merges: number
  readonly splits: number
  /** Datagrams that did not simply arrive. */
  readonly fates: number
}

export interface StreamSummary {
  readonly index: number
  /** The number of its connection, and which of the directions that carried bytes it is. */
  readonly connection: number
  readonly direction: number
  readonly name: string
  readonly transport: 'tcp' | 'udp'
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly writer: string | undefined
  readonly reader: string | undefined
  readonly length: number
  /** The stream of the other direction, where it carried bytes. */
  readonly reverse: number | undefined
}

export interface FindingSummary extends Interval {
  /** `fate`: what became of a datagram. */
  readonly kind: 'merge' | 'split' | 'fate'
  readonly title: string
  /** When it had happened: nanoseconds after the epoch. */
  readonly time: number
  /** Its interval's first byte. */
  readonly start: number
}

export interface Summary {
  readonly session: string
  readonly header: SessionHeader | undefined
  /** Bytes of the log read so far. */
  readonly size: number
  readonly live: boolean
  /** The epoch in milliseconds since 1970, and the earliest and latest time in nanoseconds after it. */
  readonly epoch: number
  readonly extent: Domain
  readonly connections: number
  /** Whether any stream has calls, which only Unstick records. */
  readonly hasCalls: boolean
  /** The stream that is shown, and its place among the session's. */
  readonly shown: StreamSummary | undefined
  readonly stream: number
  readonly framing: string
  /** Of the stream that is shown. */
  readonly counts: Counts
  /** The first ones; all of them are counted in `counts`. */
  readonly findings: readonly FindingSummary[]
  /** The one to look at first. */
  readonly firstFinding: FindingSummary | undefined
  /** What the programs printed, its first lines, in order. */
  readonly printed: readonly { readonly program: string; readonly text: string }[]
  /** What one should know of where the shown stream's lanes come from. */
  readonly notes: readonly string[]
  /** Bytes of the shown stream that no recv returned, where the log is whole. */
  readonly unread: Unread | undefined
  /** Whether every interval of every lane has one counterpart on the next; of datagrams whether each has its recv. */
  readonly isMatched: boolean
  readonly framingError: string | undefined
  /** Why the log ends early or could not be read on, in words. */
  readonly problem: string | undefined
}

/** An interval to go to, with where it lies on both axes: nanoseconds after the epoch, stream bytes. */
export interface IntervalLink extends Interval {
  readonly time: number
  readonly start: number
}

export interface Fact {
  readonly name: string
  /** With links: how many intervals there are, of which the links are the first and the last. */
  readonly value: string
  readonly links?: readonly IntervalLink[]
}

/** One of the intervals that a finding leans on. */
export interface Evidence extends IntervalLink {
  readonly tint: number
  /** `5 B`, `6 of 3,004 B` of one that is cut; of a recv against its limit, `3 of 1,024 B, 2 here`. */
  readonly size: string
  readonly at: string
}

/** The framer after one interval of the lane whose bytes were framed. */
export interface FramerState extends IntervalLink {
  /** Whether it holds bytes of the interval that is inspected. */
  readonly inside: boolean
  readonly text: string
}

/** Of what the bytes are wanted: of a message's body, or of the interval itself where no message is named. */
export interface ContentOf {
  readonly interval: Interval
  readonly message: number | undefined
}

/** The largest content that is given as bytes; a file is given whole. */
export const MOST_CONTENT = 1024 * 1024

export interface Content {
  /** The first `MOST_CONTENT` bytes at most, of `size`. */
  readonly bytes: Uint8Array
  readonly size: number
  /** Whether the framing changes a body's bytes on the wire, and these are the body's own. */
  readonly decoded: boolean
  /** What was sent in front of it by the same call; `undefined` where it is not known. */
  readonly lead: Uint8Array | undefined
}

/** A run of bytes in one colour within an inspected interval; offsets into its bytes. */
export interface HexRun {
  readonly start: number
  readonly end: number
  readonly tint: number
  readonly header: boolean
  /** Whether a message ends where it begins. */
  readonly seam: boolean
  /** Whether it is what was sought. */
  readonly marked: boolean
}

export interface Inspection extends Interval {
  readonly program: string | undefined
  /** When it happened, in nanoseconds after the epoch. */
  readonly time: number
  readonly title: string
  readonly findings: readonly {
    readonly kind: FindingSummary['kind']
    readonly title: string
    readonly text: string
    /** Its first rows, and how many more there are. */
    readonly evidence: readonly Evidence[]
    readonly more: number
  }[]
  readonly facts: readonly Fact[]
  /** In order; where some are left out, `gap` says behind which row and how many. */
  readonly framer: readonly FramerState[]
  readonly gap: { readonly behind: number; readonly count: number } | undefined
  /** The messages that have bytes in it, framing on: the first one's index, how many, and which begins in it. */
  readonly messages: { readonly first: number; readonly count: number; readonly chosen: number } | undefined
  /** Stream offset of `bytes`, which are some thousand of the interval's, and how many lie before them in it. */
  readonly offset: number
  readonly before: number
  readonly size: number
  readonly bytes: Uint8Array
  readonly runs: readonly HexRun[]
  readonly framing: string
  readonly headers: readonly Fact[]
}

export interface TableQuery {
  /** The first row wanted, or the interval that must be among the rows. */
  readonly at: number | Interval
  readonly count: number
}

export interface TableRow {
  readonly lane: LaneKind
  readonly index: number
  readonly time: number
  readonly duration: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly findings: readonly string[]
}

export interface TablePage {
  readonly from: number
  readonly total: number
  readonly rows: readonly TableRow[]
}
