// A packet as a sink is shown it: one object for all packets of a file, so that a million of them cost no memory.
import {
  EPB_FLAGS,
  EPB_PACKETID,
  findOption,
  numberOption,
  OPT_COMMENT,
  padded,
  textOption,
} from './options.ts'

export type Direction = 'inbound' | 'outbound'

/**
 * A packet where it lies. Valid during the sink's call only, and so are the bytes of `data`: copy what is to stay,
 * or keep `fileOffset`.
 */
export interface PacketView {
  /** Counts the interfaces of the whole file, across its sections. */
  readonly interfaceIndex: number
  readonly linkType: number
  /** Whether the file gives the packet a time; a simple packet block has none, and both numbers are then 0. */
  readonly timed: boolean
  /** Whole seconds since the epoch, an integer. */
  readonly seconds: number
  /** And the nanoseconds after them: 0 to 999,999,999. */
  readonly nanoseconds: number
  /** The pushed bytes, or a buffer of the reader's, with the packet at `[start, start + length)`. */
  readonly data: Uint8Array
  readonly start: number
  /** Bytes captured. */
  readonly length: number
  /** Bytes on the wire: more than `length` where the capture cut the packet. */
  readonly originalLength: number
  /** Where in the file the packet's first byte lies. */
  readonly fileOffset: number
  /** `seconds` and `nanoseconds` in one number. */
  readonly time: bigint
  /** What the packet's flags say; looked up when asked for. */
  readonly direction: Direction | undefined
  /** The packet's first comment; decoded when asked for. */
  readonly comment: string | undefined
  /** The number by which another interface names the same packet (epb_packetid); looked up when asked for. */
  readonly packetId: number | undefined
}

/** What a packet has from its interface. */
export interface PacketSource {
  readonly index: number
  readonly linkType: number
}

/**
 * The view's one implementation. A parser writes what differs from packet to packet into it and nothing else: what
 * can be worked out from that is, when it is asked for.
 */
export class Packet implements PacketView {
  source: PacketSource = { index: 0, linkType: 0 }
  timed = true
  seconds = 0
  nanoseconds = 0
  data: Uint8Array = new Uint8Array(0)
  start = 0
  length = 0
  originalLength = 0
  /** File offset of the first byte of `data`. */
  base = 0
  /** Index in `data` of the end of the packet's options. */
  optionsEnd = 0
  little = true

  get interfaceIndex(): number {
    return this.source.index
  }

  get linkType(): number {
    return this.source.linkType
  }

  get fileOffset(): number {
    return this.base + this.start
  }

  get time(): bigint {
    return BigInt(this.seconds) * 1_000_000_000n + BigInt(this.nanoseconds)
  }

  get direction(): Direction | undefined {
    const at = findOption(this.#options(), EPB_FLAGS)
    if (at < 0) return undefined
    const lowest = this.data[this.little ? at : at + 3] as number
    const direction = lowest & 3
    return direction === 1 ? 'inbound' : direction === 2 ? 'outbound' : undefined
  }

  get comment(): string | undefined {
    return textOption(this.#options(), OPT_COMMENT)
  }

  get packetId(): number | undefined {
    const area = this.#options()
    if (area.start >= area.end) return undefined
    const id = numberOption(area, EPB_PACKETID, 8)
    return id === undefined ? undefined : Number(id)
  }

  #options() {
    const { data, start, length, optionsEnd, little } = this
    return { data, start: start + padded(length), end: optionsEnd, little }
  }
}
