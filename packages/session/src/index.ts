export type { Alignment } from './tcp/alignment.ts'
export { missingTail, tailWords } from './streams/missing-tail.ts'
export {
  type Call,
  type CallName,
  type CallResult,
  type CallText,
  type Endpoint,
  parseCallText,
  printCallText,
} from './log/call.ts'
export { callBlock, callInterfaceBlock, MAX_CALL_PACKET, sessionHeaderBlock } from './log/call-block.ts'
export type { OtherCall, Printed } from './streams/call-intake.ts'
export type { CallKind } from './streams/lane-calls.ts'
export { type ColourRuns, colourRuns, GrowingColourRuns } from './messages/colour-runs.ts'
export type { DatagramFate, DatagramFates, Fate } from './udp/datagram-fates.ts'
export { endpointText } from './log/endpoint-text.ts'
export type { Finding, FindingCause, FindingKind } from './findings/finding.ts'
export { countFindings, findFindings } from './findings/find-findings.ts'
export { type FindingColumn, Findings } from './findings/findings.ts'
export {
  type Framing,
  type FramingPlan,
  namesOf,
  printPlan,
  specFor,
  startOf,
  specNamed,
  withPart,
} from './messages/framing-plan.ts'
export { type ParsedPlan, parsePlan, planPieces, type PlanTextError } from './messages/parse-plan.ts'
export { Framed, frameStream } from './messages/framed.ts'
export { FramedCounts } from './messages/framed-counts.ts'
export { FrameReader } from './report/frame-reader.ts'
export { type LeftOutReason, leftOutReasons } from './log/left-out.ts'
export { type Lane, type LaneColumns, laneIndexAt } from './lanes/lane.ts'
export {
  countLanes,
  kindOfLane,
  type LaneCount,
  type LaneKind,
  laneKinds,
  usualLaneKinds,
  type LaneName,
  laneTable,
} from './lanes/lane-kinds.ts'
export { Path } from './messages/path.ts'
export type { LogBytesOptions } from './log/log-bytes.ts'
export { Mark } from './messages/naive-marks.ts'
export type { Unframed } from './messages/cutting.ts'
export { withRoom } from './lanes/columns.ts'
export { findAll } from './columns/find-all.ts'
export { Growth } from './columns/growth.ts'
export { type Kept, KeptValues } from './columns/kept.ts'
export { findOverlaps, GrowingOverlaps, type Overlaps } from './lanes/overlaps.ts'
export { capitalized, counted, durationText, grouped } from './lanes/quantity.ts'
export { type DatagramPort, guessDatagramPorts } from './report/guess-datagrams.ts'
export { guessPortOf, guessSession, type PortGuess } from './report/guess-session.ts'
export { answerOf, headlines } from './report/headlines.ts'
export type { Point } from './report/points/point.ts'
export { messageText } from './report/message-text.ts'
export { Session } from './streams/session.ts'
export {
  findSessionHeader,
  type FoundSessionHeader,
  printSessionHeader,
  type SessionHeader,
} from './log/session-header.ts'
export {
  type FindingLine,
  type IntervalLine,
  messageLines,
  pathLines,
  sessionLines,
} from './report/session-lines.ts'
export type { Holding } from './messages/holdings.ts'
export { Stream } from './streams/stream.ts'
export {
  type Holes,
  holesFor,
  holesOf,
  MAX_ZEROS,
  missingBytes,
  streamBytes,
} from './streams/stream-bytes.ts'
export { misfitWords, unfinishedWords } from './report/misfit-words.ts'
export { ownFraming, type StreamSummary, SummaryReader, summarize } from './report/summary.ts'
export { streamNotes } from './report/stream-notes.ts'
export { type Unread, unreadNote, unreadOf } from './report/unread.ts'
export { serverPort } from './streams/server-port.ts'
