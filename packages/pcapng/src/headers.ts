// The two header blocks of a pcapng section. They are rare, so they may become objects (draft-ietf-opsawg-pcapng,
// sections 4.1 and 4.2).
import type { InterfaceDescription, SectionHeader } from './capture-sink.ts'
import { DEFAULT_RESOLUTION, InterfaceClock } from './clock.ts'
import type { PacketSource } from './packet-view.ts'
import {
  IF_DESCRIPTION,
  IF_NAME,
  IF_OS,
  IF_TSOFFSET,
  IF_TSRESOL,
  numberOption,
  OPT_COMMENT,
  SHB_HARDWARE,
  SHB_OS,
  SHB_USERAPPL,
  textOption,
  textOptions,
} from './options.ts'

/** An interface of a section: its description, and its clock. */
export interface Interface extends PacketSource {
  readonly description: InterfaceDescription
  readonly clock: InterfaceClock
}

/** Reads the section header block of `length` (at least 28) bytes at `at`. */
export const readSection = (data: Uint8Array, at: number, length: number, little: boolean): SectionHeader => {
  const area = { data, start: at + 24, end: at + length - 4, little }
  const comments = textOptions(area, OPT_COMMENT)
  return {
    format: 'pcapng',
    byteOrder: little ? 'little' : 'big',
    ...(comments.length > 0 && { comments }),
    ...defined('hardware', textOption(area, SHB_HARDWARE)),
    ...defined('os', textOption(area, SHB_OS)),
    ...defined('application', textOption(area, SHB_USERAPPL)),
  }
}

/** Reads the interface description block of `length` (at least 20) bytes at `at`; its number in the file is `index`. */
export const readInterface = (
  index: number,
  data: Uint8Array,
  view: DataView,
  at: number,
  length: number,
  little: boolean,
): Interface => {
  const area = { data, start: at + 16, end: at + length - 4, little }
  const linkType = view.getUint16(at + 8, little)
  const offset = BigInt.asIntN(64, numberOption(area, IF_TSOFFSET, 8) ?? 0n)
  return {
    index,
    linkType,
    description: {
      linkType,
      snapLength: view.getUint32(at + 12, little),
      ...defined('name', textOption(area, IF_NAME)),
      ...defined('description', textOption(area, IF_DESCRIPTION)),
      ...defined('os', textOption(area, IF_OS)),
    },
    clock: new InterfaceClock(
      Number(numberOption(area, IF_TSRESOL, 1) ?? DEFAULT_RESOLUTION),
      Number(offset),
    ),
  }
}

const defined = <Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, string>)
