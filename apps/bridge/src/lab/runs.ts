// The runs that are going on, each recorded as a session of its own, whoever watches.
import type { Clock } from '../clock.ts'
import { Refusal, refusal } from '../errors.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import { onHostLoopback } from '../network/host-loopback.ts'
import { MAX_SECONDS, openingBlocks, perform } from './perform.ts'
import type { PreparedRun } from './prepared-run.ts'

const MAX_RUNS = 8

export class Runs {
  readonly #folder: SessionsFolder
  readonly #clock: Clock
  readonly #running = new Map<string, Running>()
  readonly #maxSeconds: number
  #starting = 0

  constructor(folder: SessionsFolder, clock: Clock, maxSeconds = MAX_SECONDS) {
    this.#folder = folder
    this.#clock = clock
    this.#maxSeconds = maxSeconds
  }

  /**
   * Starts a run and returns its session's id as soon as the session's file is there.
   * Throws `TOO_MANY_RUNS`, and what `SessionsFolder.record` throws.
   */
  async start(run: PreparedRun): Promise<string> {
    if (this.#running.size + this.#starting >= MAX_RUNS) throw refusal('TOO_MANY_RUNS', MAX_RUNS)
    this.#starting += 1
    try {
      const network = onHostLoopback(run, 'the private network is not built yet.')
      const { id } = await this.#folder.record(run.experiment.info.name, openingBlocks(run, network))
      const stop = new AbortController()
      this.#running.set(id, { stop, over: this.#run(id, run, stop) })
      return id
    } finally {
      this.#starting -= 1
    }
  }

  /** Stops a run and waits for its end. Throws `RUN_UNKNOWN`. */
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id)
    if (!running) throw refusal('RUN_UNKNOWN', id)
    running.stop.abort()
    await running.over
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }

  async #run(id: string, run: PreparedRun, stop: AbortController): Promise<void> {
    const recorder = this.#folder.live(id)
    if (!recorder) throw new Error(`${id} is not being recorded`)
    const sink = {
      append: (block: Uint8Array) => recorder.append(block),
      room: async () => {
        await recorder.room()
        // A run that cannot be recorded any more has nobody to run for.
        if (recorder.trouble) stop.abort()
      },
    }
    try {
      await perform(run, this.#clock, sink, stop.signal, { maxSeconds: this.#maxSeconds })
    } catch (error) {
      recorder.fail(error instanceof Refusal ? error : refusal('RUN_FAILED', String(error)))
    } finally {
      await this.#folder.finish(id)
      this.#running.delete(id)
    }
  }
}

interface Running {
  readonly stop: AbortController
  readonly over: Promise<void>
}
