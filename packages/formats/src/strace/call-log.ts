// What traced programs did, as a session's blocks: one interface for each program, one block for each socket call and for
// each text that a program printed.
import { type Call, callBlock, callInterfaceBlock } from '@unstick/session'
import { type Caller, StraceReader } from '@unstick/strace'
import { ProcessNames } from './process-names.ts'
import { SocketCalls } from './socket-calls.ts'

/** Several traces may go into one log. */
export class CallLog {
  #interfaces: number

  readonly #seen: (program: string, call: Call) => void

  /** `interfaces`: how many the log has already. `seen` is called for each call that goes into it. */
  constructor(interfaces = 0, seen: (program: string, call: Call) => void = () => undefined) {
    this.#interfaces = interfaces
    this.#seen = seen
  }

  /** One trace. `name` is the name of its command, which only this trace has. */
  program(name?: string): ProgramLog {
    return new ProgramLog(() => this.#interfaces++, this.#seen, name)
  }
}

/** The most programs that are told apart: the rest share one name, because each needs an interface of its own. */
const MAX_PROGRAMS = 1_000
const OTHERS = 'other programs'

export class ProgramLog {
  /** Why nothing of the trace could be read. */
  problem: string | undefined
  readonly #nextInterface: () => number
  readonly #seen: (program: string, call: Call) => void
  readonly #names: ProcessNames
  readonly #interfaces = new Map<string, number>()
  #blocks: Uint8Array[] = []
  readonly #calls = new SocketCalls((caller, call) => this.#add(caller, call))
  readonly #reader = new StraceReader({
    record: (record) => {
      this.#names.take(record)
      this.#calls.take(record)
    },
    problem: ({ message }) => {
      if (!this.#calls.any) this.problem ??= message
    },
  })

  constructor(
    nextInterface: () => number,
    seen: (program: string, call: Call) => void,
    name: string | undefined,
  ) {
    this.#nextInterface = nextInterface
    this.#seen = seen
    this.#names = new ProcessNames(name)
  }

  /** The blocks that the next piece of the trace completes. */
  push(piece: Uint8Array): readonly Uint8Array[] {
    this.#reader.push(piece)
    return this.#take()
  }

  end(): readonly Uint8Array[] {
    this.#reader.end()
    this.#calls.end()
    if (this.#calls.any) this.problem = undefined
    return this.#take()
  }

  #add(caller: Caller, call: Call): void {
    const program = this.#names.of(caller)
    this.#blocks.push(callBlock(this.#interfaceOf(program), call))
    this.#seen(program, call)
  }

  #take(): readonly Uint8Array[] {
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
