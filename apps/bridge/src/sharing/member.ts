// A bridge as others on the same folder see it: a small file that says which process it is. The process renews the file's
// time while it lives.
import { randomUUID } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { OddEntry, openRegular } from '../disk/regular-file.ts'
import { errnoOf } from '../errors.ts'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts'

/** One process may be several members: of several folders or, in tests, of one. */
export interface Member extends ProcessIdentity {
  readonly id: string
}

/** How often a member renews its file's time. */
export const BEAT_MS = 10_000
/** If nothing better is known, a member is gone once it has not renewed its file for this long. */
const SILENT_MS = 60_000

export const newMember = async (): Promise<Member> => ({ id: randomUUID(), ...(await ownIdentity()) })

export const memberText = (member: Member): string => JSON.stringify(member)

/** A member as its file describes it. The file may have another name, as a turn or claim has. */
export interface Found {
  /** `undefined` if the file is incomplete, because it is being written or was cut off. */
  readonly member: Member | undefined
  readonly text: string
  readonly gone: boolean
}

/** `undefined` if there is no such file. An entry that is no regular file, or cannot be read, is a member without a name. */
export const findMember = async (file: string): Promise<Found | undefined> => {
  try {
    const text = await textOf(file)
    const member = parseMember(text)
    const running = member && (await isRunning(member))
    const gone = running === undefined ? await isSilent(file) : !running
    return { member, text, gone }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** More bytes than any member's text has. */
const MOST = 4 * 1024

/** Empty for an odd entry, and for the file of another person's bridge in a folder that several people share. */
const textOf = async (path: string): Promise<string> => {
  try {
    const file = await openRegular(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST), 0, MOST, 0)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof OddEntry) return ''
    throw error
  }
}

const isSilent = async (file: string): Promise<boolean> =>
  Date.now() - (await lstat(file)).mtimeMs > SILENT_MS

const parseMember = (text: string): Member | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isMember(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isMember = (value: unknown): value is Member =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  uuid.test(value.id) &&
  'pid' in value &&
  Number.isInteger(value.pid) &&
  Number(value.pid) > 0 &&
  'started' in value &&
  typeof value.started === 'string' &&
  'place' in value &&
  typeof value.place === 'string'

const uuid = /^[0-9a-f-]{36}$/
