// A session's file that another process records: how far it is written and whether more comes is looked at again and
// again, because nobody tells.
import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Change } from './change.ts'
import type { Log } from './log.ts'

const LOOK_MS = 100

export class LogElsewhere implements Log {
  readonly path: string
  readonly changed = new Change()
  /** The other process knows; its own followers are told. */
  readonly trouble = undefined
  #size = 0
  #live = true

  private constructor(path: string) {
    this.path = path
  }

  /** Looks until `isLive` says no or `signal` aborts. Rejects with Node's error where the first look fails. */
  static async watch(path: string, isLive: () => Promise<boolean>, signal: AbortSignal): Promise<Log> {
    const log = new LogElsewhere(path)
    await log.#look(isLive)
    void log.#keepLooking(isLive, signal)
    return log
  }

  get size(): number {
    return this.#size
  }

  get live(): boolean {
    return this.#live
  }

  async #keepLooking(isLive: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    try {
      while (this.#live && !signal.aborted) {
        await sleep(LOOK_MS, undefined, { signal })
        await this.#look(isLive)
      }
    } catch {
      // Nobody watches any more, or the file is gone: nothing more will be known of it.
      this.#live = false
    }
    this.changed.tell()
  }

  /** In this order: of a recording that is over now, the size is its last. */
  async #look(isLive: () => Promise<boolean>): Promise<void> {
    const live = await isLive()
    const { size } = await stat(this.path)
    this.#live = live
    this.#size = size
    this.changed.tell()
  }
}
