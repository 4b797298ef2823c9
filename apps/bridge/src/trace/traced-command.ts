// One command of the person's under strace, as the runner sees it: it starts it, and ends it with all that it started.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, constants, openSync, write } from 'node:fs'
import { constants as system } from 'node:os'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { heard } from '../heard.ts'
import { descendantsOf, showsThisProcess, signalAll } from './descendants.ts'
import { enlargePipe } from './enlarge-pipe.ts'
import type { RunnerCommand } from './messages.ts'
import { straceCommand, type Traced } from './strace-command.ts'

export class TracedCommand {
  readonly #traced: Traced
  readonly #output: string
  readonly #prefix: readonly string[]
  readonly #stdio: readonly number[]
  /** Where its programs write their errors. */
  readonly #errors: number
  readonly #opened: number[]
  /** This end of its trace. */
  readonly #held: number
  #child: ChildProcess | undefined

  /** Opens its streams, whose FIFOs have readers already. Throws Node's error if one cannot be opened. */
  constructor({ traced, streams, trace, prefix }: RunnerCommand) {
    this.#traced = traced
    this.#prefix = prefix
    this.#output = trace
    const open = (stream: number | string, flags: number) =>
      typeof stream === 'number' ? stream : openSync(stream, flags)
    // As long as this end of the trace is open, its reader waits for more.
    const held = openSync(trace, constants.O_WRONLY)
    this.#held = held
    const stdio: [number, number, number] = [
      open(streams.in, constants.O_RDONLY),
      open(streams.out, constants.O_WRONLY),
      open(streams.err, constants.O_WRONLY),
    ]
    this.#stdio = stdio
    this.#errors = stdio[2]
    const given = [streams.in, streams.out, streams.err]
    this.#opened = [held, ...stdio.filter((_, index) => typeof given[index] === 'string')]
  }

  /** Makes room for what strace prints. */
  makeRoom(): Promise<void> {
    return enlargePipe(this.#held)
  }

  /**
   * Starts it. Resolves with its exit code, as a shell counts it, when all of it has ended. The process is started before
   * this returns.
   */
  run(): Promise<number> {
    const traced =
      'command' in this.#traced ? { command: [...HAND_OVER, ...this.#traced.command] } : this.#traced
    const [program = '', ...words] = [...this.#prefix, ...straceCommand(traced, this.#output)]
    // A group of its own, so that it can be signalled also where /proc does not show it.
    const child = heard(
      spawn(program, words, { stdio: [...this.#stdio.slice(0, 2), 'pipe', this.#errors], detached: true }),
    )
    this.#passRemarks(child.stderr)
    this.#child = child
    return new Promise((resolve) => {
      const over = (code: number) => {
        for (const descriptor of this.#opened.splice(0)) closeSync(descriptor)
        resolve(code)
      }
      child.once('error', () => over(NOT_STARTED))
      child.once('close', (code, signal) => over(code ?? SIGNALLED + (signal ? system.signals[signal] : 0)))
    })
  }

  /** What strace itself says goes where its programs' errors go, but for what says nothing to a person. */
  #passRemarks(remarks: Readable | null): void {
    if (!remarks) return
    createInterface({ input: remarks }).on('line', (line) => {
      if (!MEANINGLESS.test(line)) write(this.#errors, `${line}\n`, () => undefined)
    })
  }

  /** Asks its programs to end; strace follows. A process that strace only watches goes on, and strace leaves it. */
  end(signal: NodeJS.Signals): void {
    const id = this.#child?.pid
    if (id === undefined) return
    if ('pid' in this.#traced) signalAll([id], signal === 'SIGKILL' ? 'SIGTERM' : signal)
    else signalAll(showsThisProcess() ? descendantsOf(id) : [-id], signal)
  }
}

/**
 * Strace writes its remarks to a standard error of its own. A shell takes descriptor 3, where the programs write their errors,
 * as the command's, and then becomes the command.
 */
const HAND_OVER = ['/bin/sh', '-c', 'exec "$@" 2>&3 3>&-', 'sh']

/** A process was killed before strace knew of it. */
const MEANINGLESS = /^strace: Exit of unknown pid \d+ ignored$/

/** A shell's exit codes: the command was not found, or a signal of that number more ended it (POSIX, 2.8.2). */
const NOT_STARTED = 127
const SIGNALLED = 128
