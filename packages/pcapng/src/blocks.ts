// Writes pcapng: each function makes one whole block, little-endian, ready to append to a file in one write
// (draft-ietf-opsawg-pcapng, section 4).
import {
  BYTE_ORDER_MAGIC,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  MAX_BLOCK_LENGTH,
  MAX_PACKET_LENGTH,
  SECTION_HEADER,
} from './block-type.ts'
import { WriteError } from './codes.ts'
import {
  EPB_FLAGS,
  EPB_PACKETID,
  IF_DESCRIPTION,
  IF_NAME,
  IF_TSRESOL,
  MAX_OPTION_LENGTH,
  OPT_COMMENT,
  type Option,
  optionsLength,
  padded,
  SHB_HARDWARE,
  SHB_OS,
  SHB_USERAPPL,
  text,
  writeOptions,
} from './options.ts'
import { encodeUtf8 } from './utf8.ts'

export interface SectionHeaderFields {
  readonly comments?: readonly string[]
  readonly hardware?: string
  readonly os?: string
  readonly application?: string
}

/**
 * A section header of unknown section length (-1), so that blocks can be appended. Throws `OPTION_TOO_LONG` and
 * `BLOCK_TOO_LONG`.
 */
export const sectionHeaderBlock = (fields: SectionHeaderFields): Uint8Array => {
  const { block, view } = newBlock(SECTION_HEADER, 16, [
    ...(fields.comments ?? []).flatMap((comment) => text(OPT_COMMENT, comment)),
    ...text(SHB_HARDWARE, fields.hardware),
    ...text(SHB_OS, fields.os),
    ...text(SHB_USERAPPL, fields.application),
  ])
  view.setUint32(8, BYTE_ORDER_MAGIC, true)
  view.setUint16(12, 1, true)
  view.setUint16(14, 0, true)
  view.setBigInt64(16, -1n, true)
  return block
}

export interface InterfaceFields {
  readonly linkType: number
  readonly name?: string
  readonly description?: string
  /** The most bytes kept of a packet; 0, the default, means no limit. */
  readonly snapLength?: number
}

/** An interface whose packet times are nanoseconds (if_tsresol 9). Throws `OPTION_TOO_LONG` and `BLOCK_TOO_LONG`. */
export const interfaceBlock = (fields: InterfaceFields): Uint8Array => {
  const { block, view } = newBlock(INTERFACE_DESCRIPTION, 8, [
    ...text(IF_NAME, fields.name),
    ...text(IF_DESCRIPTION, fields.description),
    [IF_TSRESOL, NANOSECONDS],
  ])
  view.setUint16(8, fields.linkType, true)
  view.setUint32(12, fields.snapLength ?? 0, true)
  return block
}

export interface PacketFields {
  /** The interface's number in its section, from 0. */
  readonly interfaceId: number
  /** Nanoseconds since the epoch. */
  readonly time: bigint
  /** Bytes before `data`, for packets whose headers are kept apart from their payload. Copied into the block. */
  readonly head?: Uint8Array
  /** Copied into the block. */
  readonly data: Uint8Array
  /** The packet's length on the wire, if `data` is only its beginning. */
  readonly originalLength?: number
  readonly direction?: 'inbound' | 'outbound'
  readonly comment?: string
  /** The same number for the same packet on every interface that saw it (epb_packetid): a whole number under 2^53. */
  readonly packetId?: number
}

/**
 * An enhanced packet block. Programs make a hundred thousand of them per second, so it is written directly, and small
 * blocks are views one after another on a shared buffer. Throws `TIME_OUT_OF_RANGE`, `PACKET_TOO_LONG` and
 * `OPTION_TOO_LONG`.
 */
export const packetBlock = (fields: PacketFields): Uint8Array => {
  const { head = noBytes, data, time, comment, direction, packetId } = fields
  const length = head.length + data.length
  if (time < 0n || time > MAX_TIME) throw new WriteError('TIME_OUT_OF_RANGE', time)
  if (length > MAX_PACKET_LENGTH) throw new WriteError('PACKET_TOO_LONG', length)
  const encoded = comment === undefined || isAscii(comment) ? undefined : encodeUtf8(comment)
  const commentLength = encoded?.length ?? comment?.length ?? 0
  if (commentLength > MAX_OPTION_LENGTH) throw new WriteError('OPTION_TOO_LONG', commentLength)
  const commentArea = comment === undefined ? 0 : 4 + padded(commentLength)
  const options = commentArea + (direction ? 8 : 0) + (packetId === undefined ? 0 : 12)
  const blockLength = 32 + padded(length) + (options === 0 ? 0 : options + 4)
  const block = zeros(blockLength)
  halves.setBigUint64(0, time)
  writeU32(block, 0, ENHANCED_PACKET)
  writeU32(block, 4, blockLength)
  writeU32(block, 8, fields.interfaceId)
  writeU32(block, 12, halves.getUint32(0))
  writeU32(block, 16, halves.getUint32(4))
  writeU32(block, 20, length)
  writeU32(block, 24, fields.originalLength ?? length)
  block.set(head, 28)
  block.set(data, 28 + head.length)
  let at = 28 + padded(length)
  if (comment !== undefined) {
    writeU32(block, at, OPT_COMMENT | (commentLength << 16))
    if (encoded) block.set(encoded, at + 4)
    else for (let i = 0; i < commentLength; i++) block[at + 4 + i] = comment.charCodeAt(i)
    at += commentArea
  }
  if (direction) {
    writeU32(block, at, EPB_FLAGS | (4 << 16))
    writeU32(block, at + 4, DIRECTION[direction])
    at += 8
  }
  if (packetId !== undefined) {
    writeU32(block, at, EPB_PACKETID | (8 << 16))
    writeU32(block, at + 4, packetId)
    writeU32(block, at + 8, Math.floor(packetId / 2 ** 32))
  }
  writeU32(block, blockLength - 4, blockLength)
  return block
}

const noBytes = new Uint8Array(0)
const MAX_TIME = 2n ** 64n - 1n
const NANOSECONDS = Uint8Array.of(9)
/** Bits 0 and 1 of epb_flags (section 4.3.1). */
const DIRECTION = { inbound: 1, outbound: 2 } as const
/** A time's upper and lower half. */
const halves = new DataView(new ArrayBuffer(8))

/** Bytes of the buffer that small blocks share, and of the longest small block. */
const SLAB = 65_536
const SMALL = 1_024
let slab = new Uint8Array(SLAB)
let slabFilled = 0

const zeros = (length: number): Uint8Array => {
  if (length > SMALL) return new Uint8Array(length)
  if (slabFilled + length > SLAB) {
    slab = new Uint8Array(SLAB)
    slabFilled = 0
  }
  const start = slabFilled
  slabFilled += length
  return slab.subarray(start, slabFilled)
}

const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

const writeU32 = (block: Uint8Array, at: number, value: number): void => {
  block[at] = value
  block[at + 1] = value >>> 8
  block[at + 2] = value >>> 16
  block[at + 3] = value >>> 24
}

/** A block with its type, both lengths and its options set, and a body of `bodyLength` zeros at offset 8. */
const newBlock = (
  type: number,
  bodyLength: number,
  options: readonly Option[],
): { block: Uint8Array; view: DataView } => {
  const length = 12 + bodyLength + optionsLength(options)
  if (length > MAX_BLOCK_LENGTH) throw new WriteError('BLOCK_TOO_LONG', length)
  const block = new Uint8Array(length)
  const view = new DataView(block.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  view.setUint32(length - 4, length, true)
  writeOptions(block, 8 + bodyLength, options)
  return { block, view }
}
