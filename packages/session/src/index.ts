export type { Alignment } from './alignment.ts'
// The schemas stand under `@unstick/session/api`, for they take longer to load than all the rest.
export type * from './api.ts'
export {
  type Call,
  type CallName,
  type CallResult,
  type CallText,
  type Endpoint,
  parseCallText,
  printCallText,
} from './call.ts'
export { callBlock, callInterfaceBlock, MAX_CALL_PACKET, sessionHeaderBlock } from './call-block.ts'
export type { OtherCall, Printed } from './call-intake.ts'
export { type ColourRuns, colourRuns, GrowingColourRuns } from './colour-runs.ts'
export type { DatagramFate, DatagramFates, Fate } from './datagram-fates.ts'
export { endpointText } from './endpoint-text.ts'
export type { Finding, FindingCause } from './findings/finding.ts'
export { exportKinds, type ExportKind, exportName, MAX_HTML_SESSION } from './export-name.ts'
export { countFindings, findFindings } from './findings/find-findings.ts'
export { type FindingColumn, Findings } from './findings/findings.ts'
export { Framed, frameStream } from './framed.ts'
export { FramedCounts } from './framed-counts.ts'
export { FrameReader } from './frame-reader.ts'
export { type LeftOutReason, leftOutReasons } from './left-out.ts'
export { type Lane, laneIndexAt, type LaneKind } from './lane.ts'
export type { LogBytesOptions } from './log-bytes.ts'
export { Mark } from './naive-marks.ts'
export type { DatagramFailure } from './framed-bytes.ts'
export { withRoom } from './columns.ts'
export { findOverlaps, GrowingOverlaps, type Overlaps } from './overlaps.ts'
export { counted, durationText, grouped } from './quantity.ts'
export { messageText } from './message-text.ts'
export { Session } from './session.ts'
export { parseSessionHeader, printSessionHeader, type SessionHeader } from './session-header.ts'
export { type FindingLine, type IntervalLine, messageLines, sessionLines } from './session-lines.ts'
export type { Holding } from './standing.ts'
export { Stream } from './stream.ts'
export { missingBytes, streamBytes } from './stream-bytes.ts'
export { ownFraming, type StreamSummary, SummaryReader, summarize } from './summary.ts'
export { streamNotes } from './stream-notes.ts'
export { type Unread, unreadNote, unreadOf } from './unread.ts'
export {
  checkWrittenSteps,
  parseWrittenSteps,
  type WrittenField,
  type WrittenSide,
  type WrittenStep,
  type WrittenWord,
  writtenWords,
} from './written-steps.ts'
