// Appends whole blocks to one session's file, in order, and notifies its followers.
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../disk/durable.ts'
import { isFull } from '../disk/full-disk.ts'
import { createPrivateFile } from '../disk/private-file.ts'
import { errnoOf, Refusal, refusal } from '../errors.ts'
import { Change } from './change.ts'
import type { Log } from './log.ts'
import { Pages } from './pages.ts'
import { wholeBlocks } from './whole-blocks.ts'

/** How many bytes of blocks may wait for the disk before a source must wait. */
const MAX_WAITING = 4 * 1024 * 1024

export class Recorder implements Log {
  readonly path: string
  readonly changed = new Change()
  readonly #file: FileHandle
  #size: number
  #trouble: Refusal | undefined
  readonly #waiting = new Pages()
  #writing: Promise<void> | undefined
  #closed = false

  private constructor(path: string, file: FileHandle, size: number) {
    this.path = path
    this.#file = file
    this.#size = size
  }

  /**
   * Creates the file (mode 0600), which must not exist yet, and writes its first blocks. Throws Node's error if the file
   * cannot be created, and `DISK_FULL` or `DISK_FAILED` if it cannot be written.
   */
  static async create(path: string, opening: readonly Uint8Array[]): Promise<Recorder> {
    const recorder = new Recorder(path, await createPrivateFile(path), 0)
    for (const block of opening) recorder.append(block)
    await recorder.#writing
    if (recorder.#trouble) {
      await recorder.close()
      await unlink(path)
      throw recorder.#trouble
    }
    return recorder
  }

  /**
   * Continues a pcapng file that exists, perhaps after a crash. It goes on after the last whole block, and cuts off an
   * unfinished one. What is appended must begin with a section header, because interfaces are numbered by section. Throws
   * Node's error if the file cannot be opened, and `NOT_A_CAPTURE` if it is not pcapng. If more than the last block is
   * wrong, throws `FILE_DAMAGED` and leaves the file unchanged.
   */
  static async reopen(path: string): Promise<Recorder> {
    const file = await open(path, 'r+')
    try {
      const size = await wholeBlocks(file)
      await file.truncate(size)
      return new Recorder(path, file, size)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** Bytes of whole blocks on disk. */
  get size(): number {
    return this.#size
  }

  get live(): boolean {
    return !this.#closed
  }

  /** Why the recording stopped early. What was written stays. */
  get trouble(): Refusal | undefined {
    return this.#trouble
  }

  /** Takes a whole block, which must not change any more. After trouble it is dropped. */
  append(block: Uint8Array): void {
    if (this.#trouble) return
    this.#waiting.push(block)
    this.#writing ??= this.#write()
  }

  /** Resolves once few enough bytes wait for the disk. */
  async room(): Promise<void> {
    while (this.#waiting.length > MAX_WAITING && this.#writing) await this.#writing
  }

  /** Records why the source ended early. The recording goes on until it is closed. */
  fail(trouble: Refusal): void {
    this.#trouble ??= trouble
  }

  /** Writes what waits and closes the file. Then the file survives a power cut. If the disk fails, `trouble` says so. */
  async close(): Promise<void> {
    await this.#writing
    try {
      await this.#file.sync()
      await syncFolder(dirname(this.path))
    } catch (error) {
      this.fail(this.#refusalOf(error))
    }
    try {
      await this.#file.close()
    } catch (error) {
      this.fail(this.#refusalOf(error))
    }
    this.#closed = true
    this.changed.tell()
  }

  /** Writes page after page. Blocks that arrive during one write go into the next. */
  async #write(): Promise<void> {
    for (let page = this.#waiting.next(); page && !this.#trouble; page = this.#waiting.next()) {
      try {
        await writeAll(this.#file, page, this.#size)
        this.#size += page.length
        this.#waiting.done(page)
      } catch (error) {
        this.#trouble = await this.#stop(error)
      }
      this.changed.tell()
    }
    if (this.#trouble) this.#waiting.clear()
    this.#writing = undefined
  }

  /** Shortens the file to its last whole block, because the disk may have had room for only a part of the last page. */
  async #stop(error: unknown): Promise<Refusal> {
    const trouble = this.#refusalOf(error)
    this.#size = Math.max(this.#size, await this.#whole())
    try {
      await this.#file.truncate(this.#size)
    } catch (second) {
      // If this fails, a half-written block stays at the end, and every reader stops before it anyway.
      if (errnoOf(second) === undefined) throw second
    }
    return trouble
  }

  /** Throws an error that is no failure of the disk. */
  #refusalOf(error: unknown): Refusal {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    const folder = dirname(this.path)
    return isFull(error) ? refusal('DISK_FULL', folder) : refusal('DISK_FAILED', folder, errno)
  }

  /** The end of the last whole block on disk, if it can still be read. */
  async #whole(): Promise<number> {
    try {
      return await wholeBlocks(this.#file)
    } catch (error) {
      if (error instanceof Refusal || errnoOf(error) !== undefined) return 0
      throw error
    }
  }
}

/** Writes all bytes from `position` on. A disk may take only a part at a time. */
const writeAll = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
