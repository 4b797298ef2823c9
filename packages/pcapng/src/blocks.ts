// Writing pcapng: each function makes one whole block, little-endian, ready to be appended to a file in one
// write (draft-ietf-opsawg-pcapng, section 4).
import {
  BYTE_ORDER_MAGIC,
  ENHANCED_PACKET,
  INTERFACE_DESCRIPTION,
  MAX_PACKET_LENGTH,
  SECTION_HEADER,
} from './block-type.ts'
import { WriteError } from './codes.ts'
import {
  EPB_FLAGS,
  IF_DESCRIPTION,
  IF_NAME,
  IF_TSRESOL,
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

export interface SectionHeaderFields {
  readonly comment?: string
  readonly hardware?: string
  readonly os?: string
  readonly application?: string
}

/** A section header of unknown section length (-1), so that blocks can be appended. Throws `OPTION_TOO_LONG`. */
export const sectionHeaderBlock = (fields: SectionHeaderFields): Uint8Array => {
  const { block, view } = newBlock(SECTION_HEADER, 16, [
    ...text(OPT_COMMENT, fields.comment),
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
  /** The most bytes kept of a packet; 0, the default, is no limit. */
  readonly snapLength?: number
}

/** An interface whose packet times are nanoseconds (if_tsresol 9). Throws `OPTION_TOO_LONG`. */
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
  /** Copied into the block. */
  readonly data: Uint8Array
  /** The packet's length on the wire where `data` is only its beginning. */
  readonly originalLength?: number
  readonly direction?: 'inbound' | 'outbound'
  readonly comment?: string
}

/** An enhanced packet block. Throws `TIME_OUT_OF_RANGE`, `PACKET_TOO_LONG` and `OPTION_TOO_LONG`. */
export const packetBlock = (fields: PacketFields): Uint8Array => {
  const { data, time } = fields
  if (time < 0n || time > MAX_TIME) throw new WriteError('TIME_OUT_OF_RANGE', time)
  if (data.length > MAX_PACKET_LENGTH) throw new WriteError('PACKET_TOO_LONG', data.length)
  const options = text(OPT_COMMENT, fields.comment)
  const { block, view } = newBlock(
    ENHANCED_PACKET,
    20 + padded(data.length),
    fields.direction ? [...options, [EPB_FLAGS, DIRECTION[fields.direction]]] : options,
  )
  view.setUint32(8, fields.interfaceId, true)
  view.setUint32(12, Number(time >> 32n), true)
  view.setUint32(16, Number(time & 0xffff_ffffn), true)
  view.setUint32(20, data.length, true)
  view.setUint32(24, fields.originalLength ?? data.length, true)
  block.set(data, 28)
  return block
}

const MAX_TIME = 2n ** 64n - 1n
const NANOSECONDS = Uint8Array.of(9)
/** Bits 0 and 1 of epb_flags (section 4.3.1). */
const DIRECTION = { inbound: Uint8Array.of(1, 0, 0, 0), outbound: Uint8Array.of(2, 0, 0, 0) } as const

/** A block with type, both lengths and options set, and a body of `bodyLength` zeros at offset 8. */
const newBlock = (
  type: number,
  bodyLength: number,
  options: readonly Option[],
): { block: Uint8Array; view: DataView } => {
  const length = 12 + bodyLength + optionsLength(options)
  const block = new Uint8Array(length)
  const view = new DataView(block.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  view.setUint32(length - 4, length, true)
  writeOptions(block, 8 + bodyLength, options)
  return { block, view }
}
