// Raw bytes that end inside a frame. A recording may be cut off, but so is every piece of a file whose tables look like messages.
import { mainSpec } from '../language/composition.ts'
import { fieldType } from '../spec/length-field.ts'
import type { PlainSpec } from '../spec/spec.ts'
import type { Candidate } from './candidate.ts'
import { countedBytes } from './counted-bytes.ts'
import { LOOKED_AT } from './evidence.ts'
import type { Side } from './side.ts'
import { showsBeginnings } from './unfounded.ts'

/** Whether the bytes end inside a frame, and nothing but one message, or an odd or a short length shows that they are frames at all. */
export const isCutOff = ({ spec, fits, isNamed }: Candidate, { heards }: Side): boolean => {
  const [fit] = fits
  const [heard] = heards
  if (fit === undefined || heard === undefined || heard.side !== undefined || fit.landed === fit.over)
    return false
  // One message that a preset knows, such as the declaration that any XML begins with, and none that follows it.
  if (fit.frames === 1 && isNamed) return true
  if (isNamed || heard.bytes.length >= LOOKED_AT) return false
  const main = mainSpec(spec)
  // A table of strings, each with its NUL, is cut off inside one.
  if (main.kind === 'delimiter') return /^[\0-\x1f\x7f-\xff]$/.test(main.delimiters[0] ?? '')
  return countedBytes(main) !== undefined && !isPlain(main) && !showsBeginnings(main, fit.columns)
}

/** A length in front, of two bytes or more or of digits, that counts what follows it or itself too. */
const isPlain = (main: PlainSpec): boolean => {
  if (main.kind !== 'length') return main.kind !== 'varint'
  const { type, at = 0, adjust = 0, unit = 1 } = main
  const { size } = fieldType(type)
  return size > 1 && at === 0 && unit === 1 && (adjust === 0 || adjust === -size)
}
