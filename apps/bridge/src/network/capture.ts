// Captures every packet of a namespace's loopback with dumpcap, and knows when it has seen all that were sent so far.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { CaptureReader, dissect, type PacketView, Payload } from '@unstick/pcapng'
import { heard } from '../heard.ts'
import { Marker } from './marker.ts'

/** dumpcap's buffer in the kernel, in MiB: what a flood may fill before dumpcap gets to run. */
const BUFFER = 16
/** Milliseconds until a marker that the capture does not show is sent again; dumpcap holds packets back for 250. */
const AGAIN = 300

/** Takes a packet, which is a view during the call. */
export type TakePacket = (packet: PacketView) => void

export class Capture {
  readonly linkType: number
  readonly snapLength: number
  readonly #dumpcap: ChildProcess
  readonly #marker: Marker
  readonly #state: State

  private constructor(dumpcap: ChildProcess, marker: Marker, state: State) {
    this.#dumpcap = dumpcap
    this.#marker = marker
    this.#state = state
    this.linkType = state.linkType
    this.snapLength = state.snapLength
  }

  /** Resolves when packets are captured. Rejects with what dumpcap said. */
  static async start(): Promise<Capture> {
    const marker = await Marker.open()
    const dumpcap = heard(
      spawn('dumpcap', ['-i', 'lo', '-q', '-B', String(BUFFER), '-w', '-'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
    const state = new State(marker)
    dumpcap.stderr.on('data', (piece: Buffer) => (state.said = (state.said + piece.toString()).slice(-4_096)))
    dumpcap.stdout.on('data', (piece: Uint8Array) => state.push(piece))
    await new Promise<void>((resolve, reject) => {
      state.onInterface = resolve
      dumpcap.once('error', reject)
      dumpcap.once('close', () => reject(new Error(`dumpcap ended: ${state.said.trim()}`)))
    })
    return new Capture(dumpcap, marker, state)
  }

  /** From now on packets go to `take`; those before are forgotten. */
  begin(take: TakePacket): void {
    this.#state.take = take
  }

  /**
   * Resolves when the capture has shown all packets that were sent before this call: a marker goes behind them, and
   * another one where it gets lost. `false` where none was seen within the time, in milliseconds.
   */
  async seenAll(bound: number): Promise<boolean> {
    const late = AbortSignal.timeout(bound)
    const seen = new Promise<boolean>((resolve) => {
      this.#state.onMarker = () => resolve(true)
      late.addEventListener('abort', () => resolve(false))
    })
    const again = setInterval(() => this.#marker.send(), AGAIN)
    this.#marker.send()
    try {
      return await seen
    } finally {
      clearInterval(again)
    }
  }

  /** Ends the capture; how many packets the kernel had to drop, for dumpcap was too slow. */
  async stop(): Promise<number> {
    if (this.#dumpcap.exitCode === null) {
      const closed = once(this.#dumpcap, 'close')
      this.#dumpcap.kill('SIGINT')
      await closed
    }
    this.#marker.close()
    return droppedOf(this.#state.said)
  }
}

/** `Packets received/dropped on interface 'Loopback: lo': 69/0 (…)`, which dumpcap says at its end. */
const droppedOf = (said: string): number =>
  Number(/received\/dropped on interface .*: \d+\/(\d+)/.exec(said)?.[1] ?? 0)

/** What dumpcap's output shows, as it comes. */
class State {
  linkType = 0
  snapLength = 0
  said = ''
  take: TakePacket | undefined
  onInterface: () => void = () => undefined
  onMarker: () => void = () => undefined
  readonly #marker: Marker
  readonly #payload = new Payload()
  readonly #reader = new CaptureReader({
    interface: (_index, { linkType, snapLength }) => {
      this.linkType = linkType
      this.snapLength = snapLength
      this.onInterface()
    },
    packet: (packet) => {
      if (this.#isMarker(packet)) this.onMarker()
      else this.take?.(packet)
    },
  })

  constructor(marker: Marker) {
    this.#marker = marker
  }

  push(piece: Uint8Array): void {
    this.#reader.push(piece)
  }

  #isMarker({ linkType, data, start, length, originalLength }: PacketView): boolean {
    const payload = this.#payload
    return (
      dissect(linkType, data, start, length, originalLength, payload) &&
      payload.transport === 'udp' &&
      payload.sourcePort === this.#marker.port &&
      payload.destinationPort === this.#marker.port
    )
  }
}
