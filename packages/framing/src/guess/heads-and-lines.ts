// Text whose lines are the heads and bodies of a protocol's messages: HTTP answers with a page of many lines are not messages of
// one line each, however many bits the lines gain.
import type { FramingSpec } from '../spec/spec.ts'
import type { Candidate } from './candidate.ts'

/** Kinds that check heads of lines, and whose bodies may be any text. */
const WITH_HEADS: readonly FramingSpec['kind'][] = ['http1', 'content-length', 'stomp']
/** Kinds that cut any text with line ends. */
const OF_LINES: readonly FramingSpec['kind'][] = ['line', 'delimiter']

/** One side's candidates; if a kind with heads explains all of it, lines are worth less than that. */
export const withoutLinesOfHeads = (
  candidates: readonly Candidate[],
  enough: (candidate: Candidate) => number,
): readonly Candidate[] => {
  const [most = Infinity] = candidates
    .filter((each) => WITH_HEADS.includes(each.spec.kind) && isWhole(each) && each.bits >= enough(each))
    .map(({ bits }) => bits)
    .sort((a, b) => b - a)
  return candidates.map((each) =>
    OF_LINES.includes(each.spec.kind) && each.bits >= most ? { ...each, bits: most - 1 } : each,
  )
}

/** Whether every stream that is over ends with a message, and none holds anything else. */
const isWhole = ({ fits }: Candidate): boolean =>
  fits.every(({ frames, misfits, landed, over }) => frames > 0 && misfits === 0 && landed === over)
