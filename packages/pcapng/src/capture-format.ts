// Which capture format a file is in, by its first four bytes.
import { SECTION_HEADER } from './block-type.ts'

/** Bytes. */
export const MAGIC_LENGTH = 4

/** A pcap file's first four bytes, read big-endian, and what they say (draft-ietf-opsawg-pcap, section 4). */
export const pcapMagics: ReadonlyMap<number, { readonly little: boolean; readonly nanoseconds: boolean }> =
  new Map([
    [0xa1b2c3d4, { little: false, nanoseconds: false }],
    [0xd4c3b2a1, { little: true, nanoseconds: false }],
    [0xa1b23c4d, { little: false, nanoseconds: true }],
    [0x4d3cb2a1, { little: true, nanoseconds: true }],
  ])

/** Whether a pcapng file can begin with `head`, which may have fewer than four bytes, but not none. */
export const beginsPcapng = (head: Uint8Array): boolean => begins(head, SECTION_HEADER)

/** As `beginsPcapng`, a pcap file. */
export const beginsPcap = (head: Uint8Array): boolean =>
  [...pcapMagics.keys()].some((magic) => begins(head, magic))

const begins = (head: Uint8Array, magic: number): boolean =>
  head.length > 0 &&
  head.subarray(0, MAGIC_LENGTH).every((byte, index) => byte === ((magic >>> (24 - index * 8)) & 0xff))
