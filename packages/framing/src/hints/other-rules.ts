// Rules that are near to a given one, and are often what the sender really does: the other byte order, digits, a length that
// counts its own field or the header, a length of another size.
import { createFramer } from '../create-framer.ts'
import { mainSpec, prefacesOf } from '../language/composition.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import type { Direction } from '../frames/framer.ts'
import { sayBytes } from '../frames/quantity.ts'
import { fieldType } from '../spec/length-field.ts'
import { printFraming } from '../language/print-framing.ts'
import {
  LENGTH_TYPES,
  type FramingSpec,
  type LengthSpec,
  type LengthType,
  type StructSpec,
} from '../spec/spec.ts'

export interface OtherRule {
  readonly spec: FramingSpec
  /** Completes “…, and the next frames fit.”: `In the other byte order the length is 5`. */
  readonly says: string
}

/** The rules to try, the likeliest first. */
const rulesNear = (spec: FramingSpec): readonly OtherRule[] => {
  if (spec.kind === 'length')
    return fieldType(spec.type).radix === 0
      ? [...otherOrders(spec), ...digits(spec), ...ownLengths(spec), ...largerLimit(spec)]
      : [...otherDigits(spec), ...numbers(spec), ...ownLengths(spec), ...largerLimit(spec)]
  if (spec.kind === 'struct') return otherStructs(spec)
  return spec.kind === 'preset' && !hasPrefaces(spec) ? rulesNear(mainSpec(spec)) : []
}

const hasPrefaces = (spec: FramingSpec): boolean =>
  prefacesOf(spec, 'client').length + prefacesOf(spec, 'server').length > 0

/** Rules that are further away, so that more must fit before they are believed. */
const rulesFar = (spec: FramingSpec): readonly OtherRule[] => {
  if (spec.kind === 'length')
    return spec.at === undefined && spec.header === undefined ? otherKinds(spec) : otherSizes(spec)
  if (spec.kind === 'varint' || spec.kind === 'netstring')
    return spec.kind === 'varint' && spec.at !== undefined ? [] : otherKinds(spec)
  return []
}

const otherOrders = (spec: LengthSpec): readonly OtherRule[] => {
  const type = LENGTH_TYPES.find((each) => each === swapped(spec.type))
  return type === undefined ? [] : [{ spec: { ...spec, type }, says: 'in the other byte order' }]
}

const swapped = (type: string): string | undefined => {
  const order = /(be|le)$/.exec(type)?.[1]
  return order && type.slice(0, -2) + (order === 'be' ? 'le' : 'be')
}

const otherStructs = (spec: StructSpec): readonly OtherRule[] => {
  const order = spec.format.startsWith('<') ? '>' : '<'
  const format = order + spec.format.replace(/^[@=<>!]/, '')
  return [{ spec: { ...spec, format }, says: 'in the other byte order' }]
}

/** Digits, the most first: fewer of them often fit as well, as a length of nothing and then one of something. */
const DIGITS: readonly LengthType[] = LENGTH_TYPES.filter((type) => /^(?:dec|hex)/.test(type)).toSorted(
  (a, b) => fieldType(b).size - fieldType(a).size,
)

const digits = (spec: LengthSpec): readonly OtherRule[] =>
  DIGITS.filter((type) => fieldType(type).size >= fieldType(spec.type).size).map((type) =>
    withType(spec, type, `as ${digitsText(type)}`),
  )

const otherDigits = (spec: LengthSpec): readonly OtherRule[] =>
  DIGITS.filter((type) => type !== spec.type).map((type) => withType(spec, type, `as ${digitsText(type)}`))

const digitsText = (type: LengthType): string =>
  `${fieldType(type).size} ${type.startsWith('hex') ? 'hexadecimal ' : ''}digits`

/** A binary number of the same size, in the place of digits. */
const numbers = (spec: LengthSpec): readonly OtherRule[] =>
  unsigned(fieldType(spec.type).size).map((type) => withType(spec, type, 'as a binary number'))

const unsigned = (size: number): readonly LengthType[] =>
  LENGTH_TYPES.filter((type) => type.startsWith('u') && fieldType(type).size === size)

/** The same with another type. The header grows or shrinks with it. */
const withType = (spec: LengthSpec, type: LengthType, says: string): OtherRule => {
  const grown = fieldType(type).size - fieldType(spec.type).size
  return {
    spec: { ...spec, type, ...(spec.header === undefined ? {} : { header: spec.header + grown }) },
    says,
  }
}

