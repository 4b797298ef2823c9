// The wire's process. It waits for packets that leave at either end, passes each on when it is due, and writes two pcapng blocks to
// standard output: one when the packet left, one when it arrived.
//
// The first line of standard input is the order (order.ts) as JSON. When standard input ends, the wire ends too, as soon
// as no packet is on its way. It writes one line to descriptor 3 when it works, and one at its end.
import { readSync, writeSync } from 'node:fs'
import { packetBlock, type PacketFields } from '@unstick/pcapng'
import { type LossReason } from './direction.ts'
import { Output } from './output.ts'
import type { Ends } from './ends.ts'
import { loopbackEnds } from './loopback-ends.ts'
import type { WireOrder, WireReport } from './order.ts'
import { loadPacketCalls, type PacketCalls, Polled } from './packet-calls.ts'
import { twoHostsEnds } from './two-hosts-ends.ts'
import { Wire } from './wire.ts'

const INPUT = 0
const OUTPUT = 1
const REPORTS = 3
/** How many frames it reads at one source before it turns to the next. */
const TURN = 64
/** How long the wire continues after its input has ended, at most, in nanoseconds. */
const LONGEST_END = 8_000_000_000

const reasons: Readonly<Record<LossReason, string>> = {
  loss: 'lost on the wire, by chance',
  queue: 'lost on the wire, because its queue was full',
}

export const runWire = async (): Promise<void> => {
  const order = readOrder()
  const calls = await loadPacketCalls()
  const ends = order.joins === 'a loopback' ? await loopbackEnds(order, calls) : twoHostsEnds(order, calls)
  report({ works: true })
  const loop = new WireLoop(new Wire(order.settings), ends, calls)
  loop.run()
  report({
    overrun: ends.sources.reduce((sum, fd) => sum + calls.drops(fd), 0),
    unrecorded: loop.unrecorded,
  } satisfies WireReport)
}

class WireLoop {
  readonly #wire: Wire
  readonly #ends: Ends
  readonly #calls: PacketCalls
  readonly #output: Output
  readonly #polled: Polled
  /** Times in the wire are nanoseconds since it began, so that they stay exact as numbers. */
  readonly #began: bigint

  constructor(wire: Wire, ends: Ends, calls: PacketCalls) {
    this.#wire = wire
    this.#ends = ends
    this.#calls = calls
    this.#output = new Output((bytes) => calls.writeSome(OUTPUT, bytes))
    this.#polled = new Polled([INPUT, OUTPUT, ...ends.sources])
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
      const took = this.#ends.sources.reduce((sum, source) => sum + this.#takeFrom(source), 0)
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
      if (this.#ends.write(at, frame))
        this.#record(this.#ends.logInterface(at, 'arrives'), {
          direction: 'inbound',
          time: now,
          data: frame,
          packetId: packet,
        })
    }
  }

  #takeFrom(source: number): number {
    for (let count = 0; count < TURN; count += 1) {
      const departure = this.#ends.read(source)
      if (!departure) return count
      const { from, frame } = departure
      const left = Number(departure.time - this.#began)
      const fate = this.#wire.take(from, frame, left)
      this.#record(this.#ends.logInterface(from, 'leaves'), {
        direction: 'outbound',
        time: left,
        data: frame,
        packetId: this.#wire.packet,
        ...('lost' in fate && { comment: reasons[fate.lost] }),
      })
    }
    return TURN
  }

  /** `time` counts from when the wire began. */
  #record(
    interfaceId: number,
    packet: Omit<PacketFields, 'interfaceId' | 'time'> & { readonly time: number },
  ): void {
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

/** Their places among the polled descriptors, before the sources. */
const INPUT_INDEX = 0
const OUTPUT_INDEX = 1

/** The first line of standard input, read byte by byte so that nothing after it is taken. */
const readOrder = (): WireOrder => {
  const bytes: number[] = []
  const byte = new Uint8Array(1)
  while (readSync(INPUT, byte) === 1 && byte[0] !== 0x0a) bytes.push(byte[0] ?? 0)
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes))) as WireOrder
}

const report = (words: object): void => void writeSync(REPORTS, `${JSON.stringify(words)}\n`)
