// Which framing each connection has, because one capture may have several protocols: by port or by stream, and one for the
// rest. `5432=postgres,6379=redis,*=tls` is such a plan; any other text is one framing for all.
import { type FramingSpec, parseFraming, printFraming } from '@unstick/framing'
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
interface PlanPart {
  readonly of: string
  readonly spec: FramingSpec
}

/** One framing for all streams, or one for each connection. */
export type Framing = FramingSpec | FramingPlan

export type ParsedPlan =
  { readonly ok: true; readonly framing: Framing } | { readonly ok: false; readonly message: string }

/** `5432`, `127.0.0.1:5432>127.0.0.1:40000` or `*`, before the `=` of a part. */
const KEY = String.raw`(?:\d{1,5}|\*|[^\s,=>]+:\d{1,5}>[^\s,=>]+)`
const BEGINS = new RegExp(`^(${KEY})=`)
/** No framing has a comma before a port and `=`, because the names of keys have no digits at their beginning. */
const BETWEEN = new RegExp(`,(?=${KEY}=)`)

/** Reads a plan, or one framing. */
export const parsePlan = (text: string): ParsedPlan => {
  const trimmed = text.trim()
  if (!BEGINS.test(trimmed)) {
    const parsed = parseFraming(trimmed)
    return parsed.ok ? { ok: true, framing: parsed.spec } : { ok: false, message: parsed.error.message }
  }
  const parts: PlanPart[] = []
  let rest: FramingSpec = { kind: 'none' }
  for (const part of trimmed.split(BETWEEN)) {
    const of = BEGINS.exec(part)?.[1] ?? ''
    const parsed = parseFraming(part.slice(of.length + 1))
    if (!parsed.ok) return { ok: false, message: `For ${of}: ${parsed.error.message}` }
    if (of === '*') rest = parsed.spec
    else parts.push({ of, spec: parsed.spec })
  }
  return { ok: true, framing: { kind: 'plan', parts, rest } }
}

export const printPlan = (framing: Framing): string =>
  framing.kind !== 'plan'
    ? printFraming(framing)
    : framing.parts.length === 0
      ? printFraming(framing.rest)
      : [...framing.parts, { of: '*', spec: framing.rest }]
          .map(({ of, spec }) => `${of}=${printFraming(spec)}`)
          .join(',')

/** The stream's own framing; the first part that names it counts. */
export const specFor = (framing: Framing, stream: Stream): FramingSpec => {
  if (framing.kind !== 'plan') return framing
  const { name, reverse, source, destination } = stream
  const names = new Set([name, reverse?.name, String(source.port), String(destination.port)])
  return framing.parts.find(({ of }) => names.has(of))?.spec ?? framing.rest
}

/** Where framing begins in each stream. */
export const startOf = (framing: Framing): number => (framing.kind === 'plan' ? (framing.start ?? 0) : 0)
