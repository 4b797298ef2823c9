// A file's bytes, in pieces.
//
// Node's own file streams report a failure as an event. If it comes before anybody listens, it ends the process. Here
// each failure is thrown to the caller who asks for the next piece, so nobody can miss one.
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { heard } from '../heard.ts'

/** The size of a piece, in bytes. */
const PIECE = 64 * 1024

export interface Part {
  /** If left out, reading starts at the file's current position. A pipe needs that, because it gives its bytes once. */
  readonly from?: number
  /** If left out, reading goes to the end of the file. */
  readonly to?: number
  /** The size of a piece, in bytes. */
  readonly piece?: number
}

/** Yields pieces; they belong to the reader. The caller who opened the file must close it. Throws Node's error. */
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

/** The same as a stream, for an HTTP answer. It closes the file at its end, or when the client goes away. */
export const streamOf = (file: FileHandle, part?: Part): Readable =>
  heard(Readable.from(piecesOf(file, part), { objectMode: false })).once('close', () => {
    // The file was only read, so nothing is lost if closing it fails.
    file.close().catch(() => undefined)
  })
