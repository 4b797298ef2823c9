// Guesses the framing of streams: proposes many, tries each on the bytes, and ranks them by what speaks for each.
import type { Direction } from '../frames/framer.ts'
import { printFraming } from '../language/print-framing.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { type Candidate, distinct, tried } from './candidate.ts'
import type { Heard } from './evidence.ts'
import { withoutLinesOfHeads } from './heads-and-lines.ts'
import { isCutOff } from './cut-off.ts'
import { type Fit, fitOf, NOTHING_FITS } from './fit.ts'
import { whyNoMessages } from './pieces-of-text.ts'
import { promising } from './promising.ts'
import { proposalsOf } from './proposals.ts'
import { fileOf, isOwnMagic, mayBeOwnMagic, textOf } from './refusals.ts'
import { type Side, sideOf } from './side.ts'
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
/** Lengths are tried on all that follows, so fewer are enough: random bytes were never seen to reach 8. */
const ENOUGH_LENGTHS = 12
/** And this much for each frame, which is less than any real header says. */
const EACH = 0.2
const SHOWN = 5

/** Guesses the framing of streams that are framed alike: the connections of one port, or raw bytes. */
export const guessFraming = (heards: readonly Heard[], { port }: GuessOptions = {}): Guesses => {
  const groups = [undefined, 'client', 'server'] as const
  const all = groups
    .map((direction) => ({ direction, side: sideOf(heards.filter(({ side }) => side === direction)) }))
    .filter(({ side }) => side.bytes > 0)
  const heard = all.flatMap(({ side }) => side.heards)
  const text = heard.map(({ bytes }) => textOf(bytes)).find((each) => each !== undefined)
  if (all.length === 0 || text !== undefined) return { best: undefined, ranked: [], instead: text }
  const file = heard.map(({ bytes }) => fileOf(bytes)).find((each) => each !== undefined)
  if (file !== undefined && !heard.some(({ bytes }) => fileOf(bytes) !== undefined && mayBeOwnMagic(bytes)))
    return { best: undefined, ranked: [], instead: file }
  const proposed = new Map(all.flatMap(({ side }) => [...proposalsOf(side)]))
  const proposals = new Map(
    all.flatMap(({ side, direction }) => promising([...proposed], side, direction, port)),
  )
  const own = all.map(({ side, direction }) =>
    withoutLinesOfHeads(
      [...proposals.values()].map((spec) => tried(spec, side, direction, port)),
      enough,
    ),
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
  const [only] = all.length === 1 ? all : []
  const isBest =
    top !== undefined && top.bits >= enough(top) && (only === undefined || !isCutOff(top, only.side))
  if (file !== undefined && !(isBest && hasOwnMagic(top, all)))
    return { best: undefined, ranked: [], instead: file }
  const best = isBest ? guesses[0] : undefined
  return { best, ranked: guesses, instead: best === undefined ? wholeTextOf(all) : undefined }
}

/** Whether what looks like the beginning of a file is what each of these messages begins with. */
const hasOwnMagic = ({ fits }: Candidate, all: readonly { readonly side: Side }[]): boolean =>
  all.every(({ side }, index) =>
    side.heards.every(({ bytes }, each) => {
      const found = fits[index]?.found[each]
      return found === undefined ? fileOf(bytes) === undefined : isOwnMagic(bytes, found)
    }),
  )

/** `text whose lines are no messages: 40 % of its lines are indented`, if that is why nothing fits. */
const wholeTextOf = (all: readonly { readonly side: Side }[]): string | undefined => {
  for (const { side } of all) {
    if (side.text < LEAST_TEXT) continue
    const { found } = fitOf({ kind: 'line' }, side, 'client')
    const why = whyNoMessages('\n', side, found)
    if (why !== undefined) return `text whose lines are no messages: ${why}`
  }
  return undefined
}

/** So large a share of text's bytes are those of characters. */
const LEAST_TEXT = 0.985

/** Bits for each message fewer than this many: what fits a few may be chance, because some thousand rules are tried on them. */
const FEW = 8
const EACH_FEWER = 3
/** Fewer messages than this show no rule; what a kind checks by itself, or a protocol's own marks, may. */
const LEAST_MESSAGES = 4

const enough = ({ spec, fits, isNamed }: Candidate): number => {
  const frames = fits.reduce((sum, fit) => sum + fit.frames, 0)
  const isChecked = isNamed || !UNCHECKED.includes(spec.kind)
  const isSent = fits.every(isEachSent)
  if (!isChecked && frames < (isSent ? LEAST_SENT : LEAST_MESSAGES)) return Infinity
  const isLength = spec.kind === 'length' || spec.kind === 'varint'
  const base = !isLength ? ENOUGH_BITS : isSent && frames < FEW ? ENOUGH_SENT : ENOUGH_LENGTHS
  const isFew = !isChecked && !isSent
  const hasMissed = fits.some(({ cuts, cutsMet }) => cuts >= LEAST_SENT - 1 && cutsMet * 2 < cuts)
  return (
    base +
    (hasMissed ? MISSED : 0) +
    EACH * Math.min(60, frames) +
    (isFew ? EACH_FEWER * Math.max(0, FEW - frames) : 0)
  )
}

/** So few messages are enough if each is a send of its own, and these bits for lengths in them. */
const LEAST_SENT = 3
const ENOUGH_SENT = 17
/** So many more are asked of a rule under which most sends begin inside a message. */
const MISSED = 10

/** Whether each message was one send, and most differ in size, so that no constant gives their sizes. */
const isEachSent = ({ frames, cuts, cutsMet, landed, over, found }: Fit): boolean => {
  if (frames < LEAST_SENT || cutsMet < cuts || cuts < frames - 1 || landed < over) return false
  const sizes = found.flatMap(({ count, start, end }) =>
    Array.from({ length: count }, (_, row) => (end[row] as number) - (start[row] as number)),
  )
  return new Set(sizes).size > sizes.length / 2
}

/** Kinds that take nearly any bytes. */
const UNCHECKED: readonly FramingSpec['kind'][] = [
  'length',
  'varint',
  'digits',
  'fixed',
  'delimiter',
  'preset',
  'ber',
]

/** Two rules are harder to believe than one. */
const PAIR_BITS = 12

const jointOf = (spec: FramingSpec, each: readonly Candidate[]): Candidate => ({
  spec,
  fits: each.flatMap(({ fits }) => fits),
  bits: each.reduce((sum, { bits }) => sum + bits, 0),
  isNamed: each.every(({ isNamed }) => isNamed),
  key: each.map(({ key }) => key).join(' '),
})

/** A side that no rule fits. */
const UNFRAMED: Fit = { ...NOTHING_FITS, spec: { kind: 'none' } }

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
  return {
    spec,
    fits: [client?.fits[0] ?? UNFRAMED, server?.fits[0] ?? UNFRAMED],
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
