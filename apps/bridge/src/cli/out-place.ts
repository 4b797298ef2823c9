// Finds out what a name on the command line leads to, for a command that writes there.
import { lstat, readlink, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errnoOf } from '../errors.ts'

export type OutPlace =
  | { readonly kind: 'standard output' }
  /** A pipe or a device, which takes bytes as they come. */
  | { readonly kind: 'taker'; readonly path: string }
  /** A file that exists. */
  | { readonly kind: 'taken'; readonly path: string }
  /** A name that no file has yet. If it was a link, the link was followed. */
  | { readonly kind: 'free'; readonly path: string }

const standardOutput = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])
/** The most links that Linux follows (path_resolution(7)). */
const MAX_LINKS = 40

/** Rejects with Node's error. */
export const outPlaceOf = async (out: string): Promise<OutPlace> => {
  if (standardOutput.has(out)) return { kind: 'standard output' }
  const there = await orMissing(stat(out))
  if (there) return { kind: there.isFile() || there.isDirectory() ? 'taken' : 'taker', path: out }
  let path = out
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const entry = await orMissing(lstat(path))
    if (!entry?.isSymbolicLink()) break
    path = resolve(dirname(path), await readlink(path))
  }
  return { kind: 'free', path }
}

/** `undefined` if nothing is there. */
const orMissing = async <Found>(looking: Promise<Found>): Promise<Found | undefined> => {
  try {
    return await looking
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}
