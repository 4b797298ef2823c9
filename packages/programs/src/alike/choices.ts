// How a program of several parts chooses: at each frame's start, the first part that applies takes the frame.
import type { MarkByte } from '../plans/plan.ts'
import type { SequencePlan } from '../plans/sequence-plan.ts'
import { linesOf } from './text.ts'

/** One language's texts for the choice. Parts are counted from 1. */
export interface ChoiceTexts {
  /** The table of what the next bytes must be, as a line: for each byte, which bits count, and what they must be. */
  readonly table: (part: number, mark: readonly MarkByte[]) => string
  /** Tests whether the part can still come. */
  readonly canCome: (part: number) => string
  /** Tests whether the next bytes are those of its table. */
  readonly fits: (part: number) => string
  /** Remembers that these parts cannot come any more. */
  readonly leave: (parts: readonly number[]) => string
  /** Reads the frame as one of this part. */
  readonly take: (part: number) => string
  /** Does that only if all tests hold. */
  readonly choose: (tests: readonly string[], lines: string) => string
}

/** The tables of all parts that have one. */
export const choiceTablesOf = ({ parts }: SequencePlan, { table }: ChoiceTexts): readonly string[] =>
  parts.flatMap(({ mark }, index) => (mark.length > 0 ? [table(index + 1, mark)] : []))

/** The body of the function that reads the next frame. */
export const choicesOf = ({ parts }: SequencePlan, texts: ChoiceTexts): string =>
  parts
    .map(({ mark, isOnce, ends }, index) => {
      const part = index + 1
      const tests = [...(isOnce ? [texts.canCome(part)] : []), ...(mark.length > 0 ? [texts.fits(part)] : [])]
      const lines = linesOf(ends.length > 0 && texts.leave(ends.map((end) => end + 1)), texts.take(part))
      return tests.length > 0 ? texts.choose(tests, lines) : lines
    })
    .join('\n')

/** What the comment of a part's table says. */
export const choiceTableSays = (part: number): string =>
  `before a frame of part ${part}, of each byte: which bits count, and what they are`
