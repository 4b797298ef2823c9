// Runs one program's steps on real sockets and reports every call it made.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, CallName, CallResult, ConditionValues, Endpoint } from '@unstick/session'
import type { Clock } from '../clock.ts'
import { errnoOf } from '../errors.ts'
import { Listener } from '../sockets/listener.ts'
import { connect, type SteppedSocket } from '../sockets/stepped-socket.ts'
import { bytesRepr, exceptionText } from './python.ts'
import { encode, Listening, type Speech } from './speech.ts'
import type { NumberValue, Program, Step, TextValue, ToggleValue } from './step.ts'

/** What every program of a run shares. */
export interface Stage {
  readonly clock: Clock
  readonly conditions: Readonly<ConditionValues>
  readonly speech: Speech
  /** Where the program of that name listens, once it does. Rejects where it never will. */
  whereListens(program: string): Promise<Endpoint>
  /** Told once a program listens. */
  listens(program: string, at: Endpoint): void
  /** Told of each call when it has returned; waits where the log cannot keep up. */
  report(program: string, call: Call): Promise<void>
}

const nowhere: Endpoint = { address: '127.0.0.1', port: 0 }
const nothing: Uint8Array = new Uint8Array(0)
const utf8 = new TextEncoder()

export class ProgramRun {
  readonly #program: Program
  readonly #stage: Stage
  readonly #kept = new Map<string, string>()
  #listener: Listener | undefined
  #connection: SteppedSocket | undefined
  #listening: Listening | undefined
  #streamEnded = false

  constructor(program: Program, stage: Stage) {
    this.#program = program
    this.#stage = stage
  }

  /**
   * Runs to the last step, or to the first call that fails: that is printed as Python would print it.
   * Returns whether all went well. A stop by `signal` ends it without a word.
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const stop = () => void this.#closeAll()
    signal.addEventListener('abort', stop)
    try {
      for (const step of this.#program.steps) {
        if (signal.aborted) return false
        await this.#step(step, signal)
      }
      return true
    } catch (error) {
      if (signal.aborted) return false
      const errno = errnoOf(error)
      if (errno === undefined) throw error
      if (errno !== 'ECANCELED') await this.#print(2, exceptionText(errno))
      return false
    } finally {
      signal.removeEventListener('abort', stop)
      await this.#closeAll()
    }
  }

  /** Nobody will come any more: ends a waiting accept. */
  async stopAccepting(): Promise<void> {
    await this.#listener?.close()
  }

  async #step(step: Step, signal: AbortSignal): Promise<void> {
    switch (step.do) {
      case 'listen':
        this.#listener = await Listener.open(nowhere.address)
        this.#stage.listens(this.#program.name, this.#listener.local)
        break
      case 'accept':
        await this.#accept()
        break
      case 'connect':
        await this.#connect(await this.#stage.whereListens(step.to))
        break
      case 'nagle':
        if (!this.#toggle(step.on)) await this.#setNoDelay()
        break
      case 'sleep': {
        const ms = this.#number(step.ms)
        if (ms > 0) await sleep(ms, undefined, { signal })
        break
      }
      case 'send message':
        await this.#send(encode(this.#stage.speech, utf8.encode(this.#text(step.text))))
        break
      case 'recv message':
        this.#kept.set(step.into, await this.#recvMessage(this.#number(step.limit)))
        break
      case 'print':
        await this.#print(1, `${step.value}: ${this.#kept.get(step.value) ?? ''}`)
        break
      case 'close':
        await this.#close()
        break
    }
  }

