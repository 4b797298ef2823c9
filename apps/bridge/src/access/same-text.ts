// Compares secrets.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** The time that this takes does not depend on where two texts differ. */
export const sameText = (given: string, wanted: string): boolean => {
  const key = randomBytes(32)
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
