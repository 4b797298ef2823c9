// A guess in words.
import { describeFraming } from '../describe-framing.ts'
import { framingName } from '../framing-name.ts'
import { presetOf } from '../presets/presets.ts'
import { sidesOf } from '../spec/sides-of.ts'
import type { FramingSpec } from '../spec/spec.ts'
import type { Guess, Guesses } from './guess.ts'

/** Kinds that are protocols or formats by themselves. */
const KIND_TITLES: Readonly<Partial<Record<FramingSpec['kind'], string>>> = {
  http1: 'HTTP/1.1',
  resp: 'Redis',
  websocket: 'WebSocket',
  json: 'JSON values',
  netstring: 'netstrings',
  stomp: 'STOMP',
  xml: 'elements of XML',
  fix: 'FIX',
  line: 'lines of text',
  cobs: 'COBS',
  slip: 'SLIP',
}

/** `PostgreSQL`, `lines of text`, `a 4-byte length in front`, `messages of 45 bytes`. */
export const guessTitle = ({ spec }: Pick<Guess, 'spec'>): string => titleOf(spec)

const titleOf = (spec: FramingSpec): string => {
  if (spec.kind === 'fixed') return `messages of ${spec.size} bytes`
  if (spec.kind === 'delimiter') return 'messages with a mark after each'
  const sides = spec.kind === 'sequence' ? sidesOf(spec) : undefined
  if (sides !== undefined)
    return sides
      .filter(({ framing }) => framing.kind !== 'none')
      .map(({ side, framing }) => `${titleOf(framing)} from the ${side}`)
      .join(' and ')
  return (spec.kind === 'preset' ? undefined : KIND_TITLES[spec.kind]) ?? withArticle(framingName(spec))
}

/** `a 4-byte length in front`, `an 8-byte header in front`; names of protocols have none. */
const withArticle = (name: string): string => {
  if (!name.endsWith(' in front')) return name
  return `${/^(?:8|11-|18-)/.test(name) ? 'an' : 'a'} ${name}`
}

/** `looks like PostgreSQL: 412 of 412 messages fit in both directions`; one line, without a full stop. */
export const guessSentence = ({ best, instead }: Guesses): string => {
  if (best !== undefined) return `looks like ${guessTitle(best)}: ${fitWords(best)}`
  return instead === undefined
    ? 'nothing fits: no framing explains these bytes well enough'
    : `nothing fits: these bytes look like ${instead}`
}

/** `412 of 412 messages fit in both directions`. */
export const fitWords = ({ sides }: Guess): string => {
  const fit = sides.reduce((sum, side) => sum + side.fit, 0)
  const of = sides.reduce((sum, side) => sum + side.of, 0)
  const framed = sides.filter((side) => side.fit > 0)
  const [only] = framed
  const where =
    sides.length === 2
      ? framed.length === 2
        ? ' in both directions'
        : ` in what the ${only?.side ?? ''} sent, and nothing fits the other direction`
      : only?.side === undefined
        ? ''
        : ` in what the ${only.side} sent`
  const message = of === 1 ? 'message fits' : fit === 1 && of !== 1 ? 'messages fits' : 'messages fit'
  return `${fit.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} ${message}${where}`
}

/** What the framing means: where a preset is specified, or a sentence or two. */
export const guessMeaning = ({ spec }: Guess): string => {
  if (spec.kind !== 'preset') return describeFraming(spec).sentence
  const { title, source } = presetOf(spec.name)
  return `${title} (${source}).`
}
