// Parses the blocks of a pcapng file in place (draft-ietf-opsawg-pcapng, section 4).
import {
  BYTE_ORDER_MAGIC,
  CUSTOM,
  CUSTOM_NOT_COPIED,
  DECRYPTION_SECRETS,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  INTERFACE_STATISTICS,
  MAX_BLOCK_LENGTH,
  MAX_INTERFACES,
  MIN_BLOCK_LENGTH,
  NAME_RESOLUTION,
  PACKET,
  SECTION_HEADER,
  SIMPLE_PACKET,
} from './block-type.ts'
import type { CaptureSink, MutableBlockCounts } from './capture-sink.ts'
import { type CaptureError, captureError, type CaptureErrorCode } from './codes.ts'
import type { FileParser } from './file-parser.ts'
import { type Interface, readInterface, readSection } from './headers.ts'
import type { Packet } from './packet-view.ts'

export class PcapngParser implements FileParser {
  error: CaptureError | undefined
  readonly #sink: CaptureSink
  readonly #packet: Packet
  readonly #counts: MutableBlockCounts
  #data: Uint8Array = new Uint8Array(0)
  #view: DataView = new DataView(this.#data.buffer)
  /** File offset of `#data[0]`. */
  #base = 0
  #little = true
  /** Whether this section's version is unknown. Then nothing is read until the next section. */
  #skipping = false
  /** This section's interfaces; their numbers in the file begin at `#firstInterface`. */
  #interfaces: Interface[] = []
  #firstInterface = 0

  constructor(sink: CaptureSink, packet: Packet, counts: MutableBlockCounts) {
    this.#sink = sink
    this.#packet = packet
    this.#counts = counts
  }

  lookAt(data: Uint8Array, base: number): void {
    this.#data = data
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    this.#base = base
    this.#packet.data = data
    this.#packet.base = base
  }

  measure(at: number, available: number): number {
    if (available < MIN_BLOCK_LENGTH) return MIN_BLOCK_LENGTH
    const view = this.#view
    // A section header's type is the same in both byte orders, so the magic after it can give the section's order.
    if (view.getUint32(at, true) === SECTION_HEADER) {
      this.#little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC
      if (!this.#little && view.getUint32(at + 8, false) !== BYTE_ORDER_MAGIC)
        return this.#fail('BYTE_ORDER', at, view.getUint32(at + 8, false), BYTE_ORDER_MAGIC)
    }
    const length = view.getUint32(at + 4, this.#little)
    return length < MIN_BLOCK_LENGTH || length > MAX_BLOCK_LENGTH || (length & 3) !== 0
      ? this.#fail('BLOCK_LENGTH', at, length, MAX_BLOCK_LENGTH)
      : length
  }

  parse(at: number, end: number): number {
    for (;;) {
      const length = this.measure(at, end - at)
      if (length < 0 || length > end - at) return at
      const trailer = this.#view.getUint32(at + length - 4, this.#little)
      if (trailer !== length) {
        this.#fail('BLOCK_TRAILER', at, trailer, length)
        return at
      }
      const type = this.#view.getUint32(at, this.#little)
      if (type === ENHANCED_PACKET && !this.#skipping) this.#enhancedPacket(at, length)
      else this.#other(type, at, length)
      at += length
    }
  }

  #enhancedPacket(at: number, length: number): void {
    if (length < 32) this.#refuse('BLOCK_TOO_SHORT', at, length, 32)
    else this.#timedPacket(at, length, this.#view.getUint32(at + 8, this.#little))
  }

  #timedPacket(at: number, length: number, id: number): void {
    const view = this.#view
    const little = this.#little
    const captured = view.getUint32(at + 20, little)
    if (captured > length - 32) {
      this.#refuse('PACKET_LENGTH', at, captured, length - 32)
      return
    }
    const source = this.#interfaces[id]
    if (source === undefined) {
      this.#refuse('UNKNOWN_INTERFACE', at, id, this.#interfaces.length)
      return
    }
    const packet = this.#packet
    source.clock.read(view.getUint32(at + 12, little), view.getUint32(at + 16, little), packet)
    packet.timed = true
    packet.start = at + 28
    packet.optionsEnd = at + length - 4
    this.#emit(source, captured, view.getUint32(at + 24, little))
  }

  #emit(source: Interface, captured: number, original: number): void {
    const packet = this.#packet
    if (packet.source !== source) packet.source = source
    packet.length = captured
    packet.originalLength = original
    packet.little = this.#little
    this.#counts.packets++
    if (captured < original) this.#counts.cutPackets++
    this.#sink.packet(packet)
  }

