// One page is enough: a second `unstick` on the same sessions finds the bridge that already runs. As long as it runs, each
// bridge keeps a file in `running`, in Unstick's own folder (0600, because the address contains the token).
import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writePrivateFile, placeNew } from '../disk/durable.ts'
import { isFull, unlessFull } from '../disk/full-disk.ts'
import { errnoOf } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import { Membership } from '../sharing/membership.ts'
import { Turns } from '../sharing/turns.ts'
import type { Bridge } from './bridge.ts'

/** A bridge that another process runs. */
export interface RunningBridge {
  readonly pid: number
  /** The page's address, as that bridge printed it. */
  readonly address: string
  readonly sessions: string
}

interface Wanted {
  /** Unstick's own folder. */
  readonly home: string
  readonly sessions: string
  /** The port that the person named; `undefined` allows any. */
  readonly port: number | undefined
}

/**
 * The bridge that already runs on these sessions, otherwise the one that `start` starts. If two start at once, one waits
 * for the other. If Unstick's own folder cannot be used, bridges do not find each other. Throws what `start` throws.
 */
export const findOrStart = async (
  wanted: Wanted,
  start: () => Promise<Bridge>,
): Promise<RunningBridge | Bridge> => {
  const membership = await joined(join(wanted.home, 'running'))
  if (!membership) return start()
  try {
    const got = await new Turns(membership).take(async () => {
      await membership.sweep()
      return (await find(membership, wanted)) ?? announced(membership, await start())
    })
    if ('pid' in got) await membership.leave()
    return got
  } catch (error) {
    await membership.leave()
    if (!isFull(error)) throw error
    // Others do not find this bridge, which is no reason not to show the sessions.
    return start()
  }
}

const joined = async (path: string): Promise<Membership | undefined> => {
  try {
    await makeFolder(path)
    return await Membership.join(path)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

const SUFFIX = '.running'

const find = async (
  membership: Membership,
  { sessions, port }: Wanted,
): Promise<RunningBridge | undefined> => {
  const folder = await realPathOf(sessions)
  for (const name of await readdir(membership.path)) {
    const pid = name.endsWith(SUFFIX) ? await membership.pidHere(name.slice(0, -SUFFIX.length)) : undefined
    if (pid === undefined) continue
    const text = await readFile(join(membership.path, name), 'utf8').catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return ''
      throw error
    })
    // A bridge that has ended since it was listed has no file any more.
    const running = parse(text)
    if (running?.sessions !== folder) continue
    const { origin } = new URL(running.address)
    if (port !== undefined && Number(new URL(origin).port) !== port) continue
    if (await answers(origin)) return { pid, ...running }
  }
  return undefined
}

/** Keeps the bridge's file until it is closed. On a full disk there is none. */
const announced = async (membership: Membership, bridge: Bridge): Promise<Bridge> => {
  const announcement = { address: bridge.address(), sessions: await realPathOf(bridge.folder.path) }
  await unlessFull(writePrivateFile(membership.own('running'), JSON.stringify(announcement), placeNew))
  return {
    ...bridge,
    close: async () => {
      await membership.leave()
      await bridge.close()
    },
  }
}

/** Whether a bridge answers there. The request has no token, because another program may have the port by now. */
const answers = async (origin: string): Promise<boolean> => {
  try {
    const { status } = await fetch(`${origin}/api/status`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    return status === 401
  } catch {
    // Nothing answers in time, or what answers does not speak HTTP, so this is no bridge to show a person.
    return false
  }
}

const PATIENCE_MS = 2_000

const parse = (text: string): Omit<RunningBridge, 'pid'> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isAnnouncement(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isAnnouncement = (value: unknown): value is Omit<RunningBridge, 'pid'> =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  typeof value.address === 'string' &&
  URL.canParse(value.address) &&
  'sessions' in value &&
  typeof value.sessions === 'string'

/** One folder can have many names, so the real path is compared. A folder that does not exist yet keeps its name. */
const realPathOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return resolve(path)
  }
}
