// The runner, as Unstick sees it: started, asked for one run, ended.
import { type ChildProcess, type ChildProcessByStdio, spawn, type StdioOptions } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { refusal, Refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import { Channel } from '../network/channel.ts'
import { builtRunner } from '../places.ts'
import type { FromRunner, RunnerCommand, RunnerNetwork, ToRunner, WantedPackets } from './messages.ts'

/** The runner's descriptors of the person's own terminal, for a command that has it to itself. */
export const TERMINAL = { in: 3, out: 4, err: 5 } as const

/** The message says why a run could not begin, in the words of whichever program failed. */
export class NotPrepared extends Error {}

interface Heard {
  /** Whole blocks of packets. */
  readonly blocks: (blocks: Uint8Array) => Promise<void>
  readonly ended: (command: number, code: number) => void
}

interface Start {
  /** The words before the runner's own, which give it namespaces; none on the host's network. */
  readonly prefix: readonly string[]
  /** This process's descriptors that become the runner's `TERMINAL`, if a command has it. */
  readonly terminal?: readonly [number, number, number]
}

export class RunnerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #channel: Channel<ToRunner, FromRunner>
  readonly #received: AsyncGenerator<FromRunner | Uint8Array>
  readonly #gone: Promise<void>
  #complaint = ''

  constructor({ prefix, terminal }: Start) {
    const [program, ...words] = [...prefix, process.execPath, builtRunner]
    // A session of its own: a Ctrl+C in the terminal is for Unstick alone, which passes it on once.
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', ...(terminal ?? [])]
    const child = heard(spawn(program, words, { stdio, detached: true }))
    if (!hasStreams(child)) throw refusal('RUNNER_LOST', 'too many files are open to start it')
    this.#child = child
    this.#gone = new Promise((resolve) => {
      child.once('close', () => resolve())
      child.once('error', (error) => {
        this.#complaint = error.message
        resolve()
      })
    })
    this.#child.stderr.on(
      'data',
      (piece: Buffer) => (this.#complaint = (this.#complaint + piece.toString()).slice(-2_000)),
    )
    this.#channel = new Channel(this.#child.stdout, this.#child.stdin)
    this.#received = this.#channel.received()
  }

  /**
   * Opens all streams and makes the network. Resolves with the interfaces of its packets. Rejects with `NotPrepared`.
   */
  async prepare(
    commands: readonly RunnerCommand[],
    packets: WantedPackets,
    network?: RunnerNetwork,
  ): Promise<Extract<FromRunner, { say: 'prepared' }>> {
    this.#channel.send({ say: 'prepare', commands, packets, ...(network && { network }) })
    const { value } = (await this.#received.next()) as { readonly value: unknown }
    const answer = value as FromRunner | undefined
    if (answer?.say === 'prepared') return answer
    await this.end()
    throw new NotPrepared(answer?.say === 'failed' ? answer.why : this.#ending())
  }

  /**
   * Starts all commands. Resolves when all have ended, with what the packets lack, in a sentence. Throws `RUNNER_LOST`, and
   * what a private network's packets lack.
   */
  async run(firstInterface: number, { blocks, ended }: Heard): Promise<string | undefined> {
    this.#channel.send({ say: 'start', firstInterface })
    for await (const word of this.#received) {
      if (word instanceof Uint8Array) await blocks(word)
      else if (word.say === 'ended') ended(word.command, word.code)
      else if (word.say === 'failed') throw refusal('RUNNER_LOST', word.why)
      else if (word.say === 'over') {
        if (word.failure) throw new Refusal(word.failure.code, word.failure.message)
        return word.note
      }
    }
    await this.#gone
    throw refusal('RUNNER_LOST', this.#ending())
  }

  /** Asks the programs to end. */
  signal(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    this.#channel.send({ say: 'end', signal })
  }

  /** Ends it, and with it all that its commands started. Resolves when it is gone. */
  async end(): Promise<void> {
    this.#child.stdin.end()
    this.#child.stdout.resume()
    await this.#gone
  }

  #ending(): string {
    const { exitCode, signalCode } = this.#child
    const complaint = this.#complaint.trim()
    if (complaint !== '') return complaint
    return signalCode === null ? `it ended with ${exitCode ?? 'an error'}` : `it was ended by ${signalCode}`
  }
}

/** A process that could not be started because too many files are open has no streams, whatever its type says. */
const hasStreams = (child: ChildProcess): child is ChildProcessByStdio<Writable, Readable, Readable> =>
  child.stdin !== null && child.stdout !== null && child.stderr !== null
