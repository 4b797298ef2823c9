// A session's file that another process records. This process gets no messages about it, so it polls how far the file is
// written and whether more will come.
import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Change } from './change.ts'
import type { Log } from './log.ts'

const LOOK_MS = 100

export class LogElsewhere implements Log {
  readonly path: string
  readonly changed = new Change()
  /** Only the recording process knows, and it reports that to its own followers. */
  readonly trouble = undefined
  #size = 0
  #live = true

  private constructor(path: string) {
    this.path = path
  }

  /** Looks until `isLive` says no or `signal` aborts. Rejects with Node's error if the first look fails. */
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
      // Nobody watches any more, or the file is gone, so nothing more will be known about it.
      this.#live = false
    }
    this.changed.tell()
  }

  /** In this order, because the size of a recording that is already over is its last size. */
  async #look(isLive: () => Promise<boolean>): Promise<void> {
    const live = await isLive()
    const { size } = await stat(this.path)
    this.#live = live
    this.#size = size
    this.changed.tell()
  }
}
