// Captured packets for tests, by hand: Ethernet, IPv4 and TCP between the two ends that log-of.ts uses.
import { interfaceBlock, LINK_ETHERNET, packetBlock } from '@unstick/pcapng'
import { began } from './log-of.ts'

const FIN = 0x01
const SYN = 0x02
const RST = 0x04
const PSH = 0x08
const ACK = 0x10

export interface Captured {
  readonly from: 'client' | 'server'
  /** Milliseconds after the log began. */
  readonly at: number
  /** Stream offset of the payload in its own direction, and of the acknowledgment in the other. */
  readonly offset?: number
  readonly acknowledges?: number
  readonly payload?: string
  /** A SYN that announces this MSS. */
  readonly mss?: number
  /** The window that it announces; left out: more than these tests send. */
  readonly window?: number
  /** It closes or resets its direction. */
  readonly ends?: 'FIN' | 'RST'
  /** Its number on a wire that was seen at both ends. */
  readonly packetId?: number
  /** Milliseconds until it arrived at the other end; left out: it was lost. */
  readonly travels?: number
}

/** The interface of the packets; give its number to `capturedBlock`. */
export const captureInterface = (): Uint8Array => interfaceBlock({ linkType: LINK_ETHERNET, name: 'lo' })

/** One packet. The client's bytes begin at sequence number 1,001, the server's at 5,001. */
export const capturedBlock = (interfaceId: number, packet: Captured): Uint8Array => {
  const { from, at, offset = 0, acknowledges = 0, payload = '', mss } = packet
  const options = mss === undefined ? 0 : 4
  const data = Buffer.alloc(14 + 20 + 20 + options + payload.length)
  data.writeUInt16BE(0x0800, 12)
  data.writeUInt16BE(0x4500, 14)
  data.writeUInt16BE(data.length - 14, 16)
  data.writeUInt16BE(0x4006, 22)
  data.writeUInt32BE(0x7f000001, 26)
  data.writeUInt32BE(0x7f000001, 30)
  const fromClient = from === 'client'
  data.writeUInt16BE(fromClient ? 51_076 : 8_080, 34)
  data.writeUInt16BE(fromClient ? 8_080 : 51_076, 36)
  data.writeUInt32BE((fromClient ? 1_001 : 5_001) + offset - (mss === undefined ? 0 : 1), 38)
  data.writeUInt32BE((fromClient ? 5_001 : 1_001) + acknowledges, 42)
  data[46] = (20 + options) << 2
  const ends = packet.ends === undefined ? 0 : packet.ends === 'FIN' ? FIN : RST
  // A sender pushes the end of what a program gave it.
  data[47] =
    ends |
    (payload === '' ? 0 : PSH) |
    (mss === undefined ? 0 : SYN) |
    (mss !== undefined && fromClient ? 0 : ACK)
  data.writeUInt16BE(packet.window ?? 64_000, 48)
  if (mss !== undefined) data.set([2, 4, mss >> 8, mss & 255], 54)
  data.write(payload, 54 + options, 'latin1')
  const { packetId } = packet
  const numbered = packetId === undefined ? {} : { packetId }
  return packetBlock({ interfaceId, time: began + BigInt(at * 1e6), data, ...numbered })
}

/**
 * Packets that were seen leaving one host and arriving at the other, in the order of time: the client's interface is
 * `first`, the server's the next.
 */
export const wireBlocks = (first: number, packets: readonly Captured[]): Uint8Array[] =>
  packets
    .flatMap((packet, index) => {
      const numbered = { ...packet, packetId: index + 1 }
      const left = { interfaceId: first + (packet.from === 'client' ? 0 : 1), packet: numbered }
      if (packet.travels === undefined) return [left]
      const arrived = {
        interfaceId: first + (packet.from === 'client' ? 1 : 0),
        packet: { ...numbered, at: packet.at + packet.travels },
      }
      return [left, arrived]
    })
    .toSorted((a, b) => a.packet.at - b.packet.at)
    .map(({ interfaceId, packet }) => capturedBlock(interfaceId, packet))

/** The same packet as a simple packet block, which has no time (pcapng, section 4.4). */
export const simpleBlock = (enhanced: Uint8Array): Uint8Array => {
  const from = Buffer.from(enhanced)
  const length = from.readUInt32LE(20)
  const padded = Math.ceil(length / 4) * 4
  const block = Buffer.alloc(16 + padded)
  block.writeUInt32LE(3, 0)
  block.writeUInt32LE(block.length, 4)
  block.writeUInt32LE(length, 8)
  from.copy(block, 12, 28, 28 + length)
  block.writeUInt32LE(block.length, 12 + padded)
  return block
}