  async #accept(): Promise<void> {
    const { clock } = this.#stage
    const listener = this.#listener
    if (!listener) throw new Error(`${this.#program.name} accepts before it listens`)
    const start = clock()
    const connection = await listener.accept()
    this.#connection = connection
    await this.#report('accept', [], 0, start, clock())
  }

  async #connect(to: Endpoint): Promise<void> {
    const { clock } = this.#stage
    const start = clock()
    try {
      this.#connection = await connect(to)
      await this.#report('connect', [], 0, start, clock())
    } catch (error) {
      await this.#failed('connect', [], start, error, { local: nowhere, remote: to })
    }
  }

  async #setNoDelay(): Promise<void> {
    const { clock } = this.#stage
    const connection = this.#connected()
    const start = clock()
    connection.setNoDelay()
    await this.#report('setsockopt', ['TCP_NODELAY', '1'], 0, start, clock())
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const { clock } = this.#stage
    const connection = this.#connected()
    const args = [String(bytes.length)]
    const start = clock()
    try {
      const count = await connection.send(bytes)
      await this.#report('send', args, count, start, clock(), bytes)
    } catch (error) {
      await this.#failed('send', args, start, error)
    }
  }

  async #recv(limit: number): Promise<Uint8Array> {
    const { clock } = this.#stage
    const connection = this.#connected()
    const args = [String(limit)]
    const start = clock()
    try {
      const bytes = await connection.recv(limit)
      await this.#report('recv', args, bytes.length, start, clock(), bytes)
      return bytes
    } catch (error) {
      return this.#failed('recv', args, start, error)
    }
  }

  /** The next message as a print shows it. */
  async #recvMessage(limit: number): Promise<string> {
    const { speech } = this.#stage
    if (!speech) return bytesRepr(await this.#recv(limit))
    this.#listening ??= new Listening(speech)
    for (;;) {
      const heard = this.#listening.next(this.#streamEnded)
      if (heard) return 'body' in heard ? bytesRepr(heard.body) : heard.nothing
      const bytes = await this.#recv(limit)
      this.#streamEnded = bytes.length === 0
      this.#listening.push(bytes)
    }
  }

  async #print(descriptor: 1 | 2, line: string): Promise<void> {
    const { clock } = this.#stage
    const text = utf8.encode(`${line}\n`)
    const start = clock()
    await this.#report('write', [String(descriptor)], text.length, start, clock(), text)
  }

  async #close(): Promise<void> {
    const { clock } = this.#stage
    const connection = this.#connected()
    const start = clock()
    await connection.close()
    await this.#report('close', [], 0, start, clock())
  }

  /** Reports a call that failed and throws on; a call that a stop cut short never returned and is not reported. */
  async #failed(
    name: CallName,
    args: readonly string[],
    start: bigint,
    error: unknown,
    ends?: Ends,
  ): Promise<never> {
    const end = this.#stage.clock()
    const errno = errnoOf(error)
    if (errno !== undefined && errno !== 'ECANCELED')
      await this.#report(name, args, { errno }, start, end, nothing, ends)
    throw error
  }

  #report(
    name: CallName,
    args: readonly string[],
    result: CallResult,
    start: bigint,
    end: bigint,
    payload = nothing,
    ends = this.#ends(),
  ): Promise<void> {
    const { local, remote } = ends
    const call: Call = {
      name,
      args,
      result,
      transport: 'tcp',
      local,
      remote,
      start,
      duration: end - start,
      payload,
    }
    return this.#stage.report(this.#program.name, call)
  }

  #ends(): Ends {
    return this.#connection ?? { local: nowhere, remote: nowhere }
  }

  #connected(): SteppedSocket {
    if (!this.#connection) throw new Error(`${this.#program.name} uses a connection before it has one`)
    return this.#connection
  }

  async #closeAll(): Promise<void> {
    await Promise.all([this.#connection?.close(), this.#listener?.close()])
  }

  #number(value: NumberValue): number {
    return typeof value === 'number' ? value : Number(this.#stage.conditions[value.condition])
  }

  #text(value: TextValue): string {
    return typeof value === 'string' ? value : String(this.#stage.conditions[value.condition])
  }

  #toggle(value: ToggleValue): boolean {
    return typeof value === 'boolean' ? value : this.#stage.conditions[value.condition] === true
  }
}

interface Ends {
  readonly local: Endpoint
  readonly remote: Endpoint
}
