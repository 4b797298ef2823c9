// What pages show with each request once they are admitted: random, known to this process alone, and not for ever.
import { createHash, randomBytes } from 'node:crypto'

const MOST = 256

export class Bearers {
  /** By their digests, the one that was used last at the end. The time of a look-up tells nothing of a bearer. */
  readonly #digests = new Set<string>()

  /** A new one; the one that was not used for longest gives way where there are too many. */
  make(): string {
    const bearer = randomBytes(32).toString('base64url')
    this.#digests.add(digestOf(bearer))
    for (const oldest of this.#digests) {
      if (this.#digests.size <= MOST) break
      this.#digests.delete(oldest)
    }
    return bearer
  }

  /** Whether it counts. It was used just now. */
  use(bearer: string): boolean {
    const digest = digestOf(bearer)
    if (!this.#digests.delete(digest)) return false
    this.#digests.add(digest)
    return true
  }

  clear(): void {
    this.#digests.clear()
  }
}

const digestOf = (bearer: string): string => createHash('sha256').update(bearer).digest('base64')
