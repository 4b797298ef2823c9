// A program's Python as rows beside the picture: its lines, the moment of each, and the texts that it sends in colour.
import type { PythonPrograms } from '@unstick/api'
import type { StepMoments } from '../model/session/program-moments.ts'

export interface CodePiece {
  readonly text: string
  /** The colour of the bytes that the text is. */
  readonly tint?: number
}

export interface CodeRow {
  /** Counted from 1. */
  readonly number: number
  readonly step: string
  readonly pieces: readonly CodePiece[]
  readonly moments: StepMoments | undefined
}

/** Lines that made no call, which a person may unfold. */
export interface Fold {
  readonly number: number
  readonly count: number
}

export type Row = CodeRow | Fold

export const isFold = (row: Row): row is Fold => 'count' in row

/** So many lines without a call in a row are folded. */
const LEAST_FOLD = 4

type Program = PythonPrograms['programs'][number]

export const codeRows = (
  { name, text, steps }: Program,
  moments: readonly StepMoments[],
): readonly CodeRow[] => {
  const own = new Map(moments.filter(({ program }) => program === name).map((each) => [each.step, each]))
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const step = steps[index] ?? ''
      const made = own.get(step)
      return { number: index + 1, step, pieces: piecesOf(line, made?.tint), moments: made }
    })
}

/** Without the long parts that made no call, unless they are unfolded (by the number of their first line). */
export const foldedRows = (rows: readonly CodeRow[], unfolded: ReadonlySet<number>): readonly Row[] => {
  const found: Row[] = []
  let quiet: CodeRow[] = []
  const settle = (): void => {
    const [first] = quiet
    if (first && quiet.length >= LEAST_FOLD && !unfolded.has(first.number))
      found.push({ number: first.number, count: quiet.length })
    else found.push(...quiet)
    quiet = []
  }
  for (const row of rows) {
    if (row.step === '') quiet.push(row)
    else {
      settle()
      found.push(row)
    }
  }
  settle()
  return found
}

/** What comes before a bytes literal, its quote, its inside, and what comes after (Python's reference, 2.4.1). */
const LITERAL = /^(.*?\bb(["']))((?:\\.|(?!\2).)+)(\2.*)$/

/** The inside of a line's first bytes literal in the colour of what was sent. */
const piecesOf = (line: string, tint: number | undefined): readonly CodePiece[] => {
  const [before = '', , inside = '', after = ''] = LITERAL.exec(line)?.slice(1) ?? []
  return tint === undefined || inside === ''
    ? [{ text: line }]
    : [{ text: before }, { text: inside, tint }, { text: after }]
}

/** The step that a program was in at a time: the last that had begun. */
export const stepAt = (
  began: readonly { readonly program: string; readonly step: string; readonly time: number }[],
  program: string,
  time: number,
): string | undefined => began.findLast((each) => each.program === program && each.time <= time)?.step
