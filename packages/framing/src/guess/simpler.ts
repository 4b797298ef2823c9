// Of two framings that cut the same frames, the one that a person would rather type.
import { fieldType } from '../spec/length-field.ts'
import type { FramingSpec } from '../spec/spec.ts'

export const isSimpler = (a: FramingSpec, b: FramingSpec): boolean => weightOf(a) < weightOf(b)

const KINDS: readonly FramingSpec['kind'][] = [
  'http1',
  'resp',
  'netstring',
  'content-length',
  'stomp',
  'xml',
  'fix',
  'websocket',
  'cobs',
  'line',
  'json',
  'slip',
  'delimiter',
  'length',
  'varint',
  'digits',
  'ber',
  'fixed',
  'command',
  'struct',
  'preset',
  'sequence',
  'none',
]

/** Natural sizes of a length first. */
const SIZES = [4, 2, 1, 8, 3]

const weightOf = (spec: FramingSpec): number => {
  const kind = 1_000 * KINDS.indexOf(spec.kind)
  if (spec.kind === 'length') {
    const { size, radix, packed = false } = fieldType(spec.type)
    const { at = 0, adjust = 0, unit = 1 } = spec
    return (
      kind +
      40 * SIZES.indexOf(size) +
      at +
      (adjust === 0 ? 0 : 4) +
      (unit === 1 ? 0 : 200) -
      (radix === 0 || packed ? 0 : 500) +
      (packed ? 300 : 0)
    )
  }
  if (spec.kind === 'varint') return kind + (spec.at ?? 0)
  if (spec.kind === 'delimiter')
    return kind + 10 * (spec.delimiters[0]?.length ?? 0) - (spec.starts === undefined ? 0 : 5)
  return kind
}

/** Bits against fields in odd places: of some thousand rules, those that somebody would write are few. */
export const oddityOf = (spec: FramingSpec): number => {
  if (spec.kind === 'varint') return 2 * Math.log2(1 + (spec.at ?? 0))
  if (spec.kind !== 'length') return 0
  const { type, at = 0, adjust = 0, unit = 1 } = spec
  const { size } = fieldType(type)
  const countsItself = adjust === -(at + size) || adjust === -size
  const odd = adjust === 0 ? 0 : countsItself ? 1 : adjust > 0 ? 1 + 1.5 * Math.log2(adjust) : 7
  return 1.5 * Math.log2(1 + at) + odd + (unit === 1 ? 0 : 3) + (type.startsWith('bcd') ? 6 : 0)
}
