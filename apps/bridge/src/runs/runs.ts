// The runs in progress. Each is recorded as a session of its own, whether or not anybody watches.
import { Refusal, refusal } from '../errors.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import type { Network, Networks } from '../network/network.ts'
import { MAX_SECONDS } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'
import { typedPrograms } from '@unstick/api'
import { checkLine, TypedLines } from '../lab/typed-lines.ts'

const MAX_RUNS = 8
/** How long people may go on typing in one run. */
const MAX_TYPED_SECONDS = 15 * 60

export class Runs {
  readonly #folder: SessionsFolder
  readonly #networks: Networks
  readonly #running = new Map<string, Running>()
  readonly #maxSeconds: number
  #starting = 0

  constructor(folder: SessionsFolder, networks: Networks, maxSeconds = MAX_SECONDS) {
    this.#folder = folder
    this.#networks = networks
    this.#maxSeconds = maxSeconds
  }

  /**
   * Starts a run and returns its session's id as soon as the session's file is there.
   * Throws `TOO_MANY_RUNS`, and what `Networks.take` and `SessionsFolder.record` throw.
   */
  async start(run: PreparedRun): Promise<string> {
    if (this.#running.size + this.#starting >= MAX_RUNS) throw refusal('TOO_MANY_RUNS', MAX_RUNS)
    this.#starting += 1
    try {
      const network = await this.#networks.take(run)
      const id = await this.#record(run, network)
      const stop = new AbortController()
      const reading = typedPrograms(run.experiment.info, run.conditions)
      const typed = reading.length > 0 ? new TypedLines(reading) : undefined
      const over = this.#run(id, network, stop, typed)
      // The failure goes to the caller who stops the run; often there is none.
      over.catch(() => undefined)
      this.#running.set(id, { stop, typed, over })
      return id
    } finally {
      this.#starting -= 1
    }
  }

  /** Somebody looks at the experiments, so a run may be near. */
  expect(): void {
    this.#networks.warm()
  }

  /** Stops a run and waits for its end. Throws `RUN_UNKNOWN`. */
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id)
    if (!running) throw refusal('RUN_UNKNOWN', id)
    running.stop.abort()
    await running.over
  }

  /**
   * Types a line for a program that reads lines. Throws `RUN_UNKNOWN`, `PROGRAM_TAKES_NO_LINES`, `TEXT_TOO_LONG`,
   * `LINE_MALFORMED` and `TOO_MANY_LINES`.
   */
  type(id: string, program: string, line: string): void {
    const running = this.#running.get(id)
    if (!running) throw refusal('RUN_UNKNOWN', id)
    if (!running.typed) throw refusal('PROGRAM_TAKES_NO_LINES', program)
    checkLine(line)
    running.typed.type(program, line)
  }

  /** Stops all runs and ends their networks. */
  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
    await this.#networks.close()
  }

  async #record(run: PreparedRun, network: Network): Promise<string> {
    try {
      return (await this.#folder.record(run.experiment.info.name, network.opening)).id
    } catch (error) {
      await network.leave()
      throw error
    }
  }

  async #run(
    id: string,
    network: Network,
    stop: AbortController,
    typed: TypedLines | undefined,
  ): Promise<void> {
    const recorder = this.#folder.live(id)
    if (!recorder) throw new Error(`${id} is not being recorded`)
    const sink = {
      append: (block: Uint8Array) => recorder.append(block),
      room: async () => {
        await recorder.room()
        // If a run can no longer be recorded, there is no reason to go on with it.
        if (recorder.trouble) stop.abort()
      },
    }
    try {
      const bounds = typed ? { maxSeconds: MAX_TYPED_SECONDS, typed } : { maxSeconds: this.#maxSeconds }
      await network.perform(sink, stop.signal, bounds)
    } catch (error) {
      recorder.fail(error instanceof Refusal ? error : refusal('RUN_FAILED', String(error)))
    } finally {
      // Every one is stopped, even if an earlier one fails.
      await Promise.allSettled([this.#folder.finish(id)])
      await Promise.allSettled([network.leave()])
      this.#running.delete(id)
    }
  }
}

interface Running {
  readonly stop: AbortController
  readonly typed: TypedLines | undefined
  readonly over: Promise<void>
}
