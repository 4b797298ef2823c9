// Counts sessions for the list in a thread, one after another and within bounds, so that no file can keep the bridge
// from answering.
import { Worker } from 'node:worker_threads'
import { builtCountingThread } from '../places.ts'
import type { Counted } from './counted.ts'

export interface CounterOptions {
  /** The bounds for one session. */
  readonly maxMilliseconds?: number
  readonly maxMegabytes?: number
}

const MAX_MILLISECONDS = 20_000
const MAX_MEGABYTES = 1_024
/** A thread with nothing to do is ended after this many milliseconds. */
const IDLE = 5_000

interface Job {
  readonly path: string
  readonly done: (counted: Counted) => void
}

export class Counter {
  readonly #maxMilliseconds: number
  readonly #maxMegabytes: number
  readonly #queue: Job[] = []
  #running: Job | undefined
  #thread: Worker | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor({ maxMilliseconds = MAX_MILLISECONDS, maxMegabytes = MAX_MEGABYTES }: CounterOptions = {}) {
    this.#maxMilliseconds = maxMilliseconds
    this.#maxMegabytes = maxMegabytes
  }

  /** Counts the file after all files that were asked for before. Never rejects. */
  count(path: string): Promise<Counted> {
    return new Promise((done) => {
      this.#queue.push({ path, done })
      this.#next()
    })
  }

  /** The caller waits for this one. */
  hurry(path: string): void {
    const at = this.#queue.findIndex((job) => job.path === path)
    if (at > 0) this.#queue.unshift(...this.#queue.splice(at, 1))
  }

  /** Ends the thread. Sessions that were not counted stay uncounted. */
  async close(): Promise<void> {
    this.#closed = true
    this.#next()
    await this.#end({ uncounted: 'counting it stopped, because the bridge ended' })
  }

  #next(): void {
    if (this.#running) return
    if (this.#closed) for (const { done } of this.#queue.splice(0)) done({})
    const job = this.#queue.shift()
    this.#running = job
    const thread = job ? (this.#thread ??= this.#start()) : this.#thread
    if (!thread) return
    const late = { uncounted: `counting it took more than ${this.#maxMilliseconds / 1_000} s` }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#end(late), job ? this.#maxMilliseconds : IDLE)
    // Neither of them keeps the process from ending.
    this.#timer.unref()
    if (job) thread.postMessage(job.path)
  }

  #start(): Worker {
    const thread = new Worker(builtCountingThread, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.#maxMegabytes },
    })
    thread.unref()
    thread.on('message', (counted: Counted) => this.#done(counted))
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#thread === thread) this.#thread = undefined
      this.#done({
        uncounted:
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? `counting it took more than ${this.#maxMegabytes} MB of memory`
            : `counting it failed (${error.message})`,
      })
    })
    return thread
  }

  #done(counted: Counted): void {
    const job = this.#running
    this.#running = undefined
    job?.done(counted)
    this.#next()
  }

  /** Ends the thread, and with it the count that it is busy with. */
  async #end(counted: Counted): Promise<void> {
    clearTimeout(this.#timer)
    const thread = this.#thread
    this.#thread = undefined
    thread?.removeAllListeners('message')
    const ended = thread?.terminate()
    this.#done(counted)
    await ended
  }
}
