// A file's bytes, in pieces.
//
// Node's own file streams tell of a failure as an event. A failure that comes before somebody listens ends the process.
// Here each failure is thrown to whoever asks for the next piece, so nobody can miss one.
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { heard } from '../heard.ts'

/** Bytes a piece. */
const PIECE = 64 * 1024

export interface Part {
  /** Left out: from where the file is read next, as for a pipe, which gives its bytes once. */
  readonly from?: number
  /** Left out: up to the file's end. */
  readonly to?: number
  /** Bytes a piece. */
  readonly piece?: number
}

/** Yields pieces that are the reader's. The file stays open: whoever opened it closes it. Throws Node's error. */
export async function* piecesOf(
  file: FileHandle,
  { from, to = Infinity, piece = PIECE }: Part = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let at = from ?? 0
  while (at < to) {
    const bytes = new Uint8Array(Math.min(piece, to - at))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from === undefined ? null : at)
    if (bytesRead === 0) return
    at += bytesRead
    yield bytes.subarray(0, bytesRead)
  }
}

/** The same as a stream, for an answer over HTTP. It closes the file at its end, and when the one who asked goes away. */
export const streamOf = (file: FileHandle, part?: Part): Readable =>
  heard(Readable.from(piecesOf(file, part), { objectMode: false })).once('close', () => {
    // A file that was only read has nothing to lose when closing it fails.
    file.close().catch(() => undefined)
  })
