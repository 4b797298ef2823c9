// Framings that announce their lengths in other ways than a field of one size: varints, decimal digits, and kinds with a
// grammar of their own.
import { PRESET_NAMES } from '../presets/preset-texts.ts'
import type { FramingSpec } from '../spec/spec.ts'
import type { Heard } from './evidence.ts'

const LAST_VARINT = 6

/** Kinds that check what they read, so that fitting says something. */
const STRICT_KINDS = [
  'http1',
  'json',
  'netstring',
  'resp',
  'content-length',
  'stomp',
  'fix',
  'cobs',
  'slip',
  'ber',
  'websocket',
] as const

/** Lengths in front and nothing else, which are common enough to be tried in any case. */
const PLAIN = ['u8', 'u16be', 'u16le', 'u32be', 'u32le'] as const

/** What is tried whatever the bytes are: all presets, strict kinds, varints, digits. */
export const otherShapes = (heards: readonly Heard[]): readonly FramingSpec[] => [
  ...PRESET_NAMES.map((name): FramingSpec => ({ kind: 'preset', name })),
  ...STRICT_KINDS.map((kind): FramingSpec => ({ kind })),
  { kind: 'content-length', start: 'line' },
  ...Array.from({ length: LAST_VARINT + 1 }, (_, at): FramingSpec => ({
    kind: 'varint',
    ...(at > 0 && { at }),
  })),
  ...PLAIN.map((type): FramingSpec => ({ kind: 'length', type })),
  ...digitsOf(heards[0]),
]

/** `5 hello`, `5:hello;`: the byte after the first digits, or the line end, is the delimiter, and bytes between a body and the next digits end it. */
const digitsOf = (heard: Heard | undefined): readonly FramingSpec[] => {
  if (heard === undefined) return []
  const text = String.fromCharCode(...heard.bytes.subarray(0, 12))
  const [, digits = '', delimiter = ''] = /^(\d{1,10})(\r\n|[^0-9])/.exec(text) ?? []
  if (delimiter === '') return []
  const end = digits.length + delimiter.length + Number(digits)
  const after = String.fromCharCode(...heard.bytes.subarray(end, end + 3))
  const [between = ''] = /^[^0-9]{1,2}/.exec(after) ?? []
  const ends = Array.from(between, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return [{ kind: 'digits', delimiters: [delimiter], ...(ends !== '' && { ends }) }]
}
