// Rules that are near to a given one, and are often what the sender really does: the other byte order, digits, a length that
// counts its own field or the header.
import { createFramer } from '../create-framer.ts'
import { FrameColumns } from '../frame-columns.ts'
import type { Direction } from '../framer.ts'
import { fieldType } from '../length-field.ts'
import { printFraming } from '../print-framing.ts'
import { LENGTH_TYPES, type FramingSpec, type LengthSpec, type StructSpec } from '../spec.ts'

export interface OtherRule {
  readonly spec: FramingSpec
  /** Completes “…, and the next frames fit.”: `In the other byte order the length is 5`. */
  readonly says: string
}

/** The rules to try, the likeliest first. */
const rulesNear = (spec: FramingSpec): readonly OtherRule[] => {
  if (spec.kind === 'length') return [...otherOrders(spec), ...digits(spec), ...ownLengths(spec)]
  if (spec.kind === 'struct') return otherStructs(spec)
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

const digits = (spec: LengthSpec): readonly OtherRule[] => {
  const { size, radix } = fieldType(spec.type)
  if (radix !== 0) return []
  return LENGTH_TYPES.filter((type) => /^(?:dec|hex)/.test(type))
    .filter((type) => fieldType(type).size >= size)
    .map((type) => ({ spec: { ...spec, type }, says: `as ${fieldType(type).size} digits` }))
}

/** Lengths that count more than what follows them. */
const ownLengths = (spec: LengthSpec): readonly OtherRule[] => {
  const { size } = fieldType(spec.type)
  const header = spec.header ?? (spec.at ?? 0) + size
  const given = spec.adjust ?? 0
  const after = header - (spec.at ?? 0) - size
  return [
    ...(after > 0 ? [{ adjust: after, says: 'if the length counts only what follows the header' }] : []),
    { adjust: -size, says: 'if the length counts its own field' },
    { adjust: -header, says: 'if the length counts the header' },
  ]
    .filter(
      ({ adjust }, index, all) =>
        adjust !== given && all.findIndex((each) => each.adjust === adjust) === index,
    )
    .map(({ adjust, says }) => ({ spec: { ...spec, adjust }, says }))
}

/** Frames that a rule must give before it is believed, unless it takes the bytes to their very end. */
const ENOUGH = 2

/**
 * The first near rule that frames these bytes; `isAll` says whether the stream ends with them. A rule fits if it gives several
 * frames without an error, or one that ends exactly where the stream does.
 */
export const otherRule = (
  spec: FramingSpec,
  bytes: Uint8Array,
  isAll: boolean,
  side: Direction = 'client',
): OtherRule | undefined =>
  // Of digits alone, any of them may be a length.
  areDigits(bytes)
    ? undefined
    : rulesNear(spec).find((rule) => {
        const framer = createFramer(rule.spec, side)
        const columns = new FrameColumns()
        framer.intervals(bytes, columns)
        if (framer.error !== undefined || columns.count === 0) return false
        const endsThere = isAll && framer.position.held === 0
        return endsThere || (columns.count >= ENOUGH && !isAll) || (columns.count > ENOUGH && isAll)
      })

const areDigits = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= 0x30 && byte <= 0x39)

/** The rule as a person types it. */
export const printRule = ({ spec }: OtherRule): string => printFraming(spec)
