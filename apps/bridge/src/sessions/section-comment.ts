// A pcapng section header with another comment, all else kept: its byte order, its other options and comments
// (draft-ietf-opsawg-pcapng, sections 3.5 and 4.1).
import { parseSessionHeader, printSessionHeader, type SessionHeader } from '@unstick/session'

const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** Type, length, magic, version, section length. */
const OPTIONS_AT = 24
const TRAILER = 4
const OPT_END = 0
const OPT_COMMENT = 1

/** The header's own description with `change` made to it, as the block that takes the given block's place. */
export const changeSectionHeader = (
  block: Uint8Array,
  change: (header: SessionHeader | undefined) => SessionHeader,
): Uint8Array => {
  const view = viewOf(block)
  const little = view.getUint32(8, true) === BYTE_ORDER_MAGIC
  const options = readOptions(block, view, little)
  const ours = options.map(({ code, value }) => (code === OPT_COMMENT ? sessionHeaderOf(value) : undefined))
  const header = change(ours.find((each) => each !== undefined))
  const comment = { code: OPT_COMMENT, value: new TextEncoder().encode(printSessionHeader(header)) }
  const kept = options.filter((_, index) => ours[index] === undefined)
  return writeBlock(block, little, [comment, ...kept])
}

interface Option {
  readonly code: number
  readonly value: Uint8Array
}

const sessionHeaderOf = (value: Uint8Array): SessionHeader | undefined =>
  parseSessionHeader(new TextDecoder().decode(value))

const readOptions = (block: Uint8Array, view: DataView, little: boolean): Option[] => {
  const options: Option[] = []
  const end = block.length - TRAILER
  let at = OPTIONS_AT
  while (at + 4 <= end) {
    const code = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (code === OPT_END || at + 4 + length > end) break
    options.push({ code, value: block.subarray(at + 4, at + 4 + length) })
    at += 4 + padded(length)
  }
  return options
}

const writeBlock = (block: Uint8Array, little: boolean, options: readonly Option[]): Uint8Array => {
  const length =
    OPTIONS_AT + options.reduce((sum, { value }) => sum + 4 + padded(value.length), 0) + 4 + TRAILER
  const made = new Uint8Array(length)
  const view = viewOf(made)
  made.set(block.subarray(0, OPTIONS_AT))
  view.setUint32(4, length, little)
  let at = OPTIONS_AT
  for (const { code, value } of options) {
    view.setUint16(at, code, little)
    view.setUint16(at + 2, value.length, little)
    made.set(value, at + 4)
    at += 4 + padded(value.length)
  }
  view.setUint32(length - TRAILER, length, little)
  return made
}

const padded = (length: number): number => (length + 3) & ~3

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
