// The wire's process. It waits for packets at both ends, passes each on when it is due, and writes two pcapng blocks to
// standard output: one when the packet left, one when it arrived.
//
// The first line of standard input is the order below, as JSON. When standard input ends, the wire ends too, as soon
// as no packet is on its way. It writes one line to descriptor 3 when it works, and one at its end.
import { readSync, writeSync } from 'node:fs'
import { packetBlock, type PacketFields } from '@unstick/pcapng'
import { type LossReason } from './direction.ts'
import { Output } from './output.ts'
import { loadPacketCalls, type PacketCalls, Polled } from './packet-calls.ts'
import type { WireSettings } from './settings.ts'
import { type End, Wire } from './wire.ts'

/** What the wire must do. */
export interface WireOrder {
  readonly settings: WireSettings
  /** The two interfaces that the wire joins, each with the number of its host's interface in the log. */
  readonly ends: readonly [WireEnd, WireEnd]
}

interface WireEnd {
  readonly name: string
  readonly logInterface: number
}

/** What the wire reports at its end. */
export interface WireReport {
  /** Packets that came in faster than the wire could take them: the kernel dropped them. */
  readonly overrun: number
  /** Packets that travelled and are not in the log, because its reader was too slow. */
  readonly unrecorded: number
}

const INPUT = 0
const OUTPUT = 1
const REPORTS = 3
/** How many frames it reads at one end before it turns to the other. */
const TURN = 64
/** Bytes of the largest frame: the largest IP packet, with its Ethernet header. */
const LARGEST_FRAME = 65_535 + 18
/** How long the wire continues after its input has ended, at most, in nanoseconds. */
const LONGEST_END = 8_000_000_000

const reasons: Readonly<Record<LossReason, string>> = {
  loss: 'lost on the wire, by chance',
  queue: 'lost on the wire, because its queue was full',
}

export const runWire = async (): Promise<void> => {
  const order = readOrder()
  const calls = await loadPacketCalls()
  const sockets = order.ends.map(({ name }) => calls.open(name)) as [number, number]
  report({ works: true })
  const loop = new WireLoop(order, calls, sockets)
  loop.run()
  report({
    overrun: sockets.reduce((sum, fd) => sum + calls.drops(fd), 0),
    unrecorded: loop.unrecorded,
  } satisfies WireReport)
}

class WireLoop {
  readonly #order: WireOrder
  readonly #calls: PacketCalls
  readonly #sockets: readonly [number, number]
  readonly #wire: Wire
  readonly #output: Output
  readonly #polled: Polled
  readonly #room = new Uint8Array(LARGEST_FRAME)
  /** Times in the wire are nanoseconds since it began, so that they stay exact as numbers. */
  readonly #began: bigint

  constructor(order: WireOrder, calls: PacketCalls, sockets: readonly [number, number]) {
    this.#order = order
    this.#calls = calls
    this.#sockets = sockets
    this.#wire = new Wire(order.settings)
    this.#output = new Output((bytes) => calls.writeSome(OUTPUT, bytes))
    this.#polled = new Polled([...sockets, INPUT, OUTPUT])
    this.#began = calls.now()
  }

  get unrecorded(): number {
    return this.#output.unrecorded
  }

  /** Returns when the input has ended, no packet is on its way, and nothing waits to be read. */
  run(): void {
    let ending: number | undefined
    for (;;) {
      this.#deliver()
      const took = this.#takeFrom(0) + this.#takeFrom(1)
      if (!this.#output.flush() || this.#polled.isGone(OUTPUT_INDEX)) return
      if (ending === undefined && this.#inputEnded()) {
        ending = this.#now()
        // It stays ready from now on, so a wait for it would end at once.
        this.#polled.forget(INPUT_INDEX)
      }
      const isIdle = took === 0 && this.#wire.nextDue === undefined && !this.#output.waits
      if (ending !== undefined && (isIdle || this.#now() - ending > LONGEST_END)) return
      if (took === 0) this.#wait()
    }
  }

  #deliver(): void {
    for (;;) {
      // Read the clock before the frame goes on. Otherwise the host's reaction could seem to come before the arrival.
      const now = this.#now()
      const arrival = this.#wire.arrive(now)
      if (!arrival) return
      const { at, frame, packet } = arrival
      if (this.#calls.write(this.#sockets[at], frame))
        this.#record(at, { direction: 'inbound', time: now, data: frame, packetId: packet })
    }
  }

  #takeFrom(end: End): number {
    for (let count = 0; count < TURN; count += 1) {
      const read = this.#calls.read(this.#sockets[end], this.#room)
      if (!read) return count
      const left = Number(read.time - this.#began)
      const fate = this.#wire.take(end, read.bytes, left)
      this.#record(end, {
        direction: 'outbound',
        time: left,
        data: read.bytes,
        packetId: this.#wire.packet,
        ...('lost' in fate && { comment: reasons[fate.lost] }),
      })
    }
    return TURN
  }

  /** `time` counts from when the wire began. */
  #record(end: End, packet: Omit<PacketFields, 'interfaceId' | 'time'> & { readonly time: number }): void {
    const interfaceId = this.#order.ends[end].logInterface
    this.#output.add(packetBlock({ ...packet, interfaceId, time: this.#began + BigInt(packet.time) }))
  }

  #inputEnded(): boolean {
    if (!this.#polled.isReady(INPUT_INDEX)) return false
    // Only the end of the input is expected there.
    return readSync(INPUT, new Uint8Array(1)) === 0
  }

  #wait(): void {
    const due = this.#wire.nextDue
    this.#polled.await(OUTPUT_INDEX, this.#output.waits ? 'writable' : 'end')
    this.#calls.wait(this.#polled, due === undefined ? undefined : Math.max(0, due - this.#now()))
  }

  #now(): number {
    return Number(this.#calls.now() - this.#began)
  }
}

/** Their places among the polled descriptors, after the two ends. */
const INPUT_INDEX = 2
const OUTPUT_INDEX = 3

/** The first line of standard input, read byte by byte so that nothing after it is taken. */
const readOrder = (): WireOrder => {
  const bytes: number[] = []
  const byte = new Uint8Array(1)
  while (readSync(INPUT, byte) === 1 && byte[0] !== 0x0a) bytes.push(byte[0] ?? 0)
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes))) as WireOrder
}

const report = (words: object): void => void writeSync(REPORTS, `${JSON.stringify(words)}\n`)
