// Finds how far a pcapng file is whole, which is where an interrupted recording can continue.
import type { FileHandle } from 'node:fs/promises'
import { CaptureReader } from '@unstick/pcapng'
import { refusal } from '../errors.ts'

const PIECE = 1024 * 1024

/**
 * The end of the last whole block. The only fault allowed is that the file ends inside a block. Throws `NOT_A_CAPTURE` if
 * the file is not pcapng, and `FILE_DAMAGED` if a block is invalid. Holds one piece and one block.
 */
export const wholeBlocks = async (file: FileHandle): Promise<number> => {
  let format: string | undefined
  const reader = new CaptureReader({
    section: (section) => (format ??= section.format),
    packet: () => undefined,
  })
  const piece = new Uint8Array(PIECE)
  for (let at = 0; !reader.error;) {
    const { bytesRead } = await file.read(piece, 0, PIECE, at)
    if (bytesRead === 0) break
    reader.push(piece.subarray(0, bytesRead))
    at += bytesRead
  }
  reader.end()
  const { error, offset } = reader
  if (format !== 'pcapng') throw refusal('NOT_A_CAPTURE', error?.message ?? 'it is a pcap file, not pcapng.')
  if (error && error.code !== 'CUT_INSIDE_BLOCK') throw refusal('FILE_DAMAGED', error.message)
  return offset
}
