// What a program must do to cut a framing's frames: a few shapes, which each language writes as code.
import {
  DEFAULT_MAX,
  describeFraming,
  type FramingSpec,
  markOf,
  parseFraming,
  PRESETS,
  Struct,
} from '@unstick/framing'

/** One byte of a mark: which of its bits count, and what they must be. No bits: any byte. */
export interface MarkByte {
  readonly bits: number
  readonly value: number
}

/** What is around a body in the bytes that a plan's shape gives, the first byte first. */
export interface Edges {
  /** What the bytes begin with; empty if the shape itself checks that. */
  readonly starts: readonly MarkByte[]
  /** How many bytes of any value follow. */
  readonly strip: number
  /** What the bytes end with. */
  readonly ends: readonly MarkByte[]
}

/** A header of fixed size, in which one number gives the body's size: body = unit · length + rest, in bytes. */
export interface HeaderPlan {
  readonly kind: 'header'
  /** Bytes of the header. */
  readonly size: number
  /** Where the length is in it, and how many bytes it has. */
  readonly at: number
  readonly width: number
  readonly littleEndian: boolean
  readonly signed: boolean
  /** 10 or 16 if the length is ASCII digits; 0 for a binary number. */
  readonly radix: 0 | 10 | 16
  /** Which bits are the length, as hex digits. */
  readonly mask: string | undefined
  readonly unit: number
  readonly rest: number
  /** The smallest length (a body of 0 bytes) and the largest (a frame of the framing's `max`). */
  readonly least: number
  readonly most: number
  /** What the header begins with. */
  readonly starts: readonly MarkByte[]
  /** For Python: the header's format, which of its values is the length, and what to write for the others. */
  readonly struct:
    { readonly format: string; readonly field: number; readonly zeros: readonly string[] } | undefined
}

/** `most`: the longest body, in bytes. */
export interface VarintPlan {
  readonly kind: 'varint'
  readonly maxBytes: number
  readonly most: number
}

export interface DelimiterPlan {
  readonly kind: 'delimiter'
  readonly end: readonly number[]
  /** Whether a \r right before the end is not part of the body. Programs then write frames with it. */
  readonly lines: boolean
  readonly most: number
  /** What every frame begins with; the body and its end follow. */
  readonly starts: readonly MarkByte[]
  /** Whether each body is a JSON value, which the program reads and writes. */
  readonly isJson?: true
}

export interface FixedPlan {
  readonly kind: 'fixed'
  readonly size: number
}

export interface NetstringPlan {
  readonly kind: 'netstring'
  readonly most: number
}

export interface ContentLengthPlan {
  readonly kind: 'content-length'
  readonly most: number
}

/** One shape of frame. */
export type Shape = HeaderPlan | VarintPlan | DelimiterPlan | FixedPlan | NetstringPlan | ContentLengthPlan

/** Whether a program reads single bytes until it knows where a frame ends. */
export const isBytewise = ({ kind }: Plan): boolean => kind !== 'header' && kind !== 'fixed'

/** A shape, and what is around the body in what it gives. */
export type Plan = Shape & { readonly edges?: Edges }

/** Why there is no program: one sentence for people. */
export interface NoPlan {
  readonly kind: 'none'
  readonly why: string
}

export const none = (why: string): NoPlan => ({ kind: 'none', why })

