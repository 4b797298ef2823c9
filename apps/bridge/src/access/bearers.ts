// The bearers that admitted pages send with each request. They are random, only this process knows them, and they do
// not last for ever.
import { createHash, randomBytes } from 'node:crypto'

const MOST = 256

export class Bearers {
  /** By digest, so that the time of a look-up reveals nothing about a bearer. The most recently used one is last. */
  readonly #digests = new Set<string>()

  /** Makes a new one. If there are too many, the least recently used one is dropped. */
  make(): string {
    const bearer = randomBytes(32).toString('base64url')
    this.#digests.add(digestOf(bearer))
    for (const oldest of this.#digests) {
      if (this.#digests.size <= MOST) break
      this.#digests.delete(oldest)
    }
    return bearer
  }

  /** Whether this bearer is valid. Counts as a use. */
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
