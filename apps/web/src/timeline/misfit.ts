// Why the bytes may not fit the shown framing, for somebody who meets framing for the first time.
import { describeFraming, type FramingSpec, otherRule, printRule } from '@unstick/framing'
import { capitalized, grouped, type SessionHeader } from '@unstick/session'
import type { Misfit } from '../layout/layout.ts'
import { printableText } from '../model/bytes/text-of-bytes.ts'

type Met = Pick<Misfit, 'code' | 'offset' | 'head'>

/** How many bytes are shown: as many as the longest length field has. */
const SHOWN = 8

/** `These bytes do not fit struct:!I.` */
export const misfitTitle = ({ offset }: Met, framing: string): string =>
  offset === 0
    ? `These bytes do not fit ${framing}.`
    : `From byte ${grouped(offset)} on they do not fit ${framing}.`

/**
 * What is found where a frame should begin: `There is “hell” where a length should be.`; empty if the frame only ends
 * early.
 */
export const bytesThere = ({ code, head }: Met, spec: FramingSpec): string => {
  if (code === 'END_INSIDE_FRAME') return ''
  const [first] = describeFraming(spec).diagram.fields
  const isLength = first?.role === 'length' && first.size !== undefined && /LONG|SHORT|LENGTH/.test(code)
  const bytes = head.subarray(0, isLength ? first.size : SHOWN)
  const text = printableText(bytes)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const shown = text === undefined ? hex : `“${text}”`
  return isLength ? `There is ${shown} where a length should be.` : `The bytes there are ${shown}.`
}

/** `In the other byte order the bytes fit: struct:!I.`; empty if no near framing fits them. */
export const fittingRule = ({ head, isAll }: Pick<Misfit, 'head' | 'isAll'>, spec: FramingSpec): string => {
  const other = otherRule(spec, head, isAll)
  return other ? `${capitalized(other.says)} the bytes fit: ${printRule(other)}.` : ''
}

/** Whether the lab ran this session with another framing, according to its header. */
export const ranOtherwise = (header: SessionHeader | undefined, framing: string): boolean =>
  header?.experiment !== undefined && (header.framing ?? 'none') !== framing

/** How the bytes were sent, as far as it is known. */
export const sentWith = (header: SessionHeader | undefined, framing: string, { offset }: Met): string => {
  if (ranOtherwise(header, framing)) {
    const used = header?.framing ?? 'none'
    return `The lab ran these programs with ${used === 'none' ? 'framing off' : `the framing ${used}`}.`
  }
  // Earlier frames fitted, so this is the right framing.
  return header?.experiment === undefined && offset === 0
    ? 'Perhaps these bytes were not sent with this framing.'
    : ''
}
