// What a program must do if a framing has several parts (`A then B`): which part takes the next frame, and each part's plan.
import { type FramingSpec, printFraming } from '@unstick/framing'
import { type MarkByte, marksOf, none, type NoPlan, type Plan, planOf, withoutName } from './plan.ts'

/** One part of a framing. At each frame's start, the first part that applies takes the frame. */
export interface PartPlan {
  readonly plan: Plan
  /** The part as text, for the program's comments. */
  readonly text: string
  /** What the next bytes must be; empty if the part takes any. */
  readonly mark: readonly MarkByte[]
  /** Whether it takes one frame only. */
  readonly isOnce: boolean
  /** Which parts cannot come any more after a frame of this one: their places in the list. */
  readonly ends: readonly number[]
}

/** The last part takes whatever no other part does. */
export interface SequencePlan {
  readonly kind: 'sequence'
  readonly parts: readonly PartPlan[]
}

/** Whether a program must remember which parts cannot come any more. */
export const mustRemember = ({ parts }: SequencePlan): boolean => parts.some(({ isOnce }) => isOnce)

/** Whether a program must look at the next bytes before it knows the part that takes them. */
export const looksAhead = ({ parts }: SequencePlan): boolean => parts.some(({ mark }) => mark.length > 0)

type Sequence = Extract<FramingSpec, { readonly kind: 'sequence' }>
type Preface = Sequence['prefaces'][number]

/** The plan of any framing, or why there is none. */
export const wholePlanOf = (named: FramingSpec): Plan | SequencePlan | NoPlan => {
  const spec = withoutName(named)
  if (spec.kind !== 'sequence') return planOf(spec)
  if (named.kind === 'preset' && ['max', 'strip', 'resync'].some((key) => key in named))
    return none(`${named.name} has several parts, so it has no program with max=, strip= or resync=.`)
  const prefaces = [...spec.prefaces, { frame: spec.rest, again: 'always' as const }]
  const parts: PartPlan[] = []
  for (const [place, preface] of prefaces.entries()) {
    const why = oddIn(preface, place === prefaces.length - 1)
    if (why !== undefined) return none(why)
    const mark = marksOf(preface.if)
    const plan = begunBy(mark, planOf(preface.frame))
    if (plan.kind === 'none') return plan
    if ('isJson' in plan) return none('There is no program for JSON values as one of several parts.')
    // An earlier part that takes any bytes has taken its frame by now.
    const ends = prefaces.flatMap((other, index) =>
      other.again === undefined &&
      (index === place || (index < place && mark.length === 0 && other.if !== undefined))
        ? [index]
        : [],
    )
    parts.push({ plan, text: printFraming(preface.frame), mark, isOnce: preface.again === undefined, ends })
  }
  return { kind: 'sequence', parts }
}

/** A preface that the programs cannot read as the framing does. */
const oddIn = (preface: Preface, isLast: boolean): string | undefined => {
  const { frame } = preface
  if (preface.side !== undefined)
    return 'Its two directions have different frames, and these programs send back what they receive; use a library of the protocol.'
  if (preface.upgrade !== undefined)
    return 'Its stream becomes one of another protocol; use a library of the protocol.'
  if (preface.unless !== undefined) return 'There is no program for a preface with unless=.'
  if (preface.again === 'while') return 'There is no program for a preface with again=while.'
  if (preface.again !== undefined && preface.if === undefined && !isLast)
    return 'A preface with again= and without if= takes all frames, so the parts after it never come.'
  if (withoutName(frame).kind === 'sequence') return 'One of its parts has several parts itself.'
  return undefined
}

/** The plan with `if=` in what its frames begin with, so that a frame that the program writes is one of this part. */
const begunBy = (mark: readonly MarkByte[], plan: Plan | NoPlan): Plan | NoPlan => {
  if (mark.length === 0 || plan.kind === 'none') return plan
  const { edges } = plan
  if (edges !== undefined && edges.strip > 0)
    return none('There is no program for a preface with if= and strip=.')
  switch (plan.kind) {
    case 'header':
      return { ...plan, starts: joined(plan.starts, mark.slice(0, plan.size)) }
    // Bytes of the mark that are not in `starts` lie in the body, which the program does not change.
    case 'delimiter':
      return { ...plan, starts: joined(plan.starts, mark.slice(0, plan.starts.length)) }
    case 'fixed': {
      if (edges === undefined) return plan
      const starts = joined(edges.starts, mark.slice(0, edges.starts.length))
      return { ...plan, edges: { ...edges, starts } }
    }
    default:
      return none(`There is no program for a preface of the kind ${plan.kind} with if=.`)
  }
}

/** What both marks say, byte by byte. */
const joined = (one: readonly MarkByte[], other: readonly MarkByte[]): readonly MarkByte[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, k) => ({
    bits: (one[k]?.bits ?? 0) | (other[k]?.bits ?? 0),
    value: (one[k]?.value ?? 0) | (other[k]?.value ?? 0),
  }))
