// The bytes of a command's input: a file or standard input, unpacked if it is packed.
import { open } from 'node:fs/promises'
import { piecesOf } from '../disk/file-pieces.ts'
import { errnoOf, refusal } from '../errors.ts'
import { unpack } from './unpack.ts'

/** `-` is standard input. */
async function* readRaw(name: string): AsyncGenerator<Uint8Array> {
  if (name === '-') {
    yield* process.stdin
    return
  }
  const file = await open(name, 'r')
  try {
    yield* piecesOf(file)
  } finally {
    await file.close()
  }
}

/**
 * Yields pieces, which belong to the reader. `packed` leaves gzip and zstd as they are. Throws `FILE_UNREADABLE`, and
 * what `unpack` throws once everything before the fault has been yielded.
 */
export async function* readInput(file: string, { packed = false } = {}): AsyncGenerator<Uint8Array> {
  try {
    const pieces = readRaw(file)
    yield* packed ? pieces : unpack(pieces)
  } catch (error) {
    refuseUnreadable(file, error)
  }
}

/** Turns a failed system call on the file into `FILE_UNREADABLE`. Throws any other error as it is. */
export const refuseUnreadable = (file: string, error: unknown): never => {
  const errno = errnoOf(error)
  if (errno === undefined) throw error
  throw refusal('FILE_UNREADABLE', file, reasons.get(errno) ?? errno)
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it is not readable'],
  ['EISDIR', 'it is a folder'],
])
