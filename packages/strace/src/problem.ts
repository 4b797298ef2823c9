// What a reader could not read: every code with its sentence.

/** A value, never thrown; reading continues on the next line. */
export interface StraceProblem {
  /** For programs. */
  readonly code: StraceProblemCode
  /** Counted from 1. */
  readonly line: number
  /** In bytes, counted from 1. */
  readonly column: number
  /** One plain sentence that names line and column. */
  readonly message: string
}

const sentences = {
  LINE_UNREADABLE: 'is not a line that strace writes',
  CALL_UNREADABLE: 'is a call whose text could not be read from there on',
  LINE_TOO_LONG: 'is longer than the limit, and was skipped',
  RESUMED_WITHOUT_BEGINNING: 'resumes a call whose beginning is not in the log',
  PENDING_DROPPED: 'begins a call that did not return while too many others were waiting, so it was given up',
} as const

export type StraceProblemCode = keyof typeof sentences

/** Every code, for a manual that lists them. */
export const PROBLEM_CODES = Object.keys(sentences) as readonly StraceProblemCode[]

export const straceProblem = (code: StraceProblemCode, line: number, column: number): StraceProblem => ({
  code,
  line,
  column,
  message: `Line ${line}, column ${column}: this ${sentences[code]}.`,
})
