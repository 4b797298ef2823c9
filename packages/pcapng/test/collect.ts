// Reads a capture into plain values that tests can compare.
import { CaptureReader } from '../src/capture-reader.ts'
import type { InterfaceDescription, SectionHeader } from '../src/capture-sink.ts'
import type { CaptureError } from '../src/codes.ts'
import type { Direction } from '../src/packet-view.ts'

export interface CollectedPacket {
  readonly interfaceIndex: number
  readonly linkType: number
  readonly time: bigint | undefined
  readonly data: Uint8Array
  readonly originalLength: number
  readonly fileOffset: number
  readonly direction: Direction | undefined
  readonly comment: string | undefined
}

export interface Collected {
  readonly sections: SectionHeader[]
  readonly interfaces: InterfaceDescription[]
  readonly packets: CollectedPacket[]
  readonly problems: CaptureError[]
  readonly reader: CaptureReader
}

/** Pushes the pieces one after the other and ends the reader. */
export const collect = (...pieces: readonly Uint8Array[]): Collected => {
  const sections: SectionHeader[] = []
  const interfaces: InterfaceDescription[] = []
  const packets: CollectedPacket[] = []
  const problems: CaptureError[] = []
  const reader = new CaptureReader({
    section: (section) => sections.push(section),
    interface: (index, description) => {
      if (index !== interfaces.length)
        throw new Error(`interface ${index} came as number ${interfaces.length}`)
      interfaces.push(description)
    },
    packet: (packet) => {
      const { interfaceIndex, linkType, originalLength, fileOffset, direction, comment } = packet
      packets.push({
        interfaceIndex,
        linkType,
        time: packet.timed ? packet.time : undefined,
        data: packet.data.slice(packet.start, packet.start + packet.length),
        originalLength,
        fileOffset,
        direction,
        comment,
      })
    },
    problem: (problem) => problems.push(problem),
  })
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return { sections, interfaces, packets, problems, reader }
}

/** The bytes in pieces that end at the given places. */
export const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const ends = [...new Set([...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  )
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Bytes from hexadecimal text; anything else in it is ignored. */
export const hex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replace(/[^0-9a-f]/gi, ''), 'hex'))
