// Guesses the framing of streams: proposes many, tries each on the bytes, and ranks them by what speaks for each.
import type { Direction } from '../framer.ts'
import { PRESET_TEXTS, type PresetName } from '../preset-texts.ts'
import { printFraming } from '../print-framing.ts'
import type { FramingSpec } from '../spec.ts'
import type { Heard } from './evidence.ts'
import { type Fit, fitOf } from './fit.ts'
import { toldBy } from './named.ts'
import { proposalsOf } from './proposals.ts'
import { fileOf, isWrappedBase64 } from './refusals.ts'
import { beginningOf, type Side, sideOf } from './side.ts'
import { isSimpler, oddityOf } from './simpler.ts'
import { TELLS } from './tells.ts'
import { reasons } from './reasons.ts'

/** How one side's streams fit a guess. */
export interface GuessedSide {
  /** `undefined` for raw bytes. */
  readonly side: Direction | undefined
  /** Whole messages; and all that begin, including one in each stream that does not fit or does not end. */
  readonly fit: number
  readonly of: number
}

/** A framing, and why. */
export interface Guess {
  /** As {@link parseFraming} reads it. */
  readonly framing: string
  readonly spec: FramingSpec
  /** Bits of evidence: how much less surprising the bytes are under it. */
  readonly bits: number
  readonly sides: readonly GuessedSide[]
  /** Sentences, the strongest first. */
  readonly speaksFor: readonly string[]
  readonly speaksAgainst: readonly string[]
}

export interface Guesses {
  /** What the streams look like; `undefined` if nothing fits well enough to say so. */
  readonly best: Guess | undefined
  /** What fits at all, the best first, `best` included. */
  readonly ranked: readonly Guess[]
  /** What the bytes are instead, if that was recognised: `a PNG image`. */
  readonly instead: string | undefined
}

export interface GuessOptions {
  /** The server's port. Being at a well-known port is no proof, but decides between protocols that are framed alike. */
  readonly port?: number
}

/** Fewer bits than this could be chance: some thousand rules are tried. */
const ENOUGH_BITS = 22
/** And this much for each frame, which is less than any real header says. */
const EACH = 0.25
const SHOWN = 5

interface Candidate {
  readonly spec: FramingSpec
  readonly fits: readonly Fit[]
  readonly bits: number
  readonly isNamed: boolean
  readonly key: string
}

/** Guesses the framing of streams that are framed alike: the connections of one port, or raw bytes. */
export const guessFraming = (heards: readonly Heard[], { port }: GuessOptions = {}): Guesses => {
  const groups = [undefined, 'client', 'server'] as const
  const all = groups
    .map((direction) => ({ direction, side: sideOf(heards.filter(({ side }) => side === direction)) }))
    .filter(({ side }) => side.bytes > 0)
  const instead = all
    .flatMap(({ side }) => side.heards)
    .map(({ bytes }) => fileOf(bytes))
    .find((file) => file !== undefined)
  if (all.length === 0 || instead !== undefined) return { best: undefined, ranked: [], instead }
  const proposed = new Map(all.flatMap(({ side }) => [...proposalsOf(side)]))
  const proposals = new Map(all.flatMap(({ side, direction }) => promising(proposed, side, direction, port)))
  const own = all.map(({ side, direction }) =>
    [...proposals.values()].map((spec) => tried(spec, side, direction, port)),
  )
  const joint = [...proposals.values()].map((spec, index) =>
    jointOf(
      spec,
      own.map((each) => each[index] as Candidate),
    ),
  )
  const ranked = distinct(joint.filter(({ bits }) => bits > 0))
  const [first] = ranked
  const pair = all.length === 2 ? pairOf(own) : undefined
  const isPair = pair !== undefined && pair.bits > (first?.bits ?? 0) + PAIR_BITS
  const shown = [...(isPair ? [pair] : []), ...ranked].slice(0, SHOWN)
  const guesses = shown.map((each) => guessOf(each, all))
  const [top] = shown
  const best = top && top.bits >= enough(top) ? guesses[0] : undefined
  return { best, ranked: guesses, instead: best ? undefined : insteadOf(all) }
}

const enough = ({ fits }: Candidate): number =>
  ENOUGH_BITS +
  EACH *
    Math.min(
      160,
      fits.reduce((sum, { frames }) => sum + frames, 0),
    )

/** Only so many bytes are looked at first, and so many framings after that. */
const FIRST_LOOK = 4 * 1024
const SECOND_LOOKS = 10

/** Those that fit the first bytes best, and those under which not even one message is whole there. */
const promising = (
  proposed: ReadonlyMap<string, FramingSpec>,
  side: Side,
  direction: Direction | undefined,
  port: number | undefined,
): readonly (readonly [string, FramingSpec])[] => {
  if (side.bytes <= 2 * FIRST_LOOK) return [...proposed]
  const beginning = beginningOf(side, FIRST_LOOK)
  const looked = [...proposed].map(([text, spec]) => {
    const candidate = tried(spec, beginning, direction, port)
    const [fit] = candidate.fits
    return {
      entry: [text, spec] as const,
      bits: candidate.bits,
      isOpen: fit?.frames === 0 && fit.error === undefined,
    }
  })
  const fitting = looked.filter(({ bits }) => bits > -1e5).sort((a, b) => b.bits - a.bits)
  return [...fitting.slice(0, SECOND_LOOKS), ...looked.filter(({ isOpen }) => isOpen)].map(
    ({ entry }) => entry,
  )
}

