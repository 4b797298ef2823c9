// The small HTTP API between the page and the bridge: its shapes, once, as schemas (the bridge checks them at
// the edge) and as types (the page only imports those).
import type { Static } from 'typebox'
import * as Type from 'typebox'

const text = (maxLength: number) => Type.String({ maxLength })

/** What one may change before a run; `key` is its name in `--set key=value`. */
export const Condition = Type.Union([
  Type.Object({
    type: Type.Literal('text'),
    key: Type.String(),
    label: Type.String(),
    default: Type.String(),
    /** Longest text, in UTF-8 bytes. */
    maxBytes: Type.Integer(),
  }),
  Type.Object({
    type: Type.Literal('number'),
    key: Type.String(),
    label: Type.String(),
    unit: Type.Union([
      Type.Literal('ms'),
      Type.Literal('bytes'),
      Type.Literal('kbit/s'),
      Type.Literal('%'),
      Type.Literal('times'),
    ]),
    default: Type.Integer(),
    min: Type.Integer(),
    max: Type.Integer(),
  }),
  Type.Object({
    type: Type.Literal('toggle'),
    key: Type.String(),
    label: Type.String(),
    default: Type.Boolean(),
  }),
  Type.Object({
    type: Type.Literal('choice'),
    key: Type.String(),
    label: Type.String(),
    default: Type.String(),
    choices: Type.Array(Type.String()),
  }),
  /** Steps that a person writes, as the JSON text that `parseWrittenSteps` reads. */
  Type.Object({
    type: Type.Literal('steps'),
    key: Type.String(),
    label: Type.String(),
    default: Type.String(),
    side: Type.Union([Type.Literal('server'), Type.Literal('client')]),
  }),
])
export type Condition = Static<typeof Condition>

/** An experiment as the page shows it: words before, conditions, words after. */
export const ExperimentInfo = Type.Object({
  name: Type.String(),
  title: Type.String(),
  group: Type.Union([
    Type.Literal('Sticking'),
    Type.Literal('Splitting'),
    Type.Literal('Fixes'),
    Type.Literal('Datagrams'),
    Type.Literal('Your own'),
  ]),
  transport: Type.Union([Type.Literal('tcp'), Type.Literal('udp')]),
  /** Shown before a run: what will happen, what do you expect? */
  before: Type.Array(Type.String()),
  /** Shown after a run: what to change next. */
  next: Type.String(),
  /** The framing offered when framing is switched on. */
  framing: Type.String(),
  /** Whether the programs frame by hand, so that this is how they speak with framing off too. */
  framed: Type.Optional(Type.Boolean()),
  /** Which stream to look at, counted from 0 in the order in which they begin; left out: the first. */
  stream: Type.Optional(Type.Integer()),
  conditions: Type.Array(Condition),
  /** The programs that read lines, for which a person may type while the experiment runs. */
  typed: Type.Optional(Type.Array(Type.String())),
})
export type ExperimentInfo = Static<typeof ExperimentInfo>

export const ConditionValues = Type.Record(
  Type.String({ maxLength: 64 }),
  Type.Union([text(1_048_576), Type.Number(), Type.Boolean()]),
)
export type ConditionValues = Static<typeof ConditionValues>

/** `POST /api/runs`: missing conditions take their defaults; `framing` is a spec's text, `none` for off. */
export const RunRequest = Type.Object({
  experiment: text(64),
  conditions: ConditionValues,
  framing: text(1_024),
})
export type RunRequest = Static<typeof RunRequest>

/** `POST /api/python`, of a `RunRequest`: the run's programs as Python that runs as it is. */
export const PythonPrograms = Type.Object({
  programs: Type.Array(Type.Object({ name: Type.String(), text: Type.String() })),
})
export type PythonPrograms = Static<typeof PythonPrograms>

/** The answer to a run, as soon as its session exists: the run goes on and the session is followed live. */
export const RunStarted = Type.Object({ session: Type.String() })
export type RunStarted = Static<typeof RunStarted>

/** `POST /api/runs/ID/lines`: what a person types, without a line's end, for one of the experiment's `typed` programs. */
export const TypedLine = Type.Object({ program: text(64), text: text(4_096) })
export type TypedLine = Static<typeof TypedLine>

export const SessionCounts = Type.Object({
  streams: Type.Integer(),
  sends: Type.Integer(),
  segments: Type.Integer(),
  recvs: Type.Integer(),
  messages: Type.Integer(),
  merges: Type.Integer(),
  splits: Type.Integer(),
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
  /** Still being recorded. */
  live: Type.Boolean(),
  /** Why it cannot be opened, if it cannot: "it is a folder". Nothing else is known of it then. */
  unreadable: Type.Optional(Type.String()),
  experiment: Type.Optional(Type.String()),
  framing: Type.Optional(Type.String()),
  conditions: Type.Optional(ConditionValues),
  /** Absent where the file is too damaged to count. */
  counts: Type.Optional(SessionCounts),
})
export type SessionInfo = Static<typeof SessionInfo>

/** The answer to an import: what could be read was taken, and `problem` says what was wrong with the rest. */
export const ImportedSession = Type.Intersect([
  SessionInfo,
  Type.Object({ problem: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })) }),
])
export type ImportedSession = Static<typeof ImportedSession>

export const RenameRequest = Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }) })
export type RenameRequest = Static<typeof RenameRequest>

/** An optional tool of the machine: what it would add, and the one command that brings it. */
export const ToolInfo = Type.Object({
  name: Type.String(),
  present: Type.Boolean(),
  adds: Type.String(),
  install: Type.String(),
})
export type ToolInfo = Static<typeof ToolInfo>

export const Status = Type.Object({
  version: Type.String(),
  sessionsDirectory: Type.String(),
  tools: Type.Array(ToolInfo),
})
export type Status = Static<typeof Status>

/** Every refusal: a code for programs, a sentence for people. */
export const ApiError = Type.Object({
  error: Type.Object({ code: Type.String(), message: Type.String() }),
})
export type ApiError = Static<typeof ApiError>

/**
 * What a follower of `GET /api/sessions/ID/follow?offset=N&version=V&far=F` (a WebSocket) is told in text messages;
 * binary messages are the file's bytes, in order, from `start.offset`.
 */
export type FollowMessage =
  /** `version` names this very file; an `offset` asked for under another version starts again at 0. */
  | { readonly type: 'start'; readonly version: string; readonly offset: number; readonly live: boolean }
  /**
   * Only to one who asked with `far`: at least so many bytes are there at once. The follower fetches those from `from`
   * to `to` itself, from `GET /api/sessions/ID/bytes?from=N&to=N&version=V`, which a browser takes in ten times as
   * fast; the bytes behind `to` follow when it has said `on`.
   */
  | { readonly type: 'far'; readonly from: number; readonly to: number }
  /** The recording is over and every byte of it was sent. */
  | { readonly type: 'end'; readonly size: number }
  /** The recording stopped early (a full disk, a failed program); what was written stays. */
  | { readonly type: 'trouble'; readonly code: string; readonly message: string }
