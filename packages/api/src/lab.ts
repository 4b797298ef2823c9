// Experiments, their conditions and their runs, as bridge and page exchange them. The bridge checks requests with these
// schemas, and their types are what the page sends and gets.
import type { Static } from 'typebox'
import * as Type from 'typebox'

const text = (maxLength: number) => Type.String({ maxLength })

/** What a person may change before a run; `key` is its name in `--set key=value`. */
export const Condition = Type.Union([
  Type.Object({
    type: Type.Literal('text'),
    key: Type.String(),
    label: Type.String(),
    default: Type.String(),
    /** Longest text, in UTF-8 bytes. */
    maxBytes: Type.Integer(),
    /** The shortest; 0 if left out. */
    minBytes: Type.Optional(Type.Integer()),
    /** Texts to choose from; any other is allowed as well. */
    suggestions: Type.Optional(Type.Array(Type.String())),
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
      /** A bare number, such as a seed. */
      Type.Literal(''),
    ]),
    default: Type.Integer(),
    min: Type.Integer(),
    max: Type.Integer(),
    /** Where the page shows it: with the network's conditions; left out: with the experiment's own. */
    group: Type.Optional(Type.Literal('network')),
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
    /** The condition that chooses between TCP and UDP; TCP if left out. */
    transport: Type.Optional(Type.String()),
  }),
])
export type Condition = Static<typeof Condition>

export const ConditionValues = Type.Record(
  Type.String({ maxLength: 64 }),
  Type.Union([text(1_048_576), Type.Number(), Type.Boolean()]),
)
export type ConditionValues = Static<typeof ConditionValues>

/** A change to try after a run: a button's label, and what it sets. */
export const NextChange = Type.Object({
  label: Type.String(),
  /** The conditions that it sets; the others get their defaults. */
  conditions: ConditionValues,
  /** A spec's text; off (`none`) if left out. */
  framing: Type.Optional(Type.String()),
})
export type NextChange = Static<typeof NextChange>

/** An experiment as the page shows it: words before, a question, conditions, words after. */
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
  /** Shown before a run: what will happen. */
  before: Type.Array(Type.String()),
  /** What a person is to predict before a run. The answer is found in the run, so it is stored nowhere. */
  question: Type.String(),
  /** Shown after a run: what to change next. */
  next: Type.String(),
  /** The same as steps of a course, the most telling first. */
  tryNext: Type.Array(NextChange),
  /** The framing that is offered when framing is switched on. */
  framing: Type.String(),
  /** Whether the programs frame by hand, and so use this framing even when framing is off. */
  framed: Type.Optional(Type.Boolean()),
  /** Which stream to show, counted from 0 in the order in which they begin; the first if left out. */
  stream: Type.Optional(Type.Integer()),
  conditions: Type.Array(Condition),
  /** The programs that read lines, which a person may type while the experiment runs. */
  typed: Type.Optional(Type.Array(Type.String())),
  /** The toggle that must be on for them to read lines; they always do if left out. */
  typedIf: Type.Optional(Type.String()),
  /** The number that says how many of them take part, besides the first; all if left out. */
  clients: Type.Optional(Type.String()),
})
export type ExperimentInfo = Static<typeof ExperimentInfo>

/** The programs that read typed lines in a run under these conditions. */
export const typedPrograms = (
  { typed = [], typedIf, clients }: Pick<ExperimentInfo, 'typed' | 'typedIf' | 'clients'>,
  conditions: ConditionValues,
): readonly string[] => {
  if (typedIf !== undefined && conditions[typedIf] !== true) return []
  const count = clients === undefined ? undefined : conditions[clients]
  return typeof count === 'number' ? typed.slice(0, count + 1) : typed
}

/** `POST /api/runs`: missing conditions take their defaults; `framing` is a spec's text, `none` for off. */
export const RunRequest = Type.Object({
  experiment: text(64),
  conditions: ConditionValues,
  framing: text(1_024),
})
export type RunRequest = Static<typeof RunRequest>

/**
 * The answer to `POST /api/python` with a `RunRequest`: the run's programs as Python that runs as it is. There are none if
 * Python has none for the framing, or the conditions are none of the experiment's, as while a person types them.
 */
export const PythonPrograms = Type.Object({
  /** Why there are no programs: a code and a sentence. */
  why: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
  programs: Type.Array(
    Type.Object({
      name: Type.String(),
      text: Type.String(),
      /**
       * For each line of the text, the step whose calls that line makes, as the session's calls name it (`4`, `3.2`); empty
       * for the lines that make none.
       */
      steps: Type.Array(Type.String()),
    }),
  ),
})
export type PythonPrograms = Static<typeof PythonPrograms>

/** The answer to `POST /api/written` with a `RunRequest`: the same programs as steps of the playground. */
export const WrittenPrograms = Type.Object({
  /** The playground's conditions. */
  conditions: ConditionValues,
  /** What the playground cannot do, a sentence each. */
  leftOut: Type.Array(Type.String()),
})
export type WrittenPrograms = Static<typeof WrittenPrograms>

/** The answer to a run, as soon as its session exists: the run goes on and the session is followed live. */
export const RunStarted = Type.Object({ session: Type.String() })
export type RunStarted = Static<typeof RunStarted>

/** `POST /api/runs/ID/lines`: a typed line, without its line end, for one of the experiment's `typed` programs. */
export const TypedLine = Type.Object({ program: text(64), text: text(4_096) })
export type TypedLine = Static<typeof TypedLine>
