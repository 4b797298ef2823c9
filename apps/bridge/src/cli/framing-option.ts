// Parses a framing from the command line: one for all streams, or one for each port.
import type { FramingSpec } from '@unstick/framing'
import { type Framing, parsePlan } from '@unstick/session'
import { refusal } from '../errors.ts'

/** `postgres`, or `5432=postgres,6379=redis,*=tls`. Throws `FRAMING_MALFORMED`. */
export const parseFramingsOption = (text: string): Framing => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
  return parsed.framing
}

/** One framing only. Throws `FRAMING_MALFORMED`. */
export const parseFramingOption = (text: string): FramingSpec => {
  const framing = parseFramingsOption(text)
  if (framing.kind !== 'plan') return framing
  throw refusal('FRAMING_MALFORMED', 'One framing is needed here, and not one for each port.')
}
