// The list of sessions: what each file says of itself, and its counts.
import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import type { SessionCounts, SessionInfo } from '@unstick/api'
import { Session, type SessionHeader, summarize } from '@unstick/session'
import { OddEntry, openRegular } from '../disk/regular-file.ts'
import { errnoOf, refusal } from '../errors.ts'
import { isSessionId, timeOfSessionId } from './session-id.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** Larger files are listed without counts, and only their beginning is read. */
const MAX_COUNTED = 32 * 1024 * 1024
const BEGINNING = 512 * 1024
const SUFFIX = '.pcapng'

export class SessionList {
  readonly #folder: SessionsFolder
  /** By id; good for as long as size and time of the file stay. */
  readonly #known = new Map<string, Known>()

  constructor(folder: SessionsFolder) {
    this.#folder = folder
  }

  /** Every session of the folder, newest first; also what has a session's name and cannot be opened. */
  async all(): Promise<SessionInfo[]> {
    const names = await readdir(this.#folder.path)
    const ids = names
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => name.slice(0, -SUFFIX.length))
      .filter(isSessionId)
    for (const id of this.#known.keys()) if (!ids.includes(id)) this.#known.delete(id)
    const live = await this.#folder.liveIds()
    const rows: SessionInfo[] = []
    for (const id of ids) {
      const row = await this.#row(id, live)
      if (row) rows.push(row)
    }
    return rows.sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1))
  }

  /** Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`. */
  async one(id: string): Promise<SessionInfo> {
    await this.#folder.existing(id)
    const row = await this.#row(id, await this.#folder.liveIds())
    if (!row) throw refusal('SESSION_UNKNOWN', id)
    return row
  }

  /** `undefined` where the file went away meanwhile. */
  async #row(id: string, live: ReadonlySet<string>): Promise<SessionInfo | undefined> {
    const path = this.#folder.fileOf(id)
    try {
      const stats = await lstat(path)
      const { header, counts, unreadable } = await this.#look(id, path, stats)
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
        ...(counts && { counts }),
      }
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  async #look(id: string, path: string, { size, mtimeMs, ctimeMs }: Stats): Promise<Known> {
    const known = this.#known.get(id)
    // The change time too: permissions may have changed, which decides whether it can be opened.
    if (known?.size === size && known.mtimeMs === mtimeMs && known.ctimeMs === ctimeMs) return known
    const fresh = { size, mtimeMs, ctimeMs, ...(await read(path, size)) }
    this.#known.set(id, fresh)
    return fresh
  }
}

/** What a file says of itself; only the reason of one that cannot be opened. */
interface Read {
  readonly header?: SessionHeader | undefined
  readonly counts?: SessionCounts | undefined
  readonly unreadable?: string
}

interface Known extends Read {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
}

const read = async (path: string, size: number): Promise<Read> => {
  const session = new Session()
  try {
    session.push(await readBeginning(path, size > MAX_COUNTED ? BEGINNING : size))
  } catch (error) {
    if (error instanceof OddEntry) return { unreadable: error.why }
    throw error
  }
  session.end()
  const counted = size <= MAX_COUNTED && session.length > 0
  return { header: session.header, counts: counted ? summarize(session) : undefined }
}

const readBeginning = async (path: string, length: number): Promise<Uint8Array> => {
  const file = await openRegular(path)
  try {
    const bytes = new Uint8Array(length)
    let filled = 0
    for (let count = 1; count > 0 && filled < length; filled += count)
      count = (await file.read(bytes, filled, length - filled, filled)).bytesRead
    return bytes.subarray(0, filled)
  } finally {
    await file.close()
  }
}
