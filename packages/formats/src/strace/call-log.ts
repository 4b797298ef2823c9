// What traced programs did, as a session's blocks: one interface for each program, one block for each socket call and for
// each text that a program printed.
import { encodeUtf8, WriteError } from '@unstick/pcapng'
import { type Call, callBlock, callInterfaceBlock } from '@unstick/session'
import { type PrintEvent, type SocketEvent, SocketFollower, StraceReader } from '@unstick/strace'
import { ProcessNames } from './process-names.ts'
import { SocketCalls } from './socket-calls.ts'
import { Unseen } from './unseen.ts'

/** Several traces may go into one log. */
export class CallLog {
  #interfaces: number

  readonly #seen: (program: string, call: Call) => void

  /** `interfaces`: how many the log has already. `seen` is called for each call that goes into it. */
  constructor(interfaces = 0, seen: (program: string, call: Call) => void = () => undefined) {
    this.#interfaces = interfaces
    this.#seen = seen
  }

  /**
   * One trace. `name` is the name of its command, which only this trace has. `outputs` are the files that its standard
   * output and error are, as strace names them: what a process of it writes elsewhere, such as into a pipe to another, is not
   * printed. Without them all that is written to descriptors 1 and 2 counts.
   */
  program(name?: string, outputs?: ReadonlySet<string>): ProgramLog {
    return new ProgramLog(() => this.#interfaces++, this.#seen, name, outputs)
  }
}

/** The most programs that are told apart: the rest share one name, because each needs an interface of its own. */
const MAX_PROGRAMS = 1_000
const OTHERS = 'other programs'

/** Under that name the log says what a trace does not show. */
const UNSTICK = 'Unstick'
const NOWHERE = { address: '0.0.0.0', port: 0 }

export class ProgramLog {
  readonly #nextInterface: () => number
  readonly #seen: (program: string, call: Call) => void
  readonly #names: ProcessNames
  readonly #outputs: ReadonlySet<string> | undefined
  readonly #interfaces = new Map<string, number>()
  readonly #unseen = new Unseen()
  /** Whether any line was one of strace's. */
  #any = false
  #blocks: Uint8Array[] = []
  /** When the last event was: nanoseconds since 1970. */
  #last = 0n
  readonly #calls = new SocketCalls((process, call) => this.#add(this.#names.of(process), call))
  readonly #follower = new SocketFollower((event) => this.#take(event))
  readonly #reader = new StraceReader({
    record: (record) => {
      this.#any = true
      this.#follower.take(record)
    },
    problem: ({ message }) => this.#unseen.problem(message),
  })

  constructor(
    nextInterface: () => number,
    seen: (program: string, call: Call) => void,
    name: string | undefined,
    outputs: ReadonlySet<string> | undefined,
  ) {
    this.#outputs = outputs
    this.#nextInterface = nextInterface
    this.#seen = seen
    this.#names = new ProcessNames(name)
  }

  /** Why nothing could be read: a sentence with line and column. */
  get problem(): string | undefined {
    return this.#any ? undefined : this.#unseen.firstProblem
  }

  /** The blocks that the next piece of the trace completes. */
  push(piece: Uint8Array): readonly Uint8Array[] {
    this.#reader.push(piece)
    return this.#taken()
  }

  end(): readonly Uint8Array[] {
    this.#reader.end()
    this.#calls.end()
    if (this.#any)
      for (const sentence of this.#unseen.atEnd(this.#reader.clock, this.#calls)) this.#say(sentence)
    return this.#taken()
  }

  #take(event: SocketEvent): void {
    this.#last = event.start ?? this.#last
    this.#names.take(event)
    if (event.kind !== 'print' || this.#isPrinted(event)) this.#calls.take(event)
    const sentence = this.#unseen.take(event, this.#names.of(event.process))
    if (sentence !== undefined) this.#say(sentence)
  }

  #isPrinted({ on: { label } }: PrintEvent): boolean {
    return this.#outputs === undefined || label?.kind !== 'file' || this.#outputs.has(label.path)
  }

  #add(program: string, call: Call): void {
    const block = this.#blockOf(program, call)
    if (!block) return
    this.#blocks.push(block)
    this.#seen(program, call)
  }

  /** `undefined` if the trace says what no call can have, such as a port of seven digits. */
  #blockOf(program: string, call: Call): Uint8Array | undefined {
    try {
      return callBlock(this.#interfaceOf(program), call)
    } catch (error) {
      if (!(error instanceof WriteError)) throw error
      this.#unseen.problem(error.message)
      return undefined
    }
  }

  #say(sentence: string): void {
    const payload = encodeUtf8(`${sentence}\n`)
    const ends = { local: NOWHERE, remote: NOWHERE }
    const call = { name: 'write', args: ['2'], result: payload.length, transport: 'tcp' } as const
    this.#add(UNSTICK, { ...call, ...ends, start: this.#last, duration: 0n, payload })
  }

  #taken(): readonly Uint8Array[] {
    const blocks = this.#blocks
    this.#blocks = []
    return blocks
  }

  #interfaceOf(name: string): number {
    const known = this.#interfaces.get(name)
    if (known !== undefined) return known
    if (this.#interfaces.size >= MAX_PROGRAMS && name !== OTHERS) return this.#interfaceOf(OTHERS)
    const made = this.#nextInterface()
    this.#interfaces.set(name, made)
    this.#blocks.push(callInterfaceBlock(name))
    return made
  }
}
