// The list of sessions: each file's description at once, and its counts later.
import { lstatSync, type Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { SessionInfo } from '@unstick/api'
import { pcapng } from '@unstick/formats'
import type { SessionHeader } from '@unstick/session'
import { type Counted, MAX_COUNTED } from '../counting/counted.ts'
import type { Counter } from '../counting/counter.ts'
import { errnoOf, refusal } from '../errors.ts'
import { readOwnWords } from './own-words.ts'
import { isSessionId, timeOfSessionId } from './session-id.ts'
import type { SessionsFolder } from './sessions-folder.ts'

const SUFFIX = pcapng.extension
/** After this many milliseconds other requests get a turn. */
const SLICE = 8
/** How many milliseconds a request for one session waits for its counts. */
const PATIENCE = 2_000

interface Known {
  /** The file's state. What is known is valid as long as this stays the same. */
  readonly stats: Stats
  readonly header: SessionHeader | undefined
  readonly unreadable: string | undefined
  /** The counts of this file, or of its earlier state while new ones are due. */
  counted: Counted | undefined
  isDue: boolean
  /** Settles when the count in progress is over. */
  counting: Promise<void> | undefined
}

export class SessionList {
  readonly #folder: SessionsFolder
  readonly #counter: Counter
  readonly #known = new Map<string, Known>()

  constructor(folder: SessionsFolder, counter: Counter) {
    this.#folder = folder
    this.#counter = counter
  }

  /**
   * Every session of the folder, newest first, including entries with a session's name that cannot be opened. Does not wait
   * for counts. Looks at files in short slices, between which other requests are answered.
   */
  async all(): Promise<SessionInfo[]> {
    const names = await readdir(this.#folder.path)
    const ids = new Set(
      names
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
        .filter(isSessionId),
    )
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id)
    const live = await this.#folder.liveIds()
    const rows: SessionInfo[] = []
    let begun = performance.now()
    for (const id of ids) {
      const known = this.#look(id)
      if (known) rows.push(this.#row(id, known, live))
      if (performance.now() - begun < SLICE) continue
      await setImmediate()
      begun = performance.now()
    }
    rows.sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1))
    for (const { id } of rows) this.#count(id)
    return rows
  }

  /** Waits a moment for the session's counts. Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`. */
  async one(id: string): Promise<SessionInfo> {
    await this.#folder.existing(id)
    const live = await this.#folder.liveIds()
    const known = this.#look(id)
    if (!known) throw refusal('SESSION_UNKNOWN', id)
    this.#count(id)
    this.#counter.hurry(this.#folder.fileOf(id))
    await atMost(PATIENCE, known.counting)
    return this.#row(id, this.#known.get(id) ?? known, live)
  }

  #row(id: string, known: Known, live: ReadonlySet<string>): SessionInfo {
    const { stats, header, unreadable, counted } = known
    return {
      id,
      title: header?.title ?? id,
      created: timeOfSessionId(id) ?? Math.floor(stats.birthtimeMs || stats.mtimeMs),
      size: stats.isFile() ? stats.size : 0,
      ...(unreadable !== undefined && { unreadable }),
      live: live.has(id),
      ...(header?.experiment !== undefined && { experiment: header.experiment }),
      ...(header?.framing !== undefined && { framing: header.framing }),
      ...(header?.conditions && { conditions: header.conditions }),
      ...counted,
      ...(known.isDue && { counting: true }),
    }
  }

  /** The file's description; `undefined` if the file is gone. */
  #look(id: string): Known | undefined {
    const path = this.#folder.fileOf(id)
    try {
      const stats = lstatSync(path)
      const known = this.#known.get(id)
      if (known && isSame(known.stats, stats)) return known
      const words = readOwnWords(path)
      const fresh = {
        stats,
        ...words,
        counted: known?.counted,
        isDue: words.unreadable === undefined && stats.size <= MAX_COUNTED,
        counting: known?.counting,
      }
      this.#known.set(id, fresh)
      return fresh
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  /** A session that grows is not counted again before the last count is over. */
  #count(id: string): void {
    const known = this.#known.get(id)
    if (!known?.isDue || known.counting) return
    known.counting = this.#counter.count(this.#folder.fileOf(id)).then((counted) => {
      const now = this.#known.get(id)
      if (!now) return
      now.counted = counted
      now.isDue &&= !isSame(now.stats, known.stats)
      now.counting = undefined
    })
  }
}

/** Includes the change time, because changed permissions decide whether the file can be opened. */
const isSame = (a: Stats, b: Stats): boolean =>
  a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino

const atMost = async (milliseconds: number, awaited: Promise<void> | undefined): Promise<void> => {
  const over = new AbortController()
  const timer = setTimeout(milliseconds, undefined, { signal: over.signal, ref: false }).catch(
    () => undefined,
  )
  await Promise.race([awaited, timer])
  over.abort()
}