  #other(type: number, at: number, length: number): void {
    if (type === SECTION_HEADER) this.#section(at, length)
    else if (this.#skipping) this.#counts.refused++
    else
      switch (type) {
        case INTERFACE_DESCRIPTION:
          this.#interface(at, length)
          break
        case SIMPLE_PACKET:
          this.#simplePacket(at, length)
          break
        case PACKET:
          this.#obsoletePacket(at, length)
          break
        case NAME_RESOLUTION:
          this.#counts.nameResolution++
          break
        case INTERFACE_STATISTICS:
          this.#counts.statistics++
          break
        case DECRYPTION_SECRETS:
          this.#counts.secrets++
          break
        case CUSTOM:
        case CUSTOM_NOT_COPIED:
          this.#counts.custom++
          break
        default:
          this.#counts.unknown++
      }
  }

  #section(at: number, length: number): void {
    this.#skipping = true
    this.#firstInterface += this.#interfaces.length
    this.#interfaces = []
    if (length < 28) {
      this.#refuse('BLOCK_TOO_SHORT', at, length, 28)
      return
    }
    const version = this.#view.getUint16(at + 12, this.#little)
    if (version !== 1) {
      this.#refuse('VERSION', at, version, 1)
      return
    }
    this.#skipping = false
    this.#counts.sections++
    const place = { offset: this.#base + at, length }
    this.#sink.section?.(readSection(this.#data, at, length, this.#little), place)
  }

  #interface(at: number, length: number): void {
    if (length < 20) {
      this.#refuse('BLOCK_TOO_SHORT', at, length, 20)
      return
    }
    const index = this.#firstInterface + this.#interfaces.length
    if (index >= MAX_INTERFACES) {
      this.#refuse('TOO_MANY_INTERFACES', at, index, MAX_INTERFACES)
      return
    }
    const found = readInterface(index, this.#data, this.#view, at, length, this.#little)
    this.#interfaces.push(found)
    this.#counts.interfaces++
    this.#sink.interface?.(index, found.description, { offset: this.#base + at, length })
  }

  /** It has two bytes of interface and two of drops; the enhanced block has four of interface there (appendix A). */
  #obsoletePacket(at: number, length: number): void {
    if (length < 32) this.#refuse('BLOCK_TOO_SHORT', at, length, 32)
    else this.#timedPacket(at, length, this.#view.getUint16(at + 8, this.#little))
  }

  /** It belongs to the section's first interface, whose snap length says how much of it was captured (section 4.4). */
  #simplePacket(at: number, length: number): void {
    if (length < 16) {
      this.#refuse('BLOCK_TOO_SHORT', at, length, 16)
      return
    }
    const source = this.#interfaces[0]
    if (!source) {
      this.#refuse('UNKNOWN_INTERFACE', at, 0, 0)
      return
    }
    const original = this.#view.getUint32(at + 8, this.#little)
    const captured = Math.min(original, source.description.snapLength || original)
    if (captured > length - 16) {
      this.#refuse('PACKET_LENGTH', at, captured, length - 16)
      return
    }
    const packet = this.#packet
    packet.timed = false
    packet.seconds = 0
    packet.nanoseconds = 0
    packet.start = at + 12
    packet.optionsEnd = 0
    this.#emit(source, captured, original)
  }

  #fail(code: CaptureErrorCode, at: number, value: number, limit: number): -1 {
    this.error = captureError(code, this.#base + at, value, limit)
    return -1
  }

  #refuse(code: CaptureErrorCode, at: number, value: number, limit: number): void {
    this.#counts.refused++
    this.#sink.problem?.(captureError(code, this.#base + at, value, limit))
  }
}