/** The plan of a framing of one part, or why there is none. */
export const planOf = (named: FramingSpec): Plan | NoPlan => {
  const spec = withoutName(named)
  switch (spec.kind) {
    case 'preset':
      throw new Error('A preset is written with kinds only.')
    case 'none':
      return none('Without framing no reader can be correct. Choose a framing to see its programs here.')
    case 'sequence':
      return none('Its stream begins with frames of another kind; use a library of the protocol.')
    case 'over':
      return none('Its messages lie inside the frames of another framing; use a library of the protocol.')
    default:
  }
  const odd = (['resync', 'tail', 'dots', 'literals', 'block', 'crc'] as const).find((key) => key in spec)
  if (odd !== undefined) return none(`There is no program for a framing with ${odd}=.`)
  const shape = shapeOf(spec, spec.max ?? DEFAULT_MAX)
  if (shape.kind === 'none') return shape
  const edges: Edges = {
    starts: spec.kind === 'fixed' ? marksOf(spec.starts) : [],
    strip: spec.strip ?? 0,
    ends: 'ends' in spec ? marksOf(spec.ends) : [],
  }
  const bare = edges.starts.length + edges.strip + edges.ends.length === 0
  return bare ? shape : { ...shape, edges }
}

/** The bytes of `starts=`, `ends=` or `if=`. */
export const marksOf = (text: string | undefined): readonly MarkByte[] =>
  markOf(text).map((wanted) => {
    if (wanted < 0) return { bits: 0, value: 0 }
    // From 256 on, the byte above says which bits count.
    return { bits: wanted < 0x100 ? 0xff : (wanted >> 8) & 0xff, value: wanted & 0xff }
  })

type SpecOf<K extends FramingSpec['kind']> = Extract<FramingSpec, { readonly kind: K }>
type PlainSpec = Exclude<FramingSpec, SpecOf<'preset' | 'sequence' | 'over'>>

const shapeOf = (spec: PlainSpec, max: number): Shape | NoPlan => {
  switch (spec.kind) {
    case 'struct':
      return structPlan(spec, max)
    case 'length':
      return lengthPlan(spec, max)
    case 'varint':
      if (spec.starts !== undefined || spec.ends !== undefined)
        return none('There is no program for a varint with starts= or ends=.')
      if ((spec.at ?? 0) > 0) return none('There is no program for a varint after other header bytes.')
      return { kind: 'varint', maxBytes: spec.maxBytes ?? 5, most: max - (spec.maxBytes ?? 5) }
    case 'delimiter': {
      const [end, ...others] = spec.delimiters
      if (end === undefined || others.length > 0) return none('There is no program for several delimiters.')
      const bytes = Array.from(end, (character) => character.charCodeAt(0))
      const starts = marksOf(spec.starts)
      return { kind: 'delimiter', end: bytes, lines: false, most: max - starts.length - bytes.length, starts }
    }
    case 'line':
      return { kind: 'delimiter', end: [0x0a], lines: true, most: max - 2, starts: [] }
    case 'fixed':
      return { kind: 'fixed', size: spec.size }
    case 'netstring':
      return { kind: 'netstring', most: max - String(max).length - 2 }
    case 'content-length':
      if (spec.start !== undefined) return none('There is no program for heads with a start line.')
      return { kind: 'content-length', most: max - 64 }
    case 'json':
      if (spec.strip !== undefined) return none('There is no program for JSON values with strip=.')
      // Not values in general: a program that finds where a value ends, in any text, is a JSON parser.
      return { kind: 'delimiter', end: [0x0a], lines: false, most: max - 1, starts: [], isJson: true }
    default:
      return none(`A parser for ${spec.kind} is too long to show here; use a library of the protocol.`)
  }
}

/** A preset's framing, with the keys that were given beside its name; any other framing as it is. */
export const withoutName = (spec: FramingSpec): FramingSpec => {
  if (spec.kind !== 'preset') return spec
  const { name, max, strip, resync } = spec
  const parsed = parseFraming(PRESETS[name].text)
  if (!parsed.ok) throw new Error(`The preset ${name} is wrong: ${parsed.error.message}`)
  if (parsed.spec.kind === 'sequence') return parsed.spec
  return {
    ...parsed.spec,
    ...(max !== undefined && { max }),
    ...(strip !== undefined && { strip }),
    ...(resync !== undefined && { resync }),
  }
}

