// A helper process in its own namespaces. The bridge starts it, asks it for one run, and ends it.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type Readable, Writable } from 'node:stream'
import { Refusal, refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import type { BlockSink, RunBounds } from '../lab/perform.ts'
import type { RunData } from '../lab/prepared-run.ts'
import type { WireSettings } from '../wire/settings.ts'
import { Channel } from './channel.ts'
import type { FromHelper, ToHelper } from './messages.ts'

/** After so many milliseconds, a helper that was asked to end is killed. */
const PATIENCE = 2_000
/** Milliseconds that a helper has to set up its network. */
const STARTING = 15_000

/** A user, a network and a process namespace. Everything in them ends with `unshare`, and `unshare` with its parent. */
const namespaces = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child=KILL'],
] as const

/** Why there is no helper, in the words of the program that failed. */
export class HelperFailed extends Error {}

export class HelperProcess {
  /** Resolves when the process is gone, no matter what ended it. */
  readonly gone: Promise<void>
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #channel: Channel<ToHelper, FromHelper>
  readonly #received: AsyncGenerator<FromHelper | Uint8Array>
  /** The last part of the error output of the helper and its programs. */
  #complaint = ''

  private constructor(program: string, environment: NodeJS.ProcessEnv) {
    const [first, ...others] = namespaces
    // Its own process group, so that Ctrl+C in a terminal reaches only the bridge. The bridge ends its helpers itself.
    const child = heard(
      spawn(first, [...others, process.execPath, program], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: environment,
        detached: true,
      }),
    )
    if (!hasStreams(child)) throw new HelperFailed('too many files are open to start one')
    this.#child = child
    this.gone = new Promise((resolve) => {
      child.once('close', () => resolve())
      child.once('error', (error) => {
        this.#complaint = error.message
        resolve()
      })
    })
    // A write to a helper that is gone is lost. The read side notices that it is gone.
    child.stderr.on(
      'data',
      (piece: Buffer) => (this.#complaint = (this.#complaint + piece.toString()).slice(-2_000)),
    )
    this.#channel = new Channel(child.stdout, child.stdin)
    this.#received = this.#channel.received()
  }

  /** Resolves when the network is up. Rejects with `HelperFailed`. */
  static async start(program: string, environment: NodeJS.ProcessEnv): Promise<HelperProcess> {
    const helper = new HelperProcess(program, environment)
    const late = setTimeout(() => helper.#child.kill('SIGKILL'), STARTING)
    try {
      await helper.#expect('warm')
      return helper
    } finally {
      clearTimeout(late)
    }
  }

  /**
   * Sets the network up for the run. `true` if autocorking could not be turned off there. Rejects with
   * `HelperFailed`.
   */
  async prepare(settings: WireSettings): Promise<boolean> {
    this.#channel.send({ say: 'prepare', settings })
    const { corksBySelf } = await this.#expect('prepared')
    return corksBySelf
  }

  /** As `Network.perform`. */
  async perform(
    run: RunData,
    sink: BlockSink,
    signal: AbortSignal,
    { maxSeconds, typed }: RunBounds = {},
  ): Promise<void> {
    const stop = () => this.#channel.send({ say: 'stop' })
    signal.addEventListener('abort', stop, { once: true })
    const { programs, conditions, framing } = run
    this.#channel.send({
      say: 'run',
      run: { programs, conditions, framing },
      ...(maxSeconds !== undefined && { maxSeconds }),
      ...(typed && { typed: typed.programs }),
    })
    typed?.forward((program, line) => this.#channel.send({ say: 'line', program, line }))
    if (signal.aborted) stop()
    try {
      for await (const word of this.#received) {
        if (word instanceof Uint8Array) {
          sink.append(word)
          await sink.room()
        } else if (word.say === 'over') {
          if (word.failure) throw new Refusal(word.failure.code, word.failure.message)
          return
        }
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
    await this.gone
    throw refusal('NETWORK_LOST', this.#ending())
  }

  /** Ends it and everything inside it. Resolves when it is gone. */
  async end(): Promise<void> {
    const late = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE)
    this.#child.stdin.end()
    this.#child.stdout.resume()
    await this.gone
    clearTimeout(late)
  }

  async #expect<Word extends FromHelper['say']>(word: Word): Promise<Extract<FromHelper, { say: Word }>> {
    const { value } = (await this.#received.next()) as { readonly value: unknown }
    if (isSaying(value, word)) return value
    await this.end()
    const why = isSaying(value, 'failed') ? value.why : this.#complaint
    throw new HelperFailed(why.trim() === '' ? this.#ending() : why.trim())
  }

  #ending(): string {
    const { exitCode, signalCode } = this.#child
    return signalCode === null
      ? `its process ended with ${exitCode ?? 'an error'}`
      : `its process was ended by ${signalCode}`
  }
}

/** If a process could not be started because too many files are open, it has no streams, although its type says so. */
const hasStreams = (child: object): boolean => 'stdin' in child && child.stdin instanceof Writable

const isSaying = <Word extends FromHelper['say']>(
  value: unknown,
  word: Word,
): value is Extract<FromHelper, { say: Word }> =>
  typeof value === 'object' && value !== null && 'say' in value && value.say === word
