// What a reader reports about a capture file, and what it counts.
import type { CaptureError } from './codes.ts'
import type { PacketView } from './packet-view.ts'

/** Where a block lies in the file, in bytes. */
export interface BlockPlace {
  readonly offset: number
  readonly length: number
}

/** A section of a pcapng file, or the header of a pcap file, which counts as one section without texts. */
export interface SectionHeader {
  readonly format: 'pcapng' | 'pcap'
  readonly byteOrder: 'little' | 'big'
  /** The first 4,096, in the order of the file; absent if there are none. */
  readonly comments?: readonly string[]
  readonly hardware?: string
  readonly os?: string
  readonly application?: string
}

export interface InterfaceDescription {
  readonly linkType: number
  /** The most bytes kept of a packet; 0 means no limit. */
  readonly snapLength: number
  readonly name?: string
  readonly description?: string
  readonly os?: string
}

/** Its methods are called in the file's order, during `push`. Arguments are valid during the call, as each type says. */
export interface CaptureSink {
  section?(section: SectionHeader, place: BlockPlace): void
  /** `index` counts the interfaces of the whole file, across its sections. */
  interface?(index: number, description: InterfaceDescription, place: BlockPlace): void
  packet(packet: PacketView): void
  /** A block that was skipped because of a fault inside it; reading continues after it. A bad file may have many. */
  problem?(problem: CaptureError): void
}

/** How many blocks of each kind were read. */
export interface BlockCounts {
  readonly sections: number
  readonly interfaces: number
  readonly packets: number
  /** Packets that the capture kept only the beginning of. */
  readonly cutPackets: number
  readonly nameResolution: number
  readonly statistics: number
  readonly secrets: number
  readonly custom: number
  readonly unknown: number
  /** Blocks that were skipped because of a fault inside them, or because their section's version is unknown. */
  readonly refused: number
}

export type MutableBlockCounts = { -readonly [Kind in keyof BlockCounts]: number }

export const noBlocks = (): MutableBlockCounts => ({
  sections: 0,
  interfaces: 0,
  packets: 0,
  cutPackets: 0,
  nameResolution: 0,
  statistics: 0,
  secrets: 0,
  custom: 0,
  unknown: 0,
  refused: 0,
})
