// Recorded sessions as the bridge lists them, and what a person may change about one.
import type { Static } from 'typebox'
import * as Type from 'typebox'
import { ConditionValues } from './lab.ts'

/** How many of each are in the whole session. */
export const SessionCounts = Type.Object({
  streams: Type.Integer(),
  sends: Type.Integer(),
  segments: Type.Integer(),
  recvs: Type.Integer(),
  messages: Type.Integer(),
  merges: Type.Integer(),
  splits: Type.Integer(),
  shortWrites: Type.Integer(),
})
export type SessionCounts = Static<typeof SessionCounts>

/** One row of `GET /api/sessions`, newest first. */
export const SessionInfo = Type.Object({
  /** The file's name without `.pcapng`. */
  id: Type.String(),
  title: Type.String(),
  /** When it was recorded: milliseconds since the epoch. */
  created: Type.Number(),
  /** Bytes on disk. */
  size: Type.Integer(),
  /** Whether it is still being recorded. */
  live: Type.Boolean(),
  /** Why it cannot be opened, if it cannot: "it is a folder". Then nothing else is known about it. */
  unreadable: Type.Optional(Type.String()),
  experiment: Type.Optional(Type.String()),
  framing: Type.Optional(Type.String()),
  conditions: Type.Optional(ConditionValues),
  /** Absent if the file is too damaged or too large to count, and before it is counted. */
  counts: Type.Optional(SessionCounts),
  /** Whether counting still goes on: ask again. Counts that are there already may be out of date. */
  counting: Type.Optional(Type.Boolean()),
  /** Why there are no counts: "counting it took more than 20 s". */
  uncounted: Type.Optional(Type.String()),
})
export type SessionInfo = Static<typeof SessionInfo>

/** The answer to an import. What could be read was imported; `problem` says what was wrong with the rest. */
export const ImportedSession = Type.Intersect([
  SessionInfo,
  Type.Object({ problem: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })) }),
])
export type ImportedSession = Static<typeof ImportedSession>

/** The answer to `DELETE /api/sessions/ID`; `POST /api/sessions/ID/restore?deletion=D` undoes the deletion. */
export const DeletedSession = Type.Object({ deletion: Type.String() })
export type DeletedSession = Static<typeof DeletedSession>

export const RenameRequest = Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }) })
export type RenameRequest = Static<typeof RenameRequest>