const structPlan = (spec: SpecOf<'struct'>, max: number): HeaderPlan => {
  const { layout } = new Struct(spec.format)
  let at = 0
  for (const { role, size = 0 } of describeFraming(spec).diagram.fields) {
    if (role === 'length') {
      const place = placeAt(layout.items, at)
      const { littleEndian } = layout
      const struct = { format: spec.format, field: place.field, zeros: place.zeros }
      const starts = marksOf(spec.starts)
      const numbers = { size: layout.size, at, width: size, littleEndian, signed: place.signed, starts }
      return headerPlan(
        { ...numbers, radix: 0, mask: undefined, struct },
        spec.unit ?? 1,
        spec.adjust ?? 0,
        max,
      )
    }
    at += size
  }
  throw new Error(`The spec struct:${spec.format} was not checked: it has no length.`)
}

/** Which value of the format is at a byte, and the default of every value. */
const placeAt = (items: Struct['layout']['items'], at: number) => {
  const zeros: string[] = []
  let field = 0
  let signed = false
  for (const { offset, size, values, family, low } of items) {
    if (family !== 'text' && at >= offset && at < offset + values * size) {
      field = zeros.length + (at - offset) / size
      signed = low < 0
    }
    const zero = family === 'text' ? "b''" : family === 'char' ? "b'\\0'" : '0'
    for (let k = 0; k < values; k += 1) zeros.push(zero)
  }
  return { field, signed, zeros }
}

const lengthPlan = (spec: SpecOf<'length'>, max: number): HeaderPlan | NoPlan => {
  if (spec.bare !== undefined || spec.padding !== undefined)
    return none('There is no program for a framing with bare= or padding=.')
  if (spec.type.startsWith('bcd')) return none('There is no program for lengths in packed digits.')
  const [, sign = 'u', digits = '', order] = /^(u|i|dec|hex)(\d+)(be|le)?$/.exec(spec.type) ?? []
  const radix = sign === 'dec' ? 10 : sign === 'hex' ? 16 : 0
  const width = radix === 0 ? Number(digits) / 8 : Number(digits)
  const at = spec.at ?? 0
  const size = spec.header ?? at + width
  const starts = marksOf(spec.starts)
  const numbers = { size, at, width, littleEndian: order === 'le', signed: sign === 'i', starts }
  const rest = at + width + (spec.adjust ?? 0) - size
  return headerPlan({ ...numbers, radix, mask: spec.mask, struct: undefined }, spec.unit ?? 1, rest, max)
}

const headerPlan = (
  numbers: Omit<HeaderPlan, 'kind' | 'unit' | 'rest' | 'least' | 'most'>,
  unit: number,
  rest: number,
  max: number,
): HeaderPlan => {
  const { size, width, signed, radix, mask } = numbers
  const bits = 8 * width - (signed ? 1 : 0)
  const holds = mask !== undefined ? Number(`0x${mask}`) : radix === 0 ? 2 ** bits - 1 : radix ** width - 1
  const least = Math.max(0, Math.ceil(-rest / unit))
  const most = Math.max(least, Math.min(holds, Math.floor((max - size - rest) / unit)))
  return { kind: 'header', ...numbers, unit, rest, least, most }
}

/** `length * 4 - 8`: the body's size as an expression of the length. */
export const sizeOfLength = ({ unit, rest }: HeaderPlan, length: string): string =>
  plus(unit === 1 ? length : `${length} * ${unit}`, rest)

/** `(size + 8) / 4`: the length as an expression of the body's size. */
export const lengthOfSize = ({ unit, rest }: HeaderPlan, size: string, divide = '/'): string => {
  const sum = plus(size, -rest)
  if (unit === 1) return sum
  return rest === 0 ? `${sum} ${divide} ${unit}` : `(${sum}) ${divide} ${unit}`
}

const plus = (text: string, number: number): string =>
  number === 0 ? text : number > 0 ? `${text} + ${number}` : `${text} - ${-number}`
