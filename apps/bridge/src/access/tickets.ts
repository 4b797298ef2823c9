// Tickets for requests that a browser makes by itself, such as downloads. Each is valid for one address, once, for a
// minute.
import { createHash, randomBytes } from 'node:crypto'

const LIFETIME_MS = 60_000
const MOST = 64

export class Tickets {
  readonly #now: () => number
  readonly #tickets = new Map<string, { readonly path: string; readonly expires: number }>()

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** If there are too many, the oldest is dropped. */
  make(path: string): string {
    const ticket = randomBytes(32).toString('base64url')
    this.#tickets.set(digestOf(ticket), { path, expires: this.#now() + LIFETIME_MS })
    for (const oldest of this.#tickets.keys()) {
      if (this.#tickets.size <= MOST) break
      this.#tickets.delete(oldest)
    }
    return ticket
  }

  /** Whether the ticket is for this path. This uses the ticket up, even if the path is wrong. */
  take(ticket: string, path: string): boolean {
    const digest = digestOf(ticket)
    const found = this.#tickets.get(digest)
    this.#tickets.delete(digest)
    return found?.path === path && found.expires > this.#now()
  }

  clear(): void {
    this.#tickets.clear()
  }
}

const digestOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64')
