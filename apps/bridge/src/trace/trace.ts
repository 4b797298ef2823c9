// Runs the person's commands under strace, and turns what strace prints into the blocks of a session.
import { CallLog } from '@unstick/formats'
import { interfaceBlock, LINK_ETHERNET } from '@unstick/pcapng'
import { sessionHeaderBlock } from '@unstick/session'
import { readlinkSync } from 'node:fs'
import type { Socket } from 'node:net'
import { refusal } from '../errors.ts'
import type { BlockSink } from '../lab/perform.ts'
import { type ProgramNamespaces, programNamespaces } from '../network/program-namespaces.ts'
import { searchPath } from '../tools.ts'
import { whyFailed } from '../network/why-no-network.ts'
import { refuseTooLong } from '../sessions/refuse-too-long.ts'
import { Fifos } from './fifo.ts'
import { inBatches } from './in-batches.ts'
import type { FromRunner, RunnerCommand, RunnerNetwork, Streams, WantedPackets } from './messages.ts'
import { OutOfReach } from './out-of-reach.ts'
import { NotPrepared, RunnerProcess, TERMINAL } from './runner-process.ts'
import type { Traced } from './strace-command.ts'
import { TracedPackets } from './traced-packets.ts'

export interface TraceOrder {
  readonly title: string
  readonly framing: string
  readonly tracees: readonly Tracee[]
  readonly network?: RunnerNetwork
  readonly packets: WantedPackets
  /** What a person should know before the run. */
  readonly note?: string
  /** This process's descriptors for a program that has the terminal to itself; absent if several share it. */
  readonly terminal?: readonly [number, number, number]
}

export interface Tracee {
  /** Under which its calls and its output are shown. */
  readonly name: string
  readonly traced: Traced
}

/** How a command ended. */
export interface CommandEnd {
  readonly name: string
  /** As a shell counts it: 128 and more if a signal ended it. */
  readonly code: number
}

export interface TraceHooks {
  /** The standard output and error of a command that does not have the terminal; each is to be read to its end. */
  readonly output: (index: number, out: Socket, err: Socket) => Promise<void>
  readonly ended: (end: CommandEnd) => void
}

type Prepared = Extract<FromRunner, { say: 'prepared' }>

/** Its commands wait until `run` is called. */
export class Trace {
  /** The blocks that begin the session. */
  readonly opening: readonly Uint8Array[]
  /** What a person should know before the run: sentences. */
  readonly note: string
  readonly #order: TraceOrder
  readonly #fifos: Fifos
  /** Where to write what a person types, for each command that shares the terminal with others. */
  readonly #inputs: readonly Socket[]
  readonly #runner: RunnerProcess
  readonly #log: CallLog
  readonly #outOfReach = new OutOfReach()
  /** Of this machine's own network, whose packets are not all those of the programs. */
  readonly #packets: TracedPackets | undefined
  #append: (block: Uint8Array) => void = () => undefined
  /** What the packets lack. */
  #lack: string | undefined
  /** How many tracers have not written anything yet. */
  #toBegin: number

