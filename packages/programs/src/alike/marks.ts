// Marks around a body, `starts=` and `ends=`, and the bytes that `strip=` removes: their code in each language.
import type { Edges, MarkByte, Plan } from '../plans/plan.ts'
import { hex } from './text.ts'

/** One language's texts for marks. A table has two numbers for each byte: which bits count, and what they must be. */
export interface MarkTexts {
  readonly table: (name: 'STARTS' | 'ENDS', mark: readonly MarkByte[]) => string
  /** A function that refuses bytes that are not a mark's. */
  readonly check: string
  /** Checks and removes what is around a body in `whole`, and gives the body. */
  readonly unwrap: (edges: Edges) => string
  /** Sends `body` with the bytes around it. */
  readonly wrap: (edges: Edges) => string
}

/** Whether the program has a mark to check. */
export const hasMarks = (plan: Plan): boolean => {
  const { starts = [], ends = [] } = plan.edges ?? {}
  return startsOf(plan).length + starts.length + ends.length > 0
}

/** The mark that is checked before the length or the delimiter is looked at. */
const startsOf = (plan: Plan): readonly MarkByte[] =>
  plan.kind === 'header' || plan.kind === 'delimiter' ? plan.starts : []

/** The tables of all marks that a program checks. */
export const tablesOf = (plan: Plan, { table }: MarkTexts): readonly string[] => {
  const starts = [...startsOf(plan), ...(plan.edges?.starts ?? [])]
  const ends = plan.edges?.ends ?? []
  return [
    ...(starts.length > 0 ? [table('STARTS', starts)] : []),
    ...(ends.length > 0 ? [table('ENDS', ends)] : []),
  ]
}

/** How many bytes are before a body, and around it. */
export const sizesOf = ({
  starts,
  strip,
  ends,
}: Edges): { readonly front: number; readonly both: number } => {
  const front = starts.length + strip
  return { front, both: front + ends.length }
}

/** `{0xff, 0x68}, {0x00, 0x00}` */
export const pairs = (mark: readonly MarkByte[], open: string, close: string): string =>
  mark.map(({ bits, value }) => `${open}${hex(bits)}, ${hex(value)}${close}`).join(', ')

/** What the tables' comment says. */
export const tableSays = (name: 'STARTS' | 'ENDS'): string =>
  `of each ${name === 'STARTS' ? 'first' : 'last'} byte: which bits count, and what they are`
