// The classic pcap file (draft-ietf-opsawg-pcap): one header of 24 bytes, then packets with 16 bytes before each.
import { MAX_BLOCK_LENGTH, MAX_PACKET_LENGTH } from './block-type.ts'
import type { CaptureSink, MutableBlockCounts } from './capture-sink.ts'
import { type CaptureError, captureError } from './codes.ts'
import type { FileParser } from './file-parser.ts'
import type { Packet } from './packet-view.ts'

const FILE_HEADER_LENGTH = 24
const RECORD_HEADER_LENGTH = 16

export class PcapParser implements FileParser {
  error: CaptureError | undefined
  readonly #sink: CaptureSink
  readonly #packet: Packet
  readonly #counts: MutableBlockCounts
  #view: DataView = new DataView(new ArrayBuffer(0))
  /** File offset of the view's first byte. */
  #base = 0
  readonly #little: boolean
  /** Nanoseconds in the unit of a packet time's fraction. */
  readonly #scale: number
  #begun = false
  #maxPacketLength = MAX_PACKET_LENGTH

  constructor(
    sink: CaptureSink,
    packet: Packet,
    counts: MutableBlockCounts,
    magic: { readonly little: boolean; readonly nanoseconds: boolean },
  ) {
    this.#sink = sink
    this.#packet = packet
    this.#counts = counts
    this.#little = magic.little
    this.#scale = magic.nanoseconds ? 1 : 1000
  }

  lookAt(data: Uint8Array, base: number): void {
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    this.#base = base
    this.#packet.data = data
    this.#packet.base = base
  }

  measure(at: number, available: number): number {
    if (!this.#begun) return FILE_HEADER_LENGTH
    if (available < RECORD_HEADER_LENGTH) return RECORD_HEADER_LENGTH
    const captured = this.#view.getUint32(at + 8, this.#little)
    if (captured > this.#maxPacketLength) {
      this.error = captureError('RECORD_LENGTH', this.#base + at, captured, this.#maxPacketLength)
      return -1
    }
    return RECORD_HEADER_LENGTH + captured
  }

  parse(at: number, end: number): number {
    for (;;) {
      const length = this.measure(at, end - at)
      if (length < 0 || length > end - at) return at
      if (this.#begun) this.#record(at, length - RECORD_HEADER_LENGTH)
      else this.#header(at)
      at += length
    }
  }

  #header(at: number): void {
    const view = this.#view
    const snapLength = view.getUint32(at + 16, this.#little)
    // The upper bits are about frame check sequences (draft-ietf-opsawg-pcap, section 4).
    const linkType = view.getUint32(at + 20, this.#little) & 0xffff
    this.#begun = true
    this.#maxPacketLength = Math.min(Math.max(snapLength, MAX_PACKET_LENGTH), MAX_BLOCK_LENGTH)
    this.#packet.source = { index: 0, linkType }
    this.#counts.sections++
    this.#counts.interfaces++
    const place = { offset: this.#base + at, length: FILE_HEADER_LENGTH }
    this.#sink.section?.({ format: 'pcap', byteOrder: this.#little ? 'little' : 'big' }, place)
    this.#sink.interface?.(0, { linkType, snapLength }, place)
  }

  #record(at: number, captured: number): void {
    const view = this.#view
    const packet = this.#packet
    // A fraction of a second or more, which only a faulty writer writes, is carried into the seconds.
    const fraction = view.getUint32(at + 4, this.#little) * this.#scale
    const carry = Math.floor(fraction / 1e9)
    packet.seconds = view.getUint32(at, this.#little) + carry
    packet.nanoseconds = fraction - carry * 1e9
    packet.start = at + RECORD_HEADER_LENGTH
    packet.length = captured
    packet.originalLength = view.getUint32(at + 12, this.#little)
    this.#counts.packets++
    if (captured < packet.originalLength) this.#counts.cutPackets++
    this.#sink.packet(packet)
  }
}
