// Packets that wait until a call names their connection, within a bound of memory.

/** A packet of a connection, as a block. `begins` is the sequence number of a TCP connection's first SYN. */
export interface HeldPacket {
  readonly connection: string
  readonly block: Uint8Array
  readonly begins?: number
}

/** What an entry costs beside its bytes, roughly. */
const ENTRY = 200
/** Bytes of all packets that wait. */
const MOST = 64 * 1024 * 1024

/** The packets of one pair of ports, in order. */
class Queue {
  packets: HeldPacket[] = []
  bytes = 0
  /** Whether packets were dropped, because they were too many: no more are kept. */
  isGivenUp = false

  drop(isDropped: (packet: HeldPacket) => boolean): readonly HeldPacket[] {
    const dropped = this.packets.filter(isDropped)
    this.packets = this.packets.filter((packet) => !isDropped(packet))
    this.bytes -= sizeOf(dropped)
    return dropped
  }
}

export class HeldPackets {
  readonly #queues = new Map<string, Queue>()
  readonly #most: number
  #bytes = 0

  /** `most` is the bound in bytes. */
  constructor(most = MOST) {
    this.#most = most
  }

  /** `ports` is the same for both directions of a connection. */
  keep(ports: string, packet: HeldPacket): void {
    const queue = this.#queueOf(ports)
    if (packet.begins !== undefined) this.#forgetEarlier(queue, packet)
    if (queue.isGivenUp) return
    queue.packets.push(packet)
    queue.bytes += sizeOf([packet])
    this.#bytes += sizeOf([packet])
    if (this.#bytes > this.#most) this.#makeRoom()
  }

  /** Takes out those of connections that `isNamed`. `missing`: whether there may have been more. */
  take(
    ports: string,
    isNamed: (connection: string) => boolean,
  ): { readonly packets: readonly HeldPacket[]; readonly missing: boolean } {
    const queue = this.#queues.get(ports)
    if (!queue) return { packets: [], missing: false }
    const packets = queue.drop(({ connection }) => isNamed(connection))
    this.#bytes -= sizeOf(packets)
    if (queue.packets.length === 0) this.#queues.delete(ports)
    return { packets, missing: queue.isGivenUp }
  }

  /** A SYN begins a new connection, unless it is the first one again: an earlier one of the same ends was never named. */
  #forgetEarlier(queue: Queue, { connection, begins }: HeldPacket): void {
    const first = queue.packets.find((each) => each.connection === connection)
    if (first?.begins === begins) return
    this.#bytes -= sizeOf(queue.drop((each) => each.connection === connection))
    if (queue.packets.length === 0) queue.isGivenUp = false
  }

  /** Gives up the largest, which is hardly one that is about to be named; if all are small, the older half of them. */
  #makeRoom(): void {
    let largest: Queue | undefined
    for (const queue of this.#queues.values()) if (queue.bytes > (largest?.bytes ?? 0)) largest = queue
    if (largest && largest.bytes > this.#most / 64) {
      this.#bytes -= largest.bytes
      largest.packets = []
      largest.bytes = 0
      largest.isGivenUp = true
      return
    }
    for (const [ports, { bytes }] of this.#queues) {
      if (this.#bytes <= this.#most / 2) return
      this.#queues.delete(ports)
      this.#bytes -= bytes
    }
  }

  #queueOf(ports: string): Queue {
    const known = this.#queues.get(ports)
    if (known) return known
    const made = new Queue()
    this.#queues.set(ports, made)
    return made
  }
}

const sizeOf = (packets: readonly HeldPacket[]): number =>
  packets.reduce((sum, { block }) => sum + block.length + ENTRY, 0)