/** Two rules are harder to believe than one. */
const PAIR_BITS = 12

const insteadOf = (all: readonly { readonly side: Side }[]): string | undefined =>
  all.some(({ side }) => side.heards.some(({ bytes }) => isWrappedBase64(bytes)))
    ? 'base64 text in lines'
    : undefined

/** One spec on one side. Raw bytes may be either side's. */
const tried = (
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
  TELLS[name]?.client !== undefined || PRESET_TEXTS[name].includes('side=')

const triedAs = (
  spec: FramingSpec,
  side: Side,
  direction: Direction,
  port: number | undefined,
): Candidate => {
  const fit = fitOf(spec, side, direction)
  const { key } = fit
  const refused = { spec, fits: [fit], bits: -1e6, isNamed: false, key }
  // What has only begun says nothing; the other side may.
  if (fit.isOpen && fit.error === undefined) return { ...refused, bits: -2, isNamed: spec.kind === 'preset' }
  if (fit.frames === 0 || isMisfit(fit, side) || isRefused(spec, side)) return refused
  if (spec.kind !== 'preset' && fit.framedBytes < LEAST_FRAMED * side.bytes && fit.frames < 64) return refused
  if (spec.kind !== 'preset')
    return { spec, fits: [fit], bits: fit.bits - oddityOf(spec), isNamed: false, key }
  const { like, of, preface } = toldBy(spec.name, side, fit.found, direction)
  const atPort = port !== undefined && TELLS[spec.name]?.ports?.includes(port) === true
  const isWeak = TELLS[spec.name]?.weak === true && !atPort
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

const isRefused = (spec: FramingSpec, side: Side): boolean =>
  spec.kind === 'line' && side.heards.some(({ bytes }) => isWrappedBase64(bytes))

const jointOf = (spec: FramingSpec, each: readonly Candidate[]): Candidate => ({
  spec,
  fits: each.flatMap(({ fits }) => fits),
  bits: each.reduce((sum, { bits }) => sum + bits, 0),
  isNamed: each.every(({ isNamed }) => isNamed),
  key: each.map(({ key }) => key).join(' '),
})

/** Of specs that frame alike, the one that says it best; the best first. */
const distinct = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const groups = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const known = groups.get(candidate.key)
    if (known === undefined) groups.set(candidate.key, candidate)
    else {
      const [better, other] = isBetter(candidate, known) ? [candidate, known] : [known, candidate]
      groups.set(candidate.key, { ...better, bits: Math.max(better.bits, other.bits) })
    }
  }
  return [...groups.values()].sort((a, b) => b.bits - a.bits)
}

const isBetter = (a: Candidate, b: Candidate): boolean => {
  if (a.isNamed !== b.isNamed) return a.isNamed
  if (a.isNamed) return a.bits > b.bits
  return isSimpler(a.spec, b.spec)
}

/** Each side by a rule of its own; a side that fits none is left unframed. */
const pairOf = (own: readonly (readonly Candidate[])[]): Candidate | undefined => {
  const [client, server] = own.map((each) => distinct(each.filter((one) => one.bits >= enough(one)))[0])
  if (client === undefined && server === undefined) return undefined
  const [half = 0] = [client, server].filter((each) => each !== undefined).map(({ bits }) => bits)
  if ((client === undefined || server === undefined) && half < 2 * ENOUGH_BITS) return undefined
  const spec: FramingSpec = {
    kind: 'sequence',
    prefaces: [{ frame: client?.spec ?? { kind: 'none' }, side: 'client', again: 'always' }],
    rest: server?.spec ?? { kind: 'none' },
  }
  const nothing = (side: number): Fit =>
    ({ ...((own[side] as readonly Candidate[])[0] as Candidate).fits[0], frames: 0 }) as Fit
  return {
    spec,
    fits: [client?.fits[0] ?? nothing(0), server?.fits[0] ?? nothing(1)],
    bits: (client?.bits ?? 0) + (server?.bits ?? 0) - PAIR_BITS,
    isNamed: false,
    key: `${client?.key ?? ''} ${server?.key ?? ''}`,
  }
}

const guessOf = (
  candidate: Candidate,
  all: readonly { readonly direction: Direction | undefined; readonly side: Side }[],
): Guess => ({
  framing: printFraming(candidate.spec),
  spec: candidate.spec,
  bits: Math.round(candidate.bits),
  sides: candidate.fits.map((fit, index) => ({
    side: all[index]?.direction,
    ...counts(fit, all[index]?.side),
  })),
  ...reasons(candidate),
})

const counts = (fit: Fit, side: Side | undefined): { readonly fit: number; readonly of: number } => {
  const open = fit.found.filter(({ count, end }, index) => {
    const framed = count === 0 ? 0 : (end[count - 1] as number)
    const heard = side?.heards[index]
    return heard !== undefined && heard.isAll && framed < heard.bytes.length
  }).length
  return { fit: fit.frames, of: fit.frames + open }
}
