// The list of sessions: what each file says of itself, and its counts.
import { open, readdir, readFile, stat } from 'node:fs/promises'
import {
  Session,
  type SessionHeader,
  type SessionCounts,
  type SessionInfo,
  summarize,
} from '@unstick/session'
import { errnoOf } from '../errors.ts'
import { isSessionId, timeOfSessionId } from './session-id.ts'
import type { SessionsFolder } from './sessions-folder.ts'

/** Larger files are listed without counts, and only their beginning is read. */
const MAX_COUNTED = 32 * 1024 * 1024
const BEGINNING = 128 * 1024
const SUFFIX = '.pcapng'

export class SessionList {
  readonly #folder: SessionsFolder
  /** By id; good for as long as size and time of the file stay. */
  readonly #known = new Map<string, Known>()

  constructor(folder: SessionsFolder) {
    this.#folder = folder
  }

  /** Every session of the folder, newest first. */
  async all(): Promise<SessionInfo[]> {
    const names = await readdir(this.#folder.path)
    const ids = names
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => name.slice(0, -SUFFIX.length))
      .filter(isSessionId)
    for (const id of this.#known.keys()) if (!ids.includes(id)) this.#known.delete(id)
    const rows: SessionInfo[] = []
    for (const id of ids) {
      const row = await this.#row(id)
      if (row) rows.push(row)
    }
    return rows.sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1))
  }

  /** Throws `SESSION_ID_MALFORMED`, `SESSION_UNKNOWN`. */
  async one(id: string): Promise<SessionInfo> {
    await this.#folder.existing(id)
    const row = await this.#row(id)
    if (!row) throw new Error(`${id} vanished`)
    return row
  }

  /** `undefined` where the file went away meanwhile. */
  async #row(id: string): Promise<SessionInfo | undefined> {
    const path = this.#folder.fileOf(id)
    try {
      const { size, mtimeMs, birthtimeMs } = await stat(path)
      const { header, counts } = await this.#look(id, path, size, mtimeMs)
      return {
        id,
        title: header?.title ?? id,
        created: timeOfSessionId(id) ?? Math.floor(birthtimeMs || mtimeMs),
        size,
        live: this.#folder.live(id) !== undefined,
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

  async #look(id: string, path: string, size: number, mtimeMs: number): Promise<Known> {
    const known = this.#known.get(id)
    if (known?.size === size && known.mtimeMs === mtimeMs) return known
    const session = new Session()
    session.push(size > MAX_COUNTED ? await readBeginning(path) : await readFile(path))
    session.end()
    const counted = size <= MAX_COUNTED && session.length > 0
    const fresh = { size, mtimeMs, header: session.header, counts: counted ? summarize(session) : undefined }
    this.#known.set(id, fresh)
    return fresh
  }
}

interface Known {
  readonly size: number
  readonly mtimeMs: number
  readonly header: SessionHeader | undefined
  readonly counts: SessionCounts | undefined
}

const readBeginning = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(BEGINNING), 0, BEGINNING, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
