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
/** The enhanced packet block's flags; the obsolete Packet Block uses the same number. */
export const EPB_FLAGS = 2
/** The same number on two interfaces says that the same packet was seen at both (section 4.3). */
export const EPB_PACKETID = 5

const END_OF_OPTIONS = 0
/** The most bytes of an option's value. */
export const MAX_OPTION_LENGTH = 65_535

/** Where a block's options are: `[start, end)` of `data`, in the section's byte order. */
export interface OptionArea {
  readonly data: Uint8Array
  readonly start: number
  readonly end: number
  readonly little: boolean
}

/** Index of the value of the first option with this code (its length is at `index - 2`); -1 if there is none. */
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

/** The first option with this code as text, up to a NUL if a writer put one; `undefined` if there is none. */
export const textOption = (area: OptionArea, code: number): string | undefined => {
  const at = findOption(area, code)
  if (at < 0) return undefined
  const end = at + u16(area.data, at - 2, area.little)
  const nul = area.data.subarray(at, end).indexOf(0)
  return decodeUtf8(area.data, at, nul < 0 ? end : at + nul)
}

/** The most texts of one kind that are kept of a block, because a hostile block may have millions of empty ones. */
const MAX_TEXTS = 4_096

/** The first 4,096 options with this code as texts, in order, each up to a NUL. */
export const textOptions = (area: OptionArea, code: number): readonly string[] => {
  const texts: string[] = []
  for (let rest = area; texts.length < MAX_TEXTS;) {
    const text = textOption(rest, code)
    if (text === undefined) break
    texts.push(text)
    const at = findOption(rest, code)
    rest = { ...rest, start: at + padded(u16(area.data, at - 2, area.little)) }
  }
  return texts
}

/** All options unchanged, as views on the block; what goes beyond its end is left out. */
export const readOptions = ({ data, start, end, little }: OptionArea): readonly Option[] => {
  const options: Option[] = []
  let at = start
  while (at + 4 <= end) {
    const code = u16(data, at, little)
    const length = u16(data, at + 2, little)
    if (code === END_OF_OPTIONS || at + 4 + length > end) break
    options.push([code, data.subarray(at + 4, at + 4 + length)])
    at += 4 + padded(length)
  }
  return options
}

/** The first option with this code as an unsigned number of `length` (1 to 8) bytes; `undefined` if none is that long. */
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

/** A text as an option, or no option if it is `undefined`. */
export const text = (code: number, value: string | undefined): readonly Option[] =>
  value === undefined ? [] : [[code, encodeUtf8(value)]]

/** How many bytes the options take with their end mark; 0 without options. Throws `OPTION_TOO_LONG`. */
export const optionsLength = (options: readonly Option[]): number => {
  let length = 0
  for (const [, value] of options) {
    // The length has 16 bits: a longer value would be read as the beginning of other options.
    if (value.length > MAX_OPTION_LENGTH) throw new WriteError('OPTION_TOO_LONG', value.length)
    length += 4 + padded(value.length)
  }
  return length === 0 ? 0 : length + 4
}

/** Writes options that `optionsLength` has measured, from `at` on; the bytes there must be zero. */
export const writeOptions = (
  block: Uint8Array,
  at: number,
  options: readonly Option[],
  little = true,
): void => {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  for (const [code, value] of options) {
    view.setUint16(at, code, little)
    view.setUint16(at + 2, value.length, little)
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
