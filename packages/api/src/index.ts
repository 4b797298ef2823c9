export {
  Admission,
  AdmissionRequest,
  Challenge,
  ChallengeRequest,
  FollowerWord,
  Ticket,
  TicketRequest,
} from './access.ts'
export { ApiError } from './api-error.ts'
export type { FollowMessage } from './follow-message.ts'
export {
  Condition,
  ConditionValues,
  ExperimentInfo,
  NextChange,
  PythonPrograms,
  RunRequest,
  RunStarted,
  TypedLine,
  typedPrograms,
  WrittenPrograms,
} from './lab.ts'
export { type Challenged, KEY_NAME_TEXT, proofText } from './proof-text.ts'
export { DeletedSession, ImportedSession, RenameRequest, SessionCounts, SessionInfo } from './sessions.ts'
export { Status, ToolInfo } from './status.ts'
export {
  checkWrittenSteps,
  MAX_WRITTEN_STEPS,
  MAX_WRITTEN_TEXT,
  parseWrittenSteps,
  wordsOf,
  type WrittenField,
  type WrittenSide,
  type WrittenStep,
  type WrittenTransport,
  type WrittenWord,
  writtenWords,
} from './written-steps.ts'
