// Turns a capture's bytes into a session's blocks as they come. pcapng passes unchanged, except for the description in its
// first block. Classic pcap becomes pcapng.
import {
  type CaptureError,
  CaptureReader,
  interfaceBlock,
  MAX_PACKET_LENGTH,
  packetBlock,
  type PacketView,
  sectionHeaderBlock,
  spliceSectionComments,
  type SectionHeader,
} from '@unstick/pcapng'
import {
  findSessionHeader,
  printSessionHeader,
  sessionHeaderBlock,
  type SessionHeader,
} from '@unstick/session'
import { refuseTooLong } from './refuse-too-long.ts'

/** Makes a session's description from the one it has, if it has one. `undefined` leaves it without. */
export type Describe = (own: SessionHeader | undefined) => SessionHeader | undefined

/** Holds one unfinished block, which has 16 MiB at most. */
export class SessionBlocks {
  readonly #describe: Describe
  #format: SectionHeader['format'] | undefined
  #blocks: Uint8Array[] = []
  /** Bytes that are not in any block yet. The first of them is `#pendingStart` bytes into the capture. */
  #pending: Uint8Array[] = []
  #pendingStart = 0
  /** The length of the capture's first section header, which is still to get its description. */
  #headerLength = 0
  #header: SessionHeader | undefined
  /** The comments of the first section. */
  #comments: readonly string[] = []
  readonly #reader = new CaptureReader({
    section: ({ format, comments = [] }, { length }) => {
      if (this.#format === undefined) {
        this.#comments = comments
        this.#begin(format, length)
      }
      this.#header ??= findSessionHeader(comments)?.header
    },
    interface: (_index, { linkType, snapLength }) => {
      if (this.#format === 'pcap') this.#blocks.push(interfaceBlock({ linkType, snapLength }))
    },
    packet: (packet) => {
      if (this.#format === 'pcap') this.#blocks.push(convert(packet))
    },
  })

  constructor(describe: Describe) {
    this.#describe = describe
  }

  /** `undefined` until the first block is whole. */
  get format(): SectionHeader['format'] | undefined {
    return this.#format
  }

  /** The offset and reason of the fault after which no more blocks can be read. */
  get error(): CaptureError | undefined {
    return this.#reader.error
  }

  get packets(): number {
    return this.#reader.counts.packets
  }

  /** Takes the next bytes by reference, and returns the blocks that they complete. Throws `SESSION_HEADER_TOO_LONG`. */
  push(piece: Uint8Array): readonly Uint8Array[] {
    this.#reader.push(piece)
    if (this.#format !== 'pcap') this.#pass(piece)
    const blocks = this.#blocks
    this.#blocks = []
    return blocks
  }

  /** No more bytes come, so an unfinished block is now an error. */
  end(): void {
    this.#reader.end()
  }

  /** The bytes of a pcapng after its last whole block, unchanged. They are forgotten here. */
  rest(): readonly Uint8Array[] {
    const rest = this.#pending
    this.#pendingStart += lengthOf(rest)
    this.#pending = []
    return rest
  }

  #begin(format: SectionHeader['format'], length: number): void {
    this.#format = format
    if (format === 'pcapng') {
      this.#headerLength = length
      return
    }
    const header = this.#describe(undefined)
    this.#blocks.push(
      header
        ? refuseTooLong(() => sessionHeaderBlock(header))
        : sectionHeaderBlock({ application: 'Unstick' }),
    )
    this.#pending = []
  }

  #pass(piece: Uint8Array): void {
    this.#pending.push(piece)
    if (this.#format === undefined) return
    if (this.#headerLength > 0) {
      this.#blocks.push(this.#described(Buffer.concat(this.#take(this.#headerLength))))
      this.#headerLength = 0
    }
    const whole = this.#reader.offset - this.#pendingStart
    if (whole > 0) this.#blocks.push(...this.#take(whole))
  }

  #described(block: Uint8Array): Uint8Array {
    const header = this.#describe(this.#header)
    if (!header || header === this.#header) return block
    const { from, to } = findSessionHeader(this.#comments) ?? { from: 0, to: 0 }
    return refuseTooLong(() => spliceSectionComments(block, from, to, printSessionHeader(header)))
  }

  /** The next `length` pending bytes. */
  #take(length: number): Uint8Array[] {
    const taken: Uint8Array[] = []
    let left = length
    while (left > 0) {
      const [piece = new Uint8Array(0)] = this.#pending
      taken.push(piece.subarray(0, left))
      if (piece.length <= left) this.#pending.shift()
      else this.#pending[0] = piece.subarray(left)
      left -= Math.min(left, piece.length)
    }
    this.#pendingStart += length
    return taken
  }
}

/** If a packet is longer than Wireshark can read, its beginning and its length are kept. */
const convert = ({ time, data, start, length, originalLength }: PacketView): Uint8Array =>
  packetBlock({
    interfaceId: 0,
    time,
    data: data.subarray(start, start + Math.min(length, MAX_PACKET_LENGTH)),
    originalLength: length > MAX_PACKET_LENGTH ? Math.max(length, originalLength) : originalLength,
  })

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0)
