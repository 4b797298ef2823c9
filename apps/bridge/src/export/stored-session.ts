// A session of the folder for its exports: what is written at this moment, whatever happens to the file meanwhile.
import { readSync } from 'node:fs'
import { Session } from '@unstick/session'
import { refusal } from '../errors.ts'

/** How many of the newest bytes stay in memory while a session is read. Older ones are read again if they are needed. */
const WINDOW = 32 * 1024 * 1024
/** The size of a piece, in bytes. */
const PIECE = 256 * 1024

export class StoredSession {
  readonly size: number
  readonly #descriptor: number

  /** The first `size` bytes of an open file, which whoever opened it must close. */
  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor
    this.size = size
  }

  *pieces(): Generator<Uint8Array> {
    for (let at = 0; at < this.size;) {
      const piece = new Uint8Array(Math.min(PIECE, this.size - at))
      const count = readSync(this.#descriptor, piece, 0, piece.length, at)
      // Another program truncated the file. What is left is all there is.
      if (count === 0) return
      at += count
      yield piece.subarray(0, count)
    }
  }

  /** Its streams and lanes, which can be used until the file is closed. Throws `NOT_A_CAPTURE`. */
  read(): Session {
    const session = new Session({
      window: WINDOW,
      readBack: (target, place) => {
        readSync(this.#descriptor, target, 0, target.length, place)
      },
    })
    for (const piece of this.pieces()) session.push(piece)
    session.end()
    if (session.length === 0) throw refusal('NOT_A_CAPTURE', session.problem?.message ?? 'it is empty.')
    return session
  }
}
