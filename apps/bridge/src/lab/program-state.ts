// The state of one running program: its sockets, the values it kept, and the way its calls are reported.
import type { ConditionValues } from '@unstick/api'
import type { Call, CallName, CallResult, Endpoint } from '@unstick/session'
import type { Clock } from '../clock.ts'
import { errnoOf } from '../errors.ts'
import type { Host } from '../hosts/host.ts'
import type { Listener } from '../sockets/listener.ts'
import type { SteppedSocket } from '../sockets/stepped-socket.ts'
import type { UdpSocket } from '../sockets/udp-socket.ts'
import type { MessageDecoder, MessageCodec } from './message-codec.ts'
import { Keyboard } from './keyboard.ts'
import { Lock } from './lock.ts'
import { Values } from './values.ts'

/** What all programs of a run share. */
export interface Stage {
  readonly clock: Clock
  readonly conditions: Readonly<ConditionValues>
  readonly codec: MessageCodec
  /** Where the program of that name listens, once it does. Rejects if it never will. */
  whereListens(program: string): Promise<Endpoint>
  /** Called when a program listens. */
  listens(program: string, at: Endpoint): void
  /** The next line that somebody types for that program; absent if nobody is there to type. */
  readonly typed?: (program: string, signal: AbortSignal) => Promise<string>
  /** Called with each call that has returned. Waits if the log cannot keep up. */
  report(program: string, call: Call): Promise<void>
}

const nothing: Uint8Array = new Uint8Array(0)
const utf8 = new TextEncoder()

/** Both ends of a call's socket, the program's own first. */
export interface Ends {
  readonly local: Endpoint
  readonly remote: Endpoint
}

/** A call to be made. */
export interface Asked {
  readonly name: CallName
  readonly args?: readonly string[]
  /** The default is TCP. */
  readonly transport?: Call['transport']
  /** The default is the connection's ends when the call has returned. */
  readonly ends?: Ends
}

/** What a call returned, as it is logged. The default is 0 and no bytes. */
export interface Returned {
  readonly result?: CallResult
  readonly payload?: Uint8Array
  readonly ends?: Ends
}

export class ProgramState {
  readonly name: string
  readonly stage: Stage
  /** Where it runs. */
  readonly host: Host
  readonly values: Values
  readonly signal: AbortSignal
  listener: Listener | undefined
  readonly keyboard: Keyboard
  /** The senders of what this program received by UDP. The key is the name under which the bytes were kept. */
  readonly senders = new Map<string, Endpoint>()
  /** Where its UDP socket will be bound, if that was chosen before. */
  chosenPort: Endpoint | undefined
  #connection: SteppedSocket | undefined
  #hasClosed = false
  #udp: UdpSocket | undefined
  /** The step that runs now, as calls name it: `4`, or `3.2` for the second step inside the loop that is step 3. */
  step: string | undefined
  /** Cuts messages out of this program's recvs if framing is on. */
  decoder: MessageDecoder | undefined
  /** Everything to close when the program ends. */
  readonly #open = new Set<{ close(): Promise<void> }>()

  /** For how long a recv may wait, in milliseconds; left out: for ever. */
  timeout: number | undefined
  /** What a time-out left of a message that was to be read. */
  part: Uint8Array | undefined
  /** Held by one of its threads at a time. */
  readonly lock: Lock

  constructor(name: string, host: Host, stage: Stage, signal: AbortSignal, main?: ProgramState) {
    this.name = name
    this.host = host
    this.stage = stage
    this.values = main?.values.copy() ?? new Values(stage.conditions)
    this.signal = signal
    this.keyboard = main?.keyboard ?? new Keyboard(() => stage.typed?.(name, signal))
    this.lock = main?.lock ?? new Lock()
    this.#connection = main?.connection
  }

  /** Another thread of the program, which uses its connection. `step` is the number of the steps that it runs. */
  thread(step: string): ProgramState {
    const thread = new ProgramState(this.name, this.host, this.stage, this.signal, this)
    thread.step = step
    return thread
  }

  /** The program's UDP socket, opened by the first step that needs it. Throws `CALLS_UNAVAILABLE`. */
  async udp(): Promise<UdpSocket> {
    this.#udp ??= this.owns(await this.host.udp())
    return this.#udp
  }

  /** Its own address with port 0, for when no port is known or there is none. */
  get nowhere(): Endpoint {
    return { address: this.host.address, port: 0 }
  }

  /** The TCP connection. A step that needs one before it exists is a fault of the experiment. */
  get connection(): SteppedSocket {
    if (!this.#connection) throw new Error(`${this.name} uses a connection before it has one`)
    return this.#connection
  }

  set connection(connection: SteppedSocket) {
    this.#connection = this.owns(connection)
  }

  /** Registers a socket to be closed when the program ends. */
  owns<Socket extends { close(): Promise<void> }>(socket: Socket): Socket {
    this.#open.add(socket)
    return socket
  }

  /** Closes the connection, if the program has not closed it yet. */
  async close(): Promise<void> {
    const connection = this.#connection
    if (!connection || this.#hasClosed) return
    this.#hasClosed = true
    await this.call({ name: 'close' }, () => connection.close())
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open].map((socket) => socket.close()))
  }

  /**
   * Makes a call and reports it. A failed call is reported with its errno, and its error is thrown on. A call that a stop
   * interrupted never returned, so it is not reported.
   */
  async call<Value>(
    asked: Asked,
    make: () => Promise<Value> | Value,
    returned: (value: Value) => Returned = () => ({}),
  ): Promise<Value> {
    const { clock } = this.stage
    const start = clock()
    try {
      const value = await make()
      await this.#report(asked, returned(value), start, clock())
      return value
    } catch (error) {
      const end = clock()
      const errno = errnoOf(error)
      if (errno !== undefined && errno !== 'ECANCELED')
        await this.#report(asked, { result: { errno } }, start, end)
      throw error
    }
  }

  /** Writes a line to standard output (1) or standard error (2). */
  async print(descriptor: 1 | 2, line: string): Promise<void> {
    const payload = utf8.encode(`${line}\n`)
    const asked = { name: 'write', args: [String(descriptor)] } as const
    await this.call(
      asked,
      () => payload.length,
      (result) => ({ result, payload }),
    )
  }

  #report(asked: Asked, { result = 0, payload = nothing, ends }: Returned, start: bigint, end: bigint) {
    const { name, args = [], transport = 'tcp' } = asked
    const { local, remote } = ends ??
      asked.ends ??
      this.#connection ?? { local: this.nowhere, remote: this.nowhere }
    const call = {
      name,
      args,
      result,
      transport,
      local,
      remote,
      start,
      duration: end - start,
      payload,
      step: this.step,
    }
    return this.stage.report(this.name, call)
  }
}
