// Options of a pcapng block (draft-ietf-opsawg-pcapng, section 3.5): code, length, value, padded to four bytes.
import { WriteError } from './codes.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

export const OPT_COMMENT = 1
export const SHB_HARDWARE = 2
export const SHB_OS = 3
export const SHB_USERAPPL = 4
export const IF_NAME = 2
export const IF_DESCRIPTION = 3
export const IF_TSRESOL = 9
export const IF_OS = 12
export const IF_TSOFFSET = 14
/** EPB's flags; the obsolete Packet Block has them under the same number. */
export const EPB_FLAGS = 2

const END_OF_OPTIONS = 0
/** Bytes of an option's value. */
export const MAX_OPTION_LENGTH = 65_535

/** Where a block's options lie: `[start, end)` of `data`, in the section's byte order. */
export interface OptionArea {
  readonly data: Uint8Array
  readonly start: number
  readonly end: number
  readonly little: boolean
}

/** Index of the first such option's value, its length before it at `index - 2`; -1 where there is none. */
export const findOption = ({ data, start, end, little }: OptionArea, code: number): number => {
  let at = start
  while (at + 4 <= end) {
    const found = u16(data, at, little)
    const length = u16(data, at + 2, little)
    if (found === END_OF_OPTIONS || at + 4 + length > end) return -1
    if (found === code) return at + 4
    at += 4 + padded(length)
  }
  return -1
}

/** The first such option as text, up to a NUL where a writer put one; `undefined` where there is none. */
export const textOption = (area: OptionArea, code: number): string | undefined => {
  const at = findOption(area, code)
  if (at < 0) return undefined
  const end = at + u16(area.data, at - 2, area.little)
  const nul = area.data.subarray(at, end).indexOf(0)
  return decodeUtf8(area.data, at, nul < 0 ? end : at + nul)
}

/** The first such option as an unsigned number of `length` (1 to 8) bytes; `undefined` where there is none that long. */
export const numberOption = (area: OptionArea, code: number, length: number): bigint | undefined => {
  const at = findOption(area, code)
  if (at < 0 || u16(area.data, at - 2, area.little) !== length) return undefined
  let value = 0n
  for (let index = 0; index < length; index++)
    value = (value << 8n) | BigInt(area.data[area.little ? at + length - 1 - index : at + index] as number)
  return value
}

/** An option to write: its code and its value's bytes. */
export type Option = readonly [code: number, value: Uint8Array]

/** A text as an option, or no option where it is `undefined`. Throws `OPTION_TOO_LONG`. */
export const text = (code: number, value: string | undefined): readonly Option[] => {
  if (value === undefined) return []
  const bytes = encodeUtf8(value)
  if (bytes.length > MAX_OPTION_LENGTH) throw new WriteError('OPTION_TOO_LONG', bytes.length)
  return [[code, bytes]]
}

/** Bytes that the options take with their end mark; no options take none. */
export const optionsLength = (options: readonly Option[]): number => {
  let length = 0
  for (const [, value] of options) length += 4 + padded(value.length)
  return length === 0 ? 0 : length + 4
}

/** Writes the options little-endian from `at` on; the bytes there must be zero. */
export const writeOptions = (block: Uint8Array, at: number, options: readonly Option[]): void => {
  for (const [code, value] of options) {
    block[at] = code & 0xff
    block[at + 1] = code >> 8
    block[at + 2] = value.length & 0xff
    block[at + 3] = value.length >> 8
    block.set(value, at + 4)
    at += 4 + padded(value.length)
  }
}

/** The next multiple of four. */
export const padded = (length: number): number => (length + 3) & ~3

const u16 = (data: Uint8Array, at: number, little: boolean): number =>
  little
    ? (data[at] as number) | ((data[at + 1] as number) << 8)
    : ((data[at] as number) << 8) | (data[at + 1] as number)
