// A session of the folder for its exports: what is written at this moment, whatever happens to the file meanwhile.
import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Session } from '@unstick/session'
import { piecesOf } from '../disk/file-pieces.ts'
import { refusal } from '../errors.ts'
import { wholeBlocks } from '../log/whole-blocks.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'

/** How many of the newest bytes stay in memory while a session is read. Older ones are read again if they are needed. */
const WINDOW = 32 * 1024 * 1024

export class StoredSession {
  /** Its size in bytes. If the recording goes on, this ends with the last complete block. */
  readonly size: number
  readonly #file: FileHandle

  private constructor(file: FileHandle, size: number) {
    this.#file = file
    this.size = size
  }

  /** Keeps the file open until `close`. Throws as `SessionsFolder.openFile`. */
  static async open(folder: SessionsFolder, id: string): Promise<StoredSession> {
    const file = await folder.openFile(id)
    try {
      return new StoredSession(file, await sizeOf(folder, id, file))
    } catch (error) {
      await file.close()
      throw error
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async *pieces(): AsyncGenerator<Uint8Array> {
    yield* piecesOf(this.#file, { from: 0, to: this.size })
  }

  /** Its streams and lanes, which can be used until `close`. Throws `NOT_A_CAPTURE`. */
  async read(): Promise<Session> {
    const session = new Session({
      window: WINDOW,
      readBack: (target, place) => {
        readSync(this.#file.fd, target, 0, target.length, place)
      },
    })
    for await (const piece of this.pieces()) session.push(piece)
    session.end()
    if (session.length === 0) throw refusal('NOT_A_CAPTURE', session.problem?.message ?? 'it is empty.')
    return session
  }
}

const sizeOf = async (folder: SessionsFolder, id: string, file: FileHandle): Promise<number> => {
  const own = folder.live(id)
  if (own) return own.size
  return (await folder.liveIds()).has(id) ? wholeBlocks(file) : (await file.stat()).size
}
