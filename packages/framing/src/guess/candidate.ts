// A framing that was tried, and what it is worth.
import type { Direction } from '../frames/framer.ts'
import { PRESET_TEXTS, type PresetName } from '../presets/preset-texts.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { kindMayBegin, mayBegin } from './beginnings.ts'
import { REFUSED } from './costs.ts'
import { type Fit, fitOf, NOTHING_FITS } from './fit.ts'
import { toldBy } from './named.ts'
import { tellOf } from '../presets/preset-tells.ts'
import type { Side } from './side.ts'
import { isSimpler, oddityOf } from './simpler.ts'

export interface Candidate {
  readonly spec: FramingSpec
  readonly fits: readonly Fit[]
  readonly bits: number
  readonly isNamed: boolean
  readonly key: string
}

/** Whether a framing is refused, whatever else is tried. */
export const isRefused = ({ bits }: Pick<Candidate, 'bits'>): boolean => bits === REFUSED

const hopeless = (spec: FramingSpec): Candidate => ({
  spec,
  fits: [{ ...NOTHING_FITS, spec }],
  bits: REFUSED,
  isNamed: false,
  key: '',
})

/** One spec on one side. Raw bytes may be either side's. */
export const tried = (
  spec: FramingSpec,
  side: Side,
  direction: Direction | undefined,
  port: number | undefined,
): Candidate => {
  const directions = direction === undefined ? (['client', 'server'] as const) : [direction]
  const each = directions
    .slice(0, spec.kind === 'preset' && hasSides(spec.name) ? 2 : 1)
    .map((known) => triedAs(spec, side, known, port))
  return each.reduce((best, other) => (other.bits > best.bits ? other : best))
}

/** Whether a protocol's sides differ in what begins a stream or a message. */
const hasSides = (name: PresetName): boolean =>
  tellOf(name)?.client !== undefined || PRESET_TEXTS[name].includes('side=')

const triedAs = (
  spec: FramingSpec,
  side: Side,
  direction: Direction,
  port: number | undefined,
): Candidate => {
  if (spec.kind === 'preset' ? !mayBegin(spec.name, side, direction) : !kindMayBegin(spec.kind, side))
    return hopeless(spec)
  const fit = fitOf(spec, side, direction)
  const { key } = fit
  const refused = { spec, fits: [fit], bits: REFUSED, isNamed: false, key }
  // What has only begun says nothing; the other side may.
  if (fit.isOpen && fit.error === undefined) return { ...refused, bits: -2, isNamed: spec.kind === 'preset' }
  if (fit.frames === 0 || isMisfit(fit, side)) return refused
  if (spec.kind !== 'preset' && fit.framedBytes < LEAST_FRAMED * side.bytes && fit.frames < 64) return refused
  if (spec.kind !== 'preset')
    return { spec, fits: [fit], bits: fit.bits - oddityOf(spec), isNamed: false, key }
  const { like, of, preface } = toldBy(spec.name, side, fit.found, direction)
  const atPort = port !== undefined && tellOf(spec.name)?.ports?.includes(port) === true
  const isWeak = tellOf(spec.name)?.weak === true && !atPort
  const isLike = of === 0 ? atPort : like === of || (of >= 20 && like >= 0.95 * of)
  const isNamed = isLike && (!isWeak || preface > 0)
  if (!isLike) return refused
  const bonus = Math.min(of, 8) * (isWeak ? 1 : 3) + (atPort ? 6 : 0)
  return { spec, fits: [fit], bits: fit.bits + bonus + Math.min(40, 4 * preface), isNamed, key }
}

/** The share of the bytes that must lie in whole frames: a length that swallows all the rest says nothing. */
const LEAST_FRAMED = 0.5

/** One stream that does not fit speaks against a framing; of many, some may have begun before the capture. */
const isMisfit = ({ misfits, misfitShare }: Fit, { heards }: Side): boolean =>
  misfits > 0 && (heards.length < 3 || misfits * 4 > heards.length || misfitShare > 0.5)

/** Of specs that frame alike, the one that says it best; the best first. */
export const distinct = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const groups = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const known = groups.get(candidate.key)
    if (known === undefined) groups.set(candidate.key, candidate)
    else {
      const [better, other] = isBetter(candidate, known) ? [candidate, known] : [known, candidate]
      groups.set(candidate.key, { ...better, bits: Math.max(better.bits, other.bits) })
    }
  }
  return landedFirst([...groups.values()].sort((a, b) => b.bits - a.bits))
}

/** A rule explains at least so much of what the best one does. */
const NEARLY = 0.75

/**
 * A rule that has slipped to another place in every message meets the same regular bytes, and so explains about as much. But it
 * seldom ends where the stream does, so the first that does goes before it.
 */
const landedFirst = (ranked: readonly Candidate[]): readonly Candidate[] => {
  const [first] = ranked
  if (first === undefined || hasLanded(first)) return ranked
  const landed = ranked.find((each) => hasLanded(each) && each.bits > NEARLY * first.bits)
  return landed === undefined ? ranked : [landed, ...ranked.filter((each) => each !== landed)]
}

const hasLanded = ({ fits }: Candidate): boolean => fits.every(({ landed, over }) => landed === over)

export const isBetter = (a: Candidate, b: Candidate): boolean => {
  if (a.isNamed !== b.isNamed) return a.isNamed
  if (a.isNamed) return a.bits > b.bits
  return isSimpler(a.spec, b.spec)
}
