// What the page asks the worker that owns the session: questions, which have answers, and commands, which have none.
// Both are declared only here: the worker implements the interfaces, and the page's `Reader` uses their names.
import type { ExportWithoutViewer } from '@unstick/formats'
import type { StepDescription } from '../layout/in-flight/describe-step.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import type { ViewQuery } from '../layout/view-query.ts'
import type { ConnectionPage, ConnectionQuery } from '../model/connections/connection-row.ts'
import type { Content, ContentOf } from '../model/inspect/content.ts'
import type { FindingGroup, GroupedFinding } from '../model/inspect/finding-groups.ts'
import type { Headline } from '../model/inspect/headline.ts'
import type { Inspection } from '../model/inspect/inspection.ts'
import type { Interval } from '../model/lanes/interval.ts'
import type { RangeAnswer, RangeQuestion } from '../model/range/range.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Sought } from '../model/search/query.ts'
import type { SessionGuess } from '../model/session/guess-shown.ts'
import type { PrintedLine } from '../model/session/printed-pieces.ts'
import type { Talk } from '../model/session/printed-talk.ts'
import type { RunOutcome } from '../model/session/run-outcome.ts'
import type { ProgramMoments } from '../model/session/program-moments.ts'
import type { SessionFacts } from '../model/session/session-facts.ts'
import type { FindingSummary } from '../model/session/summary.ts'
import type { TablePage, TableQuery } from '../model/session/table-page.ts'

export interface Questions {
  /** What the session holds and what was left out. */
  about: () => SessionFacts | undefined
  /**
   * `stream`: a stream besides the shown one, in sight next to it. `marked`: stream bytes that must be among those
   * shown.
   */
  inspect: (
    interval: Interval,
    more: { readonly stream?: number; readonly marked?: Range | undefined },
  ) => Inspection | undefined
  /** What happened, in one sentence; `undefined` if nothing joined, cut or lost any bytes. */
  headline: () => Headline | undefined
  /** The bytes of an interval or of a message's body, for its views and for copying. */
  content: (of: ContentOf) => Content | undefined
  /** Like `content`, but all of it as a file. */
  file: (of: ContentOf) => Blob | undefined
  /** Where the ends of a part of the axis are after snapping to near edges, and what lies between them. */
  range: (question: RangeQuestion) => RangeAnswer | undefined
  /** The interval with findings after `here` (1) or before it (-1) in time. */
  nextFinding: (here: Interval | undefined, by: 1 | -1) => FindingSummary | undefined
  /** Findings that are alike, taken together. The moments: the session's first and last. */
  findingGroups: (from: number, to: number) => readonly FindingGroup[]
  /** One finding of the group at that place, in the order of the stream. */
  groupedFinding: (place: number, k: number) => GroupedFinding | undefined
  table: (query: TableQuery) => TablePage
  connections: (query: ConnectionQuery) => ConnectionPage
  /** The session, or what is shown of it, as a file made from memory. */
  export: (kind: ExportWithoutViewer) => Blob | undefined
  /** Which framings the connections probably have. */
  guess: () => SessionGuess | undefined
  /** Which of a plan's names of ports and streams no connection bears. */
  absent: (names: readonly string[]) => readonly string[]
  /** How many bytes of the shown stream no lane holds. */
  missing: () => number
  /** When the steps of the session's programs made their calls. */
  moments: () => ProgramMoments
  /** What the shown stream's run did, in a few facts. */
  outcome: () => RunOutcome | undefined
  /** What its programs printed first, in order, with the colours of the bytes. */
  output: () => readonly PrintedLine[]
  /** What the session's programs printed last, in order. */
  printed: () => Talk
  /** The moment of the shown stream before (-1) or after (1) a time of a replay, in words; 0: at that time. */
  step: (time: number, by: -1 | 0 | 1) => StepDescription | undefined
  /** The moments of the shown stream, if there are few enough. */
  score: () => Score | undefined
}

export interface Commands {
  /** Follow a session of the bridge, from its first byte on. */
  open: (session: string, framing: string, stream: number) => void
  /** Take a session that is in the page's own file. The worker asks for its pieces. */
  take: (session: string, framing: string, stream: number) => void
  /** The requested token that lets the worker in at the bridge; none if the bridge cannot be reached. */
  bearer: (ticket: number, bearer: string | undefined) => void
  /** The requested piece; none after the last. */
  piece: (text: string | undefined) => void
  /** Read a user's own capture, while the bridge stores it. */
  openFile: (file: File, framing: string) => void
  close: () => void
  /** Show one stream through one framing (a spec's text that parses). */
  show: (framing: string, stream: number) => void
  /** Show this part of the stream, now and each time the session has grown, until another view is wanted. */
  view: (query: ViewQuery) => void
  /** A view that was sent because the session had grown has arrived, so the next one may be sent. */
  viewArrived: () => void
  /** Search for this, in all streams or in one. Ends any earlier search. `search` numbers the results. */
  search: (search: number, sought: Sought, stream: number | undefined) => void
  stopSearch: () => void
}

export type Question = keyof Questions
export type Command = keyof Commands
/** The arguments of a question or a command. */
export type Given<Asked extends Question | Command> = Parameters<(Questions & Commands)[Asked]>
export type Answer<Asked extends Question> = ReturnType<Questions[Asked]>
