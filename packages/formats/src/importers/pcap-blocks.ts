// A pcap file's packets as pcapng: one section, one interface, one block a packet.
import {
  CaptureReader,
  interfaceBlock,
  MAX_PACKET_LENGTH,
  packetBlock,
  type PacketView,
  sectionHeaderBlock,
} from '@unstick/pcapng'
import { type Blocks, ImportDamage, type ImportOptions, type Pieces } from '../importer.ts'

/**
 * Holds one unfinished packet. What follows damage cannot be kept in pcapng, but with `keepDamaged` the pieces are read
 * to their end, so that what is wrong with them is found. Throws `ImportDamage`.
 */
export async function* pcapBlocks(
  pieces: Pieces<Uint8Array>,
  { keepDamaged = false }: ImportOptions = {},
): AsyncGenerator<Blocks> {
  let blocks: Uint8Array[] = []
  let packets = 0
  const reader = new CaptureReader({
    section: () => void blocks.push(sectionHeaderBlock({ application: 'Unstick' })),
    interface: (_index, { linkType, snapLength }) =>
      void blocks.push(interfaceBlock({ linkType, snapLength })),
    packet: (packet) => {
      blocks.push(blockOf(packet))
      packets += 1
    },
  })
  for await (const piece of pieces) {
    reader.push(piece)
    if (blocks.length > 0) yield { pieces: blocks, packets }
    blocks = []
    packets = 0
    if (reader.error && !keepDamaged) break
  }
  reader.end()
  if (reader.error) throw new ImportDamage(reader.error.message)
}

/** Of a packet longer than any that Wireshark reads, the beginning is kept, and its length. */
const blockOf = ({ time, data, start, length, originalLength }: PacketView): Uint8Array =>
  packetBlock({
    interfaceId: 0,
    time,
    data: data.subarray(start, start + Math.min(length, MAX_PACKET_LENGTH)),
    originalLength: length > MAX_PACKET_LENGTH ? Math.max(length, originalLength) : originalLength,
  })
