// A cursor over a session's file: reads its bytes from any offset, and then what is appended.
import type { FileHandle } from 'node:fs/promises'
import type { FollowMessage } from '@unstick/api'
import type { Refusal } from '../errors.ts'
import type { Log } from './log.ts'
import { versionOf } from './log.ts'

/** Bytes in a piece. Measured over a WebSocket into Chromium, 60 to 120 KB were fastest. */
const PIECE = 120 * 1024

/** What a follower receives: the file's bytes, or a message about them. */
export type Followed = FollowMessage | Uint8Array<ArrayBuffer>

export interface Cursor {
  readonly offset: number
  readonly version: string
  /** If at least this many bytes are ready, the reader gets a `far` message and not the bytes. */
  readonly far?: number | undefined
}

/**
 * Yields `start`, then the bytes from there in order, in pieces that belong to the reader; then `trouble` if the
 * recording stopped early, and `end`. It reads no faster than its caller asks, and holds one piece. Once `signal`
 * aborts, it ends without an error and closes the file. Throws Node's error if the file cannot be read.
 *
 * `live` is the log if the session is still being recorded. A file that nobody records is read to its end, and
 * `trouble` says why its recording ended early, if that is known.
 */
export async function* follow(
  file: FileHandle,
  live: Log | undefined,
  from: Cursor,
  signal: AbortSignal,
  trouble?: Refusal,
): AsyncGenerator<Followed> {
  try {
    const stats = await file.stat({ bigint: true })
    const version = versionOf(stats)
    const source: Source = live ?? { size: Number(stats.size), live: false, trouble }
    let offset = version === from.version && from.offset <= source.size ? from.offset : 0
    yield { type: 'start', version, offset, live: source.live }
    while (!signal.aborted) {
      // Checked before reading: a log that is over now grows no more, so reading up to `size` reads everything.
      const over = isOver(source)
      while (offset < source.size) {
        const { size } = source
        if (from.far !== undefined && size - offset >= from.far) {
          yield { type: 'far', from: offset, to: size }
          offset = size
          continue
        }
        const piece = await readPiece(file, offset, Math.min(PIECE, source.size - offset))
        // Another program truncated the file. What is left is all there is.
        if (piece.length === 0) break
        offset += piece.length
        yield piece
      }
      if (over) {
        if (source.trouble)
          yield { type: 'trouble', code: source.trouble.code, message: source.trouble.message }
        yield { type: 'end', size: offset }
        return
      }
      // The recording ended meanwhile, so look once more.
      if (!isOver(source)) await live?.changed.next(signal)
    }
  } finally {
    await file.close()
  }
}

const isOver = ({ live }: Source): boolean => !live

type Source = Pick<Log, 'size' | 'live' | 'trouble'>

const readPiece = async (file: FileHandle, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
  const piece = new Uint8Array(length)
  const { bytesRead } = await file.read(piece, 0, length, at)
  return piece.subarray(0, bytesRead)
}
