// An export of a session, made by a thread of its own: a large session takes many seconds to read, in which the bridge
// would answer nobody, record late, and hear no signal.
import type { FileHandle } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import { wholeBlocks } from '../log/whole-blocks.ts'
import { builtExportThread } from '../places.ts'
import type { SessionsFolder } from '../sessions/sessions-folder.ts'
import type { ExportAsked, ExportHoles, ExportJob, ThreadWord } from './export-words.ts'

export class RunningExport {
  readonly #file: FileHandle
  readonly #thread: Worker
  /** Rejects when the thread fails or ends. */
  readonly #over: Promise<never>
  #closing: Promise<void> | undefined

  private constructor(file: FileHandle, job: ExportJob) {
    this.#file = file
    const thread = heard(new Worker(builtExportThread, { execArgv: [], workerData: job }))
    this.#thread = thread
    this.#over = new Promise((_, reject) => {
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('the export was stopped')))
    })
    this.#over.catch(() => undefined)
  }

  /** Keeps the session's file open until `close`. Throws as `SessionsFolder.openFile`. */
  static async start(folder: SessionsFolder, id: string, asked: ExportAsked): Promise<RunningExport> {
    const file = await folder.openFile(id)
    try {
      return new RunningExport(file, { ...asked, descriptor: file.fd, size: await sizeOf(folder, id, file) })
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** Resolves when the first piece can be made. Throws what `storedSource` refuses. */
  async begun(): Promise<ExportHoles | undefined> {
    const word = await this.#word()
    return word.type === 'begun' ? word.holes : undefined
  }

  /** What was exported, after `begun`, made no faster than it is asked for. Throws what the exporter refuses. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.#word()
      this.#thread.postMessage('next')
      const word = await next
      if (word.type !== 'piece') return
      yield word.bytes
    }
  }

  /** Ends the thread, whatever it does, and then closes the file. */
  close(): Promise<void> {
    this.#closing ??= this.#thread.terminate().then(() => this.#file.close())
    return this.#closing
  }

  async #word(): Promise<ThreadWord> {
    const message = new Promise<ThreadWord>((resolve) => this.#thread.once('message', resolve))
    const word = await Promise.race([message, this.#over])
    if (word.type === 'refused') throw new Refusal(word.code, word.message)
    return word
  }
}

/** If the recording goes on, only its whole blocks count. */
const sizeOf = async (folder: SessionsFolder, id: string, file: FileHandle): Promise<number> => {
  const own = folder.live(id)
  if (own) return own.size
  return (await folder.liveIds()).has(id) ? wholeBlocks(file) : (await file.stat()).size
}
