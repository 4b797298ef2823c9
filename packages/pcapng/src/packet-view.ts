// A packet as a sink gets it: one object for all packets of a file, so that a million of them cost no memory.
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
 * A packet in place. It and the bytes of `data` are valid only during the sink's call: copy what you need later, or keep
 * `fileOffset`.
 */
export interface PacketView {
  /** Counts the interfaces of the whole file, across its sections. */
  readonly interfaceIndex: number
  readonly linkType: number
  /** Whether the file gives the packet a time; a simple packet block has none, and both numbers are then 0. */
  readonly timed: boolean
  /** Whole seconds since the epoch, an integer. */
  readonly seconds: number
  /** The nanoseconds after them: 0 to 999,999,999. */
  readonly nanoseconds: number
  /** The pushed bytes, or a buffer of the reader, with the packet at `[start, start + length)`. */
  readonly data: Uint8Array
  readonly start: number
  /** Bytes captured. */
  readonly length: number
  /** Bytes on the wire: more than `length` if the capture cut the packet. */
  readonly originalLength: number
  /** Offset in the file of the packet's first byte. */
  readonly fileOffset: number
  /** `seconds` and `nanoseconds` in one number. */
  readonly time: bigint
  /** From the packet's flags; read only when asked for. */
  readonly direction: Direction | undefined
  /** The packet's first comment; decoded only when asked for. */
  readonly comment: string | undefined
  /** The number by which another interface names the same packet (epb_packetid); looked up when asked for. */
  readonly packetId: number | undefined
}

/** What a packet gets from its interface. */
export interface PacketSource {
  readonly index: number
  readonly linkType: number
}

/**
 * The view's only implementation. A parser writes into it only what differs from packet to packet; the rest is computed
 * from that when asked for.
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
