// The folder of the sessions, with one pcapng file each, and which of them are being recorded.
import { constants } from 'node:fs'
import { access, type FileHandle, lstat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pcapng } from '@unstick/formats'
import type { Clock } from '../clock.ts'
import { isFull, unlessFull } from '../disk/full-disk.ts'
import { ownFolder } from '../disk/private-file.ts'
import { OddEntry, openRegular } from '../disk/regular-file.ts'
import { makeFolder } from '../make-folder.ts'
import { errnoOf, type Refusal, refusal } from '../errors.ts'
import { Recorder } from '../log/recorder.ts'
import type { Log } from '../log/log.ts'
import { LogElsewhere } from '../log/log-elsewhere.ts'
import { Membership } from '../sharing/membership.ts'
import { mustNotBeLive } from '../sharing/must-not-be-live.ts'
import { Turns } from '../sharing/turns.ts'
import { Queues } from './queues.ts'
import { checkSessionId, makeSessionId } from './session-id.ts'
import { sweepOldTemporaries } from './sweep-old-temporaries.ts'

/** The folder for Unstick's own files: `$UNSTICK_HOME`, otherwise `~/.unstick`. An empty value counts as none. */
export const unstickHome = (): string => process.env.UNSTICK_HOME || join(homedir(), '.unstick')

export class SessionsFolder {
  readonly path: string
  /** Deleted sessions wait here in case the person wants them back. */
  readonly trash: string
  readonly #clock: Clock
  readonly #membership: Membership
  readonly #turns: Turns
  readonly #queues = new Queues()
  readonly #live = new Map<string, Recorder>()
  readonly #troubles = new Map<string, Refusal>()

  private constructor(path: string, clock: Clock, membership: Membership) {
    this.path = path
    this.trash = join(path, '.trash')
    this.#clock = clock
    this.#membership = membership
    this.#turns = new Turns(membership)
  }

  /** Makes the folder if it is missing, and removes what killed bridges left in it. Throws `FOLDER_UNUSABLE`. */
  static async open(path: string, clock: Clock): Promise<SessionsFolder> {
    try {
      await makeFolder(path)
      await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
      await unlessFull(ownFolder(join(path, '.trash')))
      const membership = await Membership.join(join(path, '.bridges'))
      const folder = new SessionsFolder(path, clock, membership)
      await membership.sweep()
      await unlessFull(folder.#turns.sweep())
      await sweepOldTemporaries(path)
      return folder
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === undefined) throw error
      throw refusal('FOLDER_UNUSABLE', path, reasons.get(errno) ?? errno)
    }
  }

  /** The path that the session has or would have. Throws `SESSION_ID_MALFORMED`. */
  fileOf(id: string): string {
    return join(this.path, `${checkSessionId(id)}${pcapng.extension}`)
  }

  /**
   * Opens the session's file for reading. Everything that reads a session of the folder opens it here. Throws
   * `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`, `SESSION_UNREADABLE`.
   */
  async openFile(id: string): Promise<FileHandle> {
    try {
      return await openRegular(this.fileOf(id))
    } catch (error) {
      if (error instanceof OddEntry) throw refusal('SESSION_UNREADABLE', id, error.why)
      if (errnoOf(error) === 'ENOENT') throw refusal('SESSION_UNKNOWN', id)
      throw error
    }
  }

  /** The path of the session's entry, whatever kind of entry it is. Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`. */
  async existing(id: string): Promise<string> {
    const path = this.fileOf(id)
    try {
      await lstat(path)
      return path
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') throw refusal('SESSION_UNKNOWN', id)
      throw error
    }
  }

  /** The recording in progress under this id, if it is this bridge's. */
  live(id: string): Recorder | undefined {
    return this.#live.get(id)
  }

  /** Why a recording of this bridge ended early. */
  trouble(id: string): Refusal | undefined {
    return this.#troubles.get(id)
  }

