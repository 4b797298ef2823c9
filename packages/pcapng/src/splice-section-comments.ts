// Replaces comments of a pcapng section header and keeps everything else: byte order, other options, other comments
// (draft-ietf-opsawg-pcapng, sections 3.5 and 4.1).
import { BYTE_ORDER_MAGIC, MAX_BLOCK_LENGTH } from './block-type.ts'
import { WriteError } from './codes.ts'
import { OPT_COMMENT, optionsLength, readOptions, text, writeOptions } from './options.ts'

/** Type, length, magic, version, section length. Bytes. */
const OPTIONS_AT = 24
const TRAILER = 4

/**
 * A copy of the section header `block` without its comments from index `from` up to `to`, and with `comments` before all
 * others. Throws `OPTION_TOO_LONG` and `BLOCK_TOO_LONG`.
 */
export const spliceSectionComments = (
  block: Uint8Array,
  from: number,
  to: number,
  comments: readonly string[],
): Uint8Array => {
  const little = viewOf(block).getUint32(8, true) === BYTE_ORDER_MAGIC
  let index = -1
  const kept = readOptions({ data: block, start: OPTIONS_AT, end: block.length - TRAILER, little }).filter(
    ([code]) => {
      if (code === OPT_COMMENT) index += 1
      return code !== OPT_COMMENT || index < from || index >= to
    },
  )
  const options = [...comments.flatMap((comment) => text(OPT_COMMENT, comment)), ...kept]
  const length = OPTIONS_AT + optionsLength(options) + TRAILER
  if (length > MAX_BLOCK_LENGTH) throw new WriteError('BLOCK_TOO_LONG', length)
  const made = new Uint8Array(length)
  made.set(block.subarray(0, OPTIONS_AT))
  writeOptions(made, OPTIONS_AT, options, little)
  viewOf(made).setUint32(4, length, little)
  viewOf(made).setUint32(length - TRAILER, length, little)
  return made
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
