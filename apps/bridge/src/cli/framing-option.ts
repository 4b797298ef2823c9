// Parses a framing from the command line.
import { type FramingSpec, parseFraming } from '@unstick/framing'
import { refusal } from '../errors.ts'

/** Throws `FRAMING_MALFORMED`. */
export const parseFramingOption = (text: string): FramingSpec => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
  return parsed.spec
}
