// Which framing each connection has, because one session may have several protocols: by port or by stream, and one for the
// rest. Any single framing is one for all.
import { type FramingSpec, printFraming } from '@unstick/framing'
import type { Stream } from '../streams/stream.ts'

export interface FramingPlan {
  readonly kind: 'plan'
  readonly parts: readonly PlanPart[]
  /** For connections that no part names. */
  readonly rest: FramingSpec
  /** The stream offset at which framing begins; 0 if it is not given. */
  readonly start?: number
}

/** A framing for the connections that have a port, or for the one stream (and its other direction) with a name. */
export interface PlanPart {
  readonly of: string
  readonly spec: FramingSpec
}

/** One framing for all streams, or one for each connection. */
export type Framing = FramingSpec | FramingPlan

/** As {@link parsePlan} reads it. The rest is left out if it has no framing. */
export const printPlan = (framing: Framing): string => {
  if (framing.kind !== 'plan') return printFraming(framing)
  const { parts, rest } = framing
  if (parts.length === 0) return printFraming(rest)
  return [...parts, ...(rest.kind === 'none' ? [] : [{ of: '*', spec: rest }])]
    .map(({ of, spec }) => `${of}=${printFraming(spec)}`)
    .join(',')
}

/** What a part may call a stream's connection: the names of both directions, and the ports of both ends. */
export const namesOf = ({ name, reverse, source, destination }: Stream): readonly string[] => [
  name,
  ...(reverse ? [reverse.name] : []),
  String(source.port),
  String(destination.port),
]

/** The framing of a connection with these names; the first part that has one of them counts. */
export const specNamed = (framing: Framing, names: readonly string[]): FramingSpec =>
  framing.kind === 'plan'
    ? (framing.parts.find(({ of }) => names.includes(of))?.spec ?? framing.rest)
    : framing

/** The stream's own framing. */
export const specFor = (framing: Framing, stream: Stream): FramingSpec =>
  framing.kind === 'plan' ? specNamed(framing, namesOf(stream)) : framing

/** Where framing begins in each stream. */
export const startOf = (framing: Framing): number => (framing.kind === 'plan' ? (framing.start ?? 0) : 0)

/**
 * The same, with another framing for the connections of a port or for one stream. `instead`: names of the connection that a
 * person looks at, whose own parts give way, because they would hide the new one.
 */
export const withPart = (framing: Framing, part: PlanPart, instead: readonly string[] = []): Framing => {
  const { parts, ...plan } =
    framing.kind === 'plan' ? framing : { kind: 'plan' as const, parts: [], rest: framing }
  const others = parts.filter(({ of }) => of !== part.of && !instead.includes(of))
  // A stream comes before the ports, because the first part that names it counts.
  const all = isPort(part.of) ? [...others, part] : [part, ...others]
  const rest = printFraming(plan.rest)
  return all.every(({ spec }) => printFraming(spec) === rest) ? plan.rest : { ...plan, parts: all }
}

const isPort = (of: string): boolean => /^\d+$/.test(of)
