// The file with the secret from which page keys are derived. It outlives the bridge, so that an open page comes back by
// itself after a restart. A file that somebody else could have read or written is replaced.
import { randomBytes, randomUUID } from 'node:crypto'
import { constants, lstatSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { move, placeNew, placeOver, writePrivateFile } from '../disk/durable.ts'
import { errnoOf } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'

const SECRET_BYTES = 32
/** How often others may replace the file while it is being read. */
const MAX_ROUNDS = 5

export const secretPath = (home: string): string => join(home, 'page-secret')

export interface ReadSecret {
  readonly secret: Uint8Array
  /** Why the file was replaced, or why it cannot be kept; `undefined` if all is well. */
  readonly trouble: string | undefined
}

/** The secret of `home`. Makes one if it is missing or damaged. Processes that start at once get the same one. */
export const keptSecret = async (home: string): Promise<ReadSecret> => {
  const path = secretPath(home)
  let trouble: string | undefined
  try {
    await makeFolder(home)
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = await readSecret(path)
      if (found instanceof Uint8Array) return { secret: found, trouble }
      if (found !== undefined) trouble ??= `${path} ${found}: it was replaced by a new one`
      await placeSecret(path, found !== undefined)
    }
    return { secret: randomBytes(SECRET_BYTES), trouble: `${path} keeps changing` }
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return { secret: randomBytes(SECRET_BYTES), trouble: `${path} cannot be kept (${errno})` }
  }
}

/** Replaces the secret. Everything derived from the old one becomes invalid. Rejects with Node's error. */
export const renewSecret = async (home: string): Promise<void> => {
  await makeFolder(home)
  await placeSecret(secretPath(home), true)
}

/** Changes whenever the file does; '' if there is no file. */
export const secretStamp = (home: string): string => {
  try {
    const { dev, ino, ctimeNs, mtimeNs } = lstatSync(secretPath(home), { bigint: true })
    return [dev, ino, ctimeNs, mtimeNs].join(' ')
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}

/** The secret, or what is wrong with the file, or `undefined` if there is no file. */
const readSecret = async (path: string): Promise<Uint8Array | string | undefined> => {
  try {
    // Does not follow a link and does not wait for a FIFO.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const { uid, mode, size } = await file.stat()
      if ((mode & constants.S_IFMT) !== constants.S_IFREG) return 'is not a regular file'
      if (process.getuid && uid !== process.getuid()) return 'belongs to another user'
      if (process.getuid && (mode & 0o777) !== 0o600)
        return `had the mode ${(mode & 0o777).toString(8).padStart(4, '0')} instead of 0600`
      if (size !== SECRET_BYTES) return `had ${size} bytes instead of ${SECRET_BYTES}`
      const secret = Buffer.alloc(SECRET_BYTES)
      const { bytesRead } = await file.read(secret, 0, SECRET_BYTES, 0)
      return bytesRead === SECRET_BYTES ? secret : 'was cut short'
    } finally {
      await file.close()
    }
  } catch (error) {
    switch (errnoOf(error)) {
      case 'ENOENT':
        return undefined
      case 'ELOOP':
        return 'is a symbolic link'
      case 'ENXIO':
      case 'EISDIR':
        return 'is not a regular file'
      case 'EACCES':
        return 'cannot be read'
      default:
        throw error
    }
  }
}

/**
 * Puts a new secret at `path` in one step. Without `over`, it keeps a secret that somebody else put there meanwhile.
 * With `over`, two processes that replace a damaged file at once may have different secrets for a moment. The last
 * one stays, and a running bridge notices that the file has changed.
 */
const placeSecret = async (path: string, over: boolean): Promise<void> => {
  try {
    await writePrivateFile(path, randomBytes(SECRET_BYTES), over ? placeOverAnything : placeNew)
  } catch (error) {
    if (over || errnoOf(error) !== 'EEXIST') throw error
  }
}

const placeOverAnything = async (temporary: string, path: string): Promise<void> => {
  try {
    await placeOver(temporary, path)
  } catch (error) {
    // If there is a folder in its place, move it aside with everything in it.
    if (errnoOf(error) !== 'EISDIR') throw error
    await move(path, `${path}.aside-${randomUUID()}`)
    await placeOver(temporary, path)
  }
}