  private constructor(
    order: TraceOrder,
    fifos: Fifos,
    inputs: readonly Socket[],
    runner: RunnerProcess,
    { interfaces, notes }: Prepared,
  ) {
    const { title, framing, network } = order
    this.note = [...(order.note === undefined ? [] : [order.note]), ...notes].join(' ')
    const opened = interfaces.map((each) => ({ linkType: LINK_ETHERNET, ...each }))
    this.#packets = network ? undefined : new TracedPackets((block) => this.#append(block))
    this.#order = order
    this.#toBegin = order.tracees.length
    this.#fifos = fifos
    this.#inputs = inputs
    this.#runner = runner
    this.#log = new CallLog(interfaces.length, (program, call) => {
      if (network) this.#outOfReach.take(program, call)
      this.#packets?.name(call)
    })
    const header = {
      title,
      framing,
      network: network ? 'private' : 'loopback',
      ...(this.note !== '' && { networkNote: this.note }),
    } as const
    this.opening = [refuseTooLong(() => sessionHeaderBlock(header)), ...opened.map(interfaceBlock)]
  }

  /** Throws `NETWORK_UNAVAILABLE`, `RUNNER_LOST` and `SESSION_HEADER_TOO_LONG`. */
  static async prepare(order: TraceOrder): Promise<Trace> {
    const { tracees, network, terminal } = order
    const namespaces = network ? await programNamespaces(searchPath(process.env.PATH)) : noNamespaces
    if (typeof namespaces === 'string') throw refusal('NETWORK_UNAVAILABLE', namespaces)
    const { start, asPerson } = namespaces
    const names = tracees.flatMap((_, index) =>
      terminal ? [traceOf(index)] : [traceOf(index), outputOf(index), errorsOf(index)],
    )
    const fifos = await Fifos.make(names)
    const inputs = terminal
      ? []
      : await Promise.all(tracees.map((_, index) => fifos.makeInput(inputOf(index))))
    const runner = new RunnerProcess({ prefix: start, ...(terminal && { terminal }) })
    try {
      const streams = (index: number): Streams =>
        terminal
          ? TERMINAL
          : {
              in: fifos.path(inputOf(index)),
              out: fifos.path(outputOf(index)),
              err: fifos.path(errorsOf(index)),
            }
      const commands = tracees.map(({ traced }, index): RunnerCommand => ({
        traced,
        streams: streams(index),
        trace: fifos.path(traceOf(index)),
        prefix: asPerson,
      }))
      return new Trace(order, fifos, inputs, runner, await runner.prepare(commands, order.packets, network))
    } catch (error) {
      for (const input of inputs) input.destroy()
      await runner.end()
      await fifos.remove()
      if (!(error instanceof NotPrepared)) throw error
      throw network
        ? refusal('NETWORK_UNAVAILABLE', await whyFailed(error.message))
        : refusal('RUNNER_LOST', error.message)
    }
  }

  /** Resolves when all commands have ended, and everything is recorded. Throws `RUNNER_LOST` and `CAPTURE_DROPPED`. */
  async run(sink: BlockSink, { output, ended }: TraceHooks): Promise<void> {
    const { tracees, terminal } = this.#order
    this.#append = (block) => sink.append(block)
    const reading = tracees.flatMap(({ name }, index) => [
      this.#record(index, name, sink),
      ...(terminal
        ? []
        : [output(index, this.#fifos.read(outputOf(index)), this.#fifos.read(errorsOf(index)))]),
    ])
    const running = this.#runner.run(0, {
      blocks: async (blocks) => {
        if (this.#packets) this.#packets.take(blocks)
        else sink.append(blocks)
        await sink.room()
      },
      ended: (index, code) => ended({ name: tracees[index]?.name ?? '', code }),
    })
    const [lack] = await Promise.all([running, ...reading])
    this.#lack = lack
  }

  /** Whether its processes run already: strace only watches them. */
  get watchesOnly(): boolean {
    return this.#order.tracees.every(({ traced }) => 'pid' in traced)
  }

  /** What a person should know after the run, a sentence each. */
  get notes(): readonly string[] {
    return [...this.#outOfReach.sentences, this.#lack, this.#packets?.note].filter(
      (sentence) => sentence !== undefined,
    )
  }

  /** Gives a command that does not have the terminal a line of input. */
  type(index: number, line: string): void {
    this.#inputs[index]?.write(`${line}\n`)
  }

  /** Nobody types any more. */
  endInput(): void {
    for (const input of this.#inputs) input.end(() => input.destroy())
  }

  /** Asks the commands to end. */
  signal(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    this.#runner.signal(signal)
  }

  /** Ends whatever is still there. */
  async leave(): Promise<void> {
    for (const input of this.#inputs) input.destroy()
    await this.#runner.end()
    await this.#fifos.remove()
  }

  /** What the command's standard output and error are, as strace names them. */
  #outputsOf(index: number): ReadonlySet<string> {
    const { terminal } = this.#order
    return new Set(
      terminal
        ? terminal.slice(1).map((descriptor) => readlinkSync(`/proc/self/fd/${descriptor}`))
        : [outputOf(index), errorsOf(index)].map((name) => this.#fifos.path(name)),
    )
  }

  /** The last tracer has its FIFO open, so no name is needed any more: a killed Unstick leaves none. */
  async #begun(): Promise<void> {
    this.#toBegin -= 1
    if (this.#toBegin === 0) await this.#fifos.remove()
  }

  /** Reads all that strace prints, also where it is not recorded any more: strace, and so the program, would wait. */
  async #record(index: number, name: string, sink: BlockSink): Promise<void> {
    const program = this.#log.program(name, this.#outputsOf(index))
    let isFirst = true
    for await (const piece of inBatches(this.#fifos.read(traceOf(index)))) {
      if (isFirst) await this.#begun()
      isFirst = false
      for (const block of program.push(piece)) sink.append(block)
      await sink.room()
    }
    for (const block of program.end()) sink.append(block)
  }
}

/** On the host's network. */
const noNamespaces: ProgramNamespaces = { start: [], asPerson: [] }

const traceOf = (index: number): string => `trace-${index}`
const outputOf = (index: number): string => `out-${index}`
const inputOf = (index: number): string => `in-${index}`
const errorsOf = (index: number): string => `err-${index}`
