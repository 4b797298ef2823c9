// Opens an entry of the sessions folder. Anybody may put anything there under a session's name, so only regular files
// are opened: a link could lead anywhere, a pipe could block for ever, a device could be endless.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { errnoOf } from '../errors.ts'

/** An entry that exists but cannot be read as a file. `why` begins with "it". */
export class OddEntry extends Error {
  readonly why: string

  constructor(why: string) {
    super(why)
    this.name = 'OddEntry'
    this.why = why
  }
}

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY

/**
 * Opens the file for reading, without following a link and without blocking. Throws `OddEntry`, and Node's error if the
 * entry is gone or the process cannot open any more files.
 */
export const openRegular = async (path: string): Promise<FileHandle> => {
  // Checked before it is opened, because opening a pipe would already wake the program at its other end.
  mustBeRegular(await lstat(path))
  const file = await opened(path)
  try {
    // Checked again, because another entry may have this name by now.
    mustBeRegular(await file.stat())
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/**
 * The first `most` bytes, or all if there are fewer, read synchronously: for thousands of small files that takes a tenth
 * of the time. Throws as `openRegular`.
 */
export const readRegular = (path: string, most: number): Uint8Array => {
  mustBeRegular(lstatSync(path))
  const file = openedNow(path)
  try {
    const stats = fstatSync(file)
    mustBeRegular(stats)
    const bytes = new Uint8Array(Math.min(most, stats.size))
    let filled = 0
    for (let count = 1; count > 0 && filled < bytes.length; filled += count)
      count = readSync(file, bytes, filled, bytes.length - filled, filled)
    return bytes.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}

const opened = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, FLAGS)
  } catch (error) {
    throw oddOf(error)
  }
}

const openedNow = (path: string): number => {
  try {
    return openSync(path, FLAGS)
  } catch (error) {
    throw oddOf(error)
  }
}

const oddOf = (error: unknown): unknown => {
  const errno = errnoOf(error)
  if (errno === undefined || notOfTheEntry.has(errno)) return error
  return new OddEntry(reasons.get(errno) ?? `it cannot be opened (${errno})`)
}

const mustBeRegular = (stats: Stats): void => {
  if (!stats.isFile()) throw new OddEntry(kindOf(stats))
}

const kindOf = (stats: Stats): string => {
  if (stats.isDirectory()) return 'it is a folder'
  if (stats.isSymbolicLink()) return LINK
  if (stats.isFIFO()) return 'it is a pipe'
  if (stats.isSocket()) return 'it is a socket'
  return 'it is a device'
}

const LINK = 'it is a symbolic link'

const notOfTheEntry = new Set(['ENOENT', 'EMFILE', 'ENFILE', 'ENOMEM'])

const reasons = new Map([
  ['EACCES', 'it is not readable'],
  ['EPERM', 'it is not readable'],
  ['ELOOP', LINK],
  ['ENXIO', 'it is a socket or a device'],
])