  /** All sessions that are being recorded now, here or by another process. */
  async liveIds(): Promise<ReadonlySet<string>> {
    return new Set([...this.#live.keys(), ...(await this.#membership.liveElsewhere()).keys()])
  }

  /** The recording in progress under this id, here or in another process. The latter is watched until `signal` aborts. */
  async log(id: string, signal: AbortSignal): Promise<Log | undefined> {
    const own = this.#live.get(id)
    if (own) return own
    const isLive = async () => (await this.#membership.liveElsewhere()).has(id)
    return (await isLive()) ? LogElsewhere.watch(this.fileOf(id), isLive, signal) : undefined
  }

  /** Throws `SESSION_LIVE`. */
  async mustBeOver(id: string): Promise<void> {
    if (this.#live.has(id)) throw refusal('SESSION_LIVE', id, 'stop the run first')
    mustNotBeLive(await this.#membership.liveElsewhere(), id)
  }

  /** Runs `change` after every other change of this session is over. Throws what `change` throws. */
  change<Result>(id: string, change: () => Promise<Result>): Promise<Result> {
    return this.#queues.run(id, change)
  }

  /** Runs `step`, which must be short, while no other process changes this folder. Throws `FOLDER_BUSY`. */
  turn<Result>(step: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(step)
  }

  /** The same for a step that replaces or moves this session's file. Throws `SESSION_LIVE` too. */
  turnAt<Result>(id: string, step: () => Promise<Result>): Promise<Result> {
    return this.turn(async () => {
      // A command may have begun to append to it since anybody looked.
      await this.mustBeOver(id)
      return step()
    })
  }

  /** A path for a file that gets its name once it is complete. If the process is killed, the next start removes the file. */
  temporary(): Promise<string> {
    return this.#membership.temporary()
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Number(this.#clock() / 1_000_000n)
  }

  /** Removes this process's unfinished files. Then others may change what it recorded. */
  close(): Promise<void> {
    return this.#membership.leave()
  }

  /**
   * Begins a recording under a new id made of the time and `name`. It counts as live until `finish`.
   * Throws `FOLDER_UNUSABLE`, `DISK_FULL`, `DISK_FAILED`.
   */
  async record(name: string, opening: readonly Uint8Array[]): Promise<{ id: string; recorder: Recorder }> {
    return this.withNewId(name, async (id, path) => {
      // Marked before the file exists, so that nobody takes it for a finished session.
      await this.#membership.mark(id)
      try {
        const recorder = await Recorder.create(path, opening)
        this.#live.set(id, recorder)
        return { id, recorder }
      } catch (error) {
        await this.#membership.unmark(id)
        throw error
      }
    })
  }

  finish(id: string): Promise<void> {
    return this.change(id, async () => {
      const recorder = this.#live.get(id)
      await recorder?.close()
      if (recorder?.trouble) this.#troubles.set(id, recorder.trouble)
      this.#live.delete(id)
      await this.#membership.unmark(id)
    })
  }

  /** Calls `create` with ids, starting from this moment's, until it can create the file. It fails with `EEXIST` if an id is taken. */
  async withNewId<Made>(name: string, create: (id: string, path: string) => Promise<Made>): Promise<Made> {
    for (let now = this.now(); ; now += 1) {
      const id = makeSessionId(now, name)
      try {
        return await create(id, this.fileOf(id))
      } catch (error) {
        const errno = errnoOf(error)
        if (errno === undefined) throw error
        if (isFull(error)) throw refusal('DISK_FULL', this.path)
        if (errno !== 'EEXIST') throw refusal('FOLDER_UNUSABLE', this.path, reasons.get(errno) ?? errno)
      }
    }
  }
}

const reasons = new Map([
  ['EACCES', 'it is not writable'],
  ['EPERM', 'it is not writable'],
  ['EROFS', 'it is on a read-only file system'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EEXIST', 'there is a file with that name'],
  ['ENOENT', 'it does not exist any more'],
])
