// Every message between the page and the worker that owns the session. The page asks, the worker tells.
import type { Content, ContentOf } from '../model/inspect/content.ts'
import type { Inspection } from '../model/inspect/inspection.ts'
import type { ExportFromMemory } from '../model/session/export-blob.ts'
import type { Talk } from '../model/session/printed-talk.ts'
import type { FindingSummary, Summary } from '../model/session/summary.ts'
import type { TablePage, TableQuery } from '../model/session/table-page.ts'
import type { SessionFacts } from '../model/session/session-facts.ts'
import type { ConnectionPage, ConnectionQuery } from '../model/connections/connection-row.ts'
import type { Interval } from '../model/lanes/interval.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Sought } from '../model/search/query.ts'
import type { Layout } from '../layout/layout.ts'
import type { ViewQuery } from '../layout/view-query.ts'
import type { RangeAnswer, RangeQuestion } from '../model/range/range.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import type { StepDescription } from '../layout/in-flight/describe-step.ts'

export type Request =
  /** Follow a session of the bridge, from its first byte on. */
  | { readonly type: 'open'; readonly session: string; readonly framing: string; readonly stream: number }
  /** Take a session that stands in the page's own file: the worker asks for its pieces. */
  | { readonly type: 'take'; readonly session: string; readonly framing: string; readonly stream: number }
  /** What lets one in at the bridge, as it was asked for; none where the bridge cannot be had. */
  | { readonly type: 'bearer'; readonly ticket: number; readonly bearer: string | undefined }
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
  | { readonly type: 'step'; readonly ticket: number; readonly step: StepDescription | undefined }
  | { readonly type: 'score'; readonly ticket: number; readonly score: Score | undefined }
  /** Asks for what lets one in at the bridge; `Follower` says what the two mean. */
  | {
      readonly type: 'bearer-wanted'
      readonly ticket: number
      readonly afresh: boolean
      readonly refused: string | undefined
    }
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

export type Connection =
  | { readonly state: 'idle' | 'connecting' | 'following' | 'ended' }
  /** The bridge does not answer; it is tried again. */
  | { readonly state: 'gone' }
  /** The bridge answers, but not with this session. */
  | { readonly state: 'refused'; readonly message: string }
