// What one running program has: its sockets, the values it kept, and the way in which its calls are reported.
import type { ConditionValues } from '@unstick/api'
import type { Call, CallName, CallResult, Endpoint } from '@unstick/session'
import type { Clock } from '../clock.ts'
import { errnoOf } from '../errors.ts'
import type { Host } from '../hosts/host.ts'
import type { Listener } from '../sockets/listener.ts'
import type { SteppedSocket } from '../sockets/stepped-socket.ts'
import type { UdpSocket } from '../sockets/udp-socket.ts'
import type { Listening, Speech } from './speech.ts'
import { Keyboard } from './keyboard.ts'
import { Values } from './values.ts'

/** What every program of a run shares. */
export interface Stage {
  readonly clock: Clock
  readonly conditions: Readonly<ConditionValues>
  readonly speech: Speech
  /** Where the program of that name listens, once it does. Rejects where it never will. */
  whereListens(program: string): Promise<Endpoint>
  /** Told once a program listens. */
  listens(program: string, at: Endpoint): void
  /** The next line that somebody types for that program; absent where nobody is there to type. */
  readonly typed?: (program: string, signal: AbortSignal) => Promise<string>
  /** Told of each call when it has returned; waits where the log cannot keep up. */
  report(program: string, call: Call): Promise<void>
}

const nothing: Uint8Array = new Uint8Array(0)
const utf8 = new TextEncoder()

/** Both ends of a call's socket, its own first. */
export interface Ends {
  readonly local: Endpoint
  readonly remote: Endpoint
}

/** A call to be made. */
export interface Asked {
  readonly name: CallName
  readonly args?: readonly string[]
  /** Left out: TCP. */
  readonly transport?: Call['transport']
  /** Left out: the connection's ends, as they are when the call has returned. */
  readonly ends?: Ends
}

/** What a call gave back, as the log has it. Left out: 0, and no bytes. */
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
  /** Who sent what this program received by UDP, by the name under which that was kept. */
  readonly senders = new Map<string, Endpoint>()
  /** Where its UDP socket is to be bound, where that was chosen before. */
  chosenPort: Endpoint | undefined
  #connection: SteppedSocket | undefined
  #udp: UdpSocket | undefined
  /** What this program makes of its recvs where framing is on. */
  listening: Listening | undefined
  /** Everything that the program's end closes. */
  readonly #open = new Set<{ close(): Promise<void> }>()

  constructor(name: string, host: Host, stage: Stage, signal: AbortSignal) {
    this.name = name
    this.host = host
    this.stage = stage
    this.values = new Values(stage.conditions)
    this.signal = signal
    this.keyboard = new Keyboard(() => stage.typed?.(name, signal))
  }

  /** The program's UDP socket, opened by the first step that needs it. Throws `UDP_UNAVAILABLE`. */
  async udp(): Promise<UdpSocket> {
    this.#udp ??= this.owns(await this.host.udp())
    return this.#udp
  }

  /** Its own address, where no port is known or there is none. */
  get nowhere(): Endpoint {
    return { address: this.host.address, port: 0 }
  }

  /** The TCP connection. A step that needs one before there is one is a fault of its experiment. */
  get connection(): SteppedSocket {
    if (!this.#connection) throw new Error(`${this.name} uses a connection before it has one`)
    return this.#connection
  }

  set connection(connection: SteppedSocket) {
    this.#connection = this.owns(connection)
  }

  /** Keeps a socket to be closed when the program ends. */
  owns<Socket extends { close(): Promise<void> }>(socket: Socket): Socket {
    this.#open.add(socket)
    return socket
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open].map((socket) => socket.close()))
  }

  /**
   * Makes a call and reports it; one that fails is reported with its errno and thrown on. A call that a stop cut short
   * never returned and is not reported.
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

  /** A line on standard output (1) or standard error (2). */
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
    const call = { name, args, result, transport, local, remote, start, duration: end - start, payload }
    return this.stage.report(this.name, call)
  }
}