/** Lengths that count more than what follows them, or less than the rule says. */
const ownLengths = (spec: LengthSpec): readonly OtherRule[] => {
  const { size } = fieldType(spec.type)
  const header = spec.header ?? (spec.at ?? 0) + size
  const given = spec.adjust ?? 0
  const after = header - (spec.at ?? 0) - size
  return [
    ...(after > 0 ? [{ adjust: after, says: 'if the length counts only what follows the header' }] : []),
    { adjust: -size, says: 'if the length counts its own field' },
    { adjust: -header + after, says: 'if the length counts the header' },
    { adjust: 0, says: 'if the length counts only what follows it' },
  ]
    .filter(
      ({ adjust }, index, all) =>
        adjust !== given && all.findIndex((each) => each.adjust === adjust) === index,
    )
    .map(({ adjust, says }) => ({ spec: withAdjust(spec, adjust), says }))
}

const withAdjust = (spec: LengthSpec, adjust: number): LengthSpec => {
  const { adjust: given = 0, ...rest } = spec
  return adjust === 0 && given !== 0 ? rest : { ...rest, adjust }
}

/** A `max=` that is too small for the first frame. */
const largerLimit = (spec: LengthSpec): readonly OtherRule[] =>
  spec.max === undefined || spec.max >= ENOUGH_FOR_ALL
    ? []
    : [{ spec: { ...spec, max: ENOUGH_FOR_ALL }, says: 'with a larger max=' }]

/** What a framing allows of itself, in bytes. */
const ENOUGH_FOR_ALL = 16 * 1024 * 1024

/** Not of one byte: any bytes are frames of such lengths. */
const SIZES: readonly LengthType[] = ['u32be', 'u16be', 'u32le', 'u16le', 'u24be', 'u24le']

const otherSizes = (spec: LengthSpec): readonly OtherRule[] =>
  fieldType(spec.type).radix === 0
    ? SIZES.filter((type) => fieldType(type).size !== fieldType(spec.type).size).map((type) =>
        withType(spec, type, `with a length of ${sayBytes(fieldType(type).size)}`),
      )
    : []

const otherKinds = (spec: FramingSpec): readonly OtherRule[] => [
  ...SIZES.filter((type) => spec.kind !== 'length' || fieldType(type).size !== fieldType(spec.type).size).map(
    (type): OtherRule => ({
      spec: { kind: 'length', type },
      says: `with a length of ${sayBytes(fieldType(type).size)}`,
    }),
  ),
  ...(spec.kind === 'netstring' ? [] : [{ spec: { kind: 'netstring' } as const, says: 'as netstrings' }]),
]

/** How many frames without an error are enough, if the bytes go on; and if the stream ends with them, but inside a frame. */
const ENOUGH = 2
const ENOUGH_CUT = 8

/**
 * The first near rule that frames these bytes; `isAll` says whether the stream ends with them. A rule fits if it gives several
 * frames without an error, or ends exactly where the stream does. One that is further away must give several and end there.
 */
export const otherRule = (
  spec: FramingSpec,
  bytes: Uint8Array,
  isAll: boolean,
  side: Direction = 'client',
): OtherRule | undefined => {
  // Of digits alone, any of them may be a length.
  if (areDigits(bytes)) return undefined
  const fits = (rule: OtherRule, isFar: boolean): boolean => {
    const framer = createFramer(rule.spec, side)
    const columns = new FrameColumns()
    framer.intervals(bytes, columns)
    if (framer.error !== undefined || isEmpty(columns)) return false
    const endsThere = isAll && framer.position.held === 0
    if (isFar) return columns.count > ENOUGH && (endsThere || !isAll) && hasFew(columns)
    if (isOneByte(rule.spec)) return endsThere && columns.count <= ENOUGH
    return isAll ? endsThere || columns.count >= ENOUGH_CUT : columns.count >= ENOUGH
  }
  return rulesNear(spec).find((rule) => fits(rule, false)) ?? rulesFar(spec).find((rule) => fits(rule, true))
}

/**
 * Any bytes are frames of such a length. Only the stream's end shows whether it is the right one, and that only if hardly any
 * frames come before it: many short ones reach any place in the end.
 */
const isOneByte = (spec: FramingSpec): boolean => spec.kind === 'length' && fieldType(spec.type).size === 1

const bodies = ({ count, start, end, header, trailer }: FrameColumns): readonly number[] =>
  Array.from(
    { length: count },
    (_, i) => (end[i] as number) - (start[i] as number) - (header[i] as number) - (trailer[i] as number),
  )

/** Whether there is no frame, or none that has a body: any zeros are such frames. */
const isEmpty = (columns: FrameColumns): boolean => bodies(columns).every((length) => length === 0)

/** Whether at most a quarter of the frames have no body: bytes that mean something else are zeros now and then. */
const hasFew = (columns: FrameColumns): boolean =>
  bodies(columns).filter((length) => length === 0).length * 4 <= columns.count

const areDigits = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= 0x30 && byte <= 0x39)

/** The rule as a person types it. */
export const printRule = ({ spec }: OtherRule): string => printFraming(spec)
