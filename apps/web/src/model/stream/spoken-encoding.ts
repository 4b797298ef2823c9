// The encoding in which a session's programs wrote text, if the run's conditions name one.
import type { SessionHeader } from '@unstick/session'

/** A label that TextDecoder takes; `undefined` if the header names no encoding, or one that no browser knows. */
export const spokenEncoding = (header: Pick<SessionHeader, 'conditions'> | undefined): string | undefined => {
  const label = header?.conditions?.encoding
  if (typeof label !== 'string') return undefined
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
