// One at a time, in this process and in every other that uses the folder: a step that looks at a session's file and then
// replaces it must not be overtaken in between.
//
// A turn is a file that only one bridge can create. Its holder may be killed, and then somebody else must remove the
// file. But two who both see a dead holder could remove it one after the other, and the second would remove the file
// of a bridge that took its turn in between. So the file of a dead holder H is removed only by the bridge that has the file
// `heir.H`, which again only one bridge can create. If that one dies too, its own heir goes on.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { refusal } from '../errors.ts'
import { findMember, type Found } from './member.ts'
import type { Membership } from './membership.ts'

const TURN = 'turn'
const HEIR = 'heir.'
/** A turn takes milliseconds, so a holder that keeps it this long is stuck. */
const PATIENCE_MS = 10_000
const PAUSE_MS = 5

export class Turns {
  readonly #membership: Membership
  #last: Promise<unknown> = Promise.resolve()

  constructor(membership: Membership) {
    this.#membership = membership
  }

  /** Runs `use` when nobody else has the turn. Throws `FOLDER_BUSY`, Node's error, and what `use` throws. */
  take<Result>(use: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => this.#holding(TURN, use))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** Removes what killed heirs left. Rejects with Node's error. */
  async sweep(): Promise<void> {
    for (const name of (await readdir(this.#membership.path)).filter((each) => each.startsWith(HEIR))) {
      const holder = await this.#holder(name)
      if (holder?.gone) await this.#bury(name, holder)
    }
  }

  async #holding<Result>(name: string, use: () => Promise<Result>): Promise<Result> {
    await this.#acquire(name)
    try {
      return await use()
    } finally {
      await this.#membership.release(name)
    }
  }

  async #acquire(name: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS
    while (!(await this.#membership.claim(name))) {
      const holder = await this.#holder(name)
      if (holder?.gone) await this.#bury(name, holder)
      else if (holder && performance.now() > deadline) throw refusal('FOLDER_BUSY', holder.member?.pid ?? 0)
      else await sleep(PAUSE_MS * (1 + Math.random()))
    }
  }

  async #bury(name: string, dead: Found): Promise<void> {
    await this.#holding(`${HEIR}${dead.member?.id ?? 'unknown'}`, async () => {
      // Another heir may have been here first, and the turn may have a new holder.
      if ((await this.#holder(name))?.text === dead.text) await this.#membership.release(name)
    })
  }

  #holder(name: string): Promise<Found | undefined> {
    return findMember(join(this.#membership.path, name))
  }
}
