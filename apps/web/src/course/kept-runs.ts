// What the course keeps of runs: their answers, and what a person had said before. As text, and read from it again.
export interface KeptGuess {
  readonly question: string
  readonly said: string
  readonly was: string
  readonly isRight: boolean
}

export interface KeptRun {
  readonly session: string
  /** The conditions that were changed, in words; empty if none was. */
  readonly changes: string
  /** A spec's text; `none`: off. */
  readonly framing: string
  /** One sentence; empty if what the question asks for was not measured. */
  readonly answer: string
  readonly why: string
  /** Whether a program got something else than was sent. */
  readonly isWrong: boolean
  /** Empty if nobody had predicted. */
  readonly guesses: readonly KeptGuess[]
}

/** By the experiment's name, the oldest run first. */
export type KeptRuns = Readonly<Record<string, readonly KeptRun[]>>

/** So many runs of one experiment are kept. */
const MOST = 6

/** A run under the same conditions replaces the one before it; but one that was predicted is not replaced by one that was not. */
export const withRun = (runs: KeptRuns, experiment: string, run: KeptRun): KeptRuns => {
  const others = (runs[experiment] ?? []).filter((each) => !isAlike(each, run))
  return { ...runs, [experiment]: [...others, run].slice(-MOST) }
}

const isAlike = (one: KeptRun, other: KeptRun): boolean =>
  one.changes === other.changes &&
  one.framing === other.framing &&
  one.guesses.length > 0 === other.guesses.length > 0

export const printRuns = (runs: KeptRuns): string => JSON.stringify(runs)

/** Leaves out what is no run, because an older page, or another program on this port, may have written it. */
export const readRuns = (text: string | null): KeptRuns => {
  const all = parsed(text)
  if (!isObject(all)) return {}
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, runs]) =>
      Array.isArray(runs) ? [[name, runs.filter(isRun).slice(-MOST)]] : [],
    ),
  )
}

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const hasTexts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string')

const isRun = (value: unknown): value is KeptRun =>
  isObject(value) &&
  hasTexts(value, ['session', 'changes', 'framing', 'answer', 'why']) &&
  typeof value.isWrong === 'boolean' &&
  Array.isArray(value.guesses) &&
  value.guesses.every(isGuess)

const isGuess = (value: unknown): value is KeptGuess =>
  isObject(value) && hasTexts(value, ['question', 'said', 'was']) && typeof value.isRight === 'boolean'
