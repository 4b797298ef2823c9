// Leaves out what does not fit: all proposals are tried on the first bytes, the better ones on more, and few on all.
import type { Direction } from '../frames/framer.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { type Candidate, isBetter, isRefused, tried } from './candidate.ts'
import { beginningOf, type Side } from './side.ts'

/** How many bytes of a side are looked at, and under how many cuts of them the rest is looked at next. */
const LOOKS: readonly (readonly [bytes: number, cuts: number])[] = [
  [768, 12],
  [4 * 1024, 4],
]

/** Of framings that cut alike so far, those that a person would name first; later bytes may tell them apart. */
const SPELLINGS = 3

/** A proposal by its text. */
type Proposed = readonly [text: string, spec: FramingSpec]

/** Those that fit the first bytes best, and those under which not half of the bytes is whole there. */
export const promising = (
  proposed: readonly Proposed[],
  side: Side,
  direction: Direction | undefined,
  port: number | undefined,
): readonly Proposed[] =>
  LOOKS.reduce((left, [bytes, cuts]) => {
    if (side.bytes <= 2 * bytes) return left
    const beginning = beginningOf(side, bytes)
    const open: Proposed[] = []
    const groups = new Map<string, (Candidate & { readonly from: Proposed })[]>()
    for (const from of left) {
      const candidate = tried(from[1], beginning, direction, port)
      if (isOpen(candidate, beginning)) open.push(from)
      else if (!isRefused(candidate)) {
        const group = groups.get(candidate.key)
        if (group) group.push({ ...candidate, from })
        else groups.set(candidate.key, [{ ...candidate, from }])
      }
    }
    const best = [...groups.values()]
      .map((group) => ({ group, bits: Math.max(...group.map((each) => each.bits)) }))
      .sort((a, b) => b.bits - a.bits)
      .slice(0, cuts)
      .flatMap(({ group }) => group.sort((a, b) => (isBetter(a, b) ? -1 : 1)).slice(0, SPELLINGS))
    return [...best.map(({ from }) => from), ...open]
  }, proposed)

/** The share of the bytes that must lie in whole frames before a framing is judged by them. */
const WHOLE = 0.5

/** Fewer records than this do not show yet whether they are alike. */
const FEW_RECORDS = 8

const isOpen = ({ spec, fits }: Candidate, { bytes }: Side): boolean =>
  (spec.kind === 'fixed' && fits.some(({ frames }) => frames < FEW_RECORDS)) ||
  fits.some(
    ({ error, found, framedBytes }) => found.length > 0 && error === undefined && framedBytes < WHOLE * bytes,
  )
