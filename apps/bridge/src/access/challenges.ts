// The bridge's challenges. The bridge signs them instead of storing them, so strangers who ask for many cost no
// memory and push nobody else's out. It remembers only those that were answered correctly, until they expire.
import { createHmac, randomBytes } from 'node:crypto'
import { sameText } from './same-text.ts'

const LIFETIME_MS = 30_000

export class Challenges {
  readonly #now: () => number
  readonly #key = randomBytes(32)
  /** Each with the time when it expires, the oldest first. */
  readonly #used = new Map<string, number>()

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** For the page that asked with this nonce. */
  make(nonce: string): string {
    const begin = `${this.#now().toString(36)}.${randomBytes(16).toString('base64url')}`
    return `${begin}.${this.#sign(begin, nonce)}`
  }

  /** Whether it was made for this nonce, has not expired, and was not used before. */
  isGood(challenge: string, nonce: string): boolean {
    const [time = '', random = '', signature = ''] = challenge.split('.')
    const isOurs = sameText(signature, this.#sign(`${time}.${random}`, nonce))
    const age = this.#now() - parseInt(time, 36)
    return isOurs && age >= 0 && age <= LIFETIME_MS && !this.#used.has(challenge)
  }

  useUp(challenge: string): void {
    const now = this.#now()
    for (const [used, tooOld] of this.#used) {
      if (tooOld > now) break
      this.#used.delete(used)
    }
    this.#used.set(challenge, now + LIFETIME_MS + 1)
  }

  #sign(begin: string, nonce: string): string {
    return createHmac('sha256', this.#key).update(`${begin} ${nonce}`).digest('base64url')
  }
}
