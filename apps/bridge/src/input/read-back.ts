// How much of a capture stays in memory while it is read. For a plain file it is a window, because older bytes can be read again.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { headLength, importerOf, PACKING_HEAD, packingOf } from '@unstick/formats'
import type { LogBytesOptions } from '@unstick/session'
import { refusal } from '../errors.ts'
import { readInput, refuseUnreadable } from './input.ts'
import { readLog } from './read-log.ts'

const MEBI = 1024 * 1024
const WINDOW = 32 * MEBI

/** Runs `use` with options that keep only a window of `file`. For standard input and packed files they keep everything. */
export const withReadBack = async <Result>(
  file: string,
  use: (options: LogBytesOptions) => Promise<Result>,
): Promise<Result> =>
  withPlainFile(file, (plain) =>
    use(plain ? { window: WINDOW, readBack: (target, place) => readAll(plain, target, place) } : {}),
  )

/** A capture to be read once: the pieces of its log, and what must be kept of them. */
export interface Pass {
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  readonly options: LogBytesOptions
}

/** This much of standard input and of packed files is kept. Older bytes are gone. */
const KEPT = 64 * MEBI

/**
 * Runs `use` with one pass over `file`, for a reader who asks for older bytes at most now and then. A piece of a plain
 * file is valid only as long as `options` keep it. Throws as `readInput`.
 */
export const withPass = async <Result>(file: string, use: (pass: Pass) => Promise<Result>): Promise<Result> =>
  withPlainFile(file, (plain) =>
    use(
      plain
        ? {
            pieces: piecesOf(plain),
            options: { window: RING_WINDOW, readBack: (target, place) => readAll(plain, target, place) },
          }
        : { pieces: readLog(readInput(file)), options: { window: KEPT } },
    ),
  )

const PIECE = MEBI
/** A log holds up to twice its window and one piece more. Meanwhile the next piece is read. */
const RING_WINDOW = 3 * PIECE
const RING = RING_WINDOW * 2 + PIECE * 2

/** Reads the file in pieces that share one ring of memory, which is small enough to stay in the processor's cache. */
function* piecesOf({ descriptor }: PlainFile): Generator<Uint8Array> {
  const ring = new Uint8Array(RING)
  for (let slot = 0; ; slot = (slot + PIECE) % RING) {
    let filled = 0
    while (filled < PIECE) {
      const count = readSync(descriptor, ring, slot + filled, PIECE - filled, null)
      if (count === 0) break
      filled += count
    }
    if (filled > 0) yield ring.subarray(slot, slot + filled)
    if (filled < PIECE) return
  }
}

interface PlainFile {
  readonly name: string
  readonly descriptor: number
}

/** Opens the file for `use`, if it can be read at any offset and is a log as it is. */
const withPlainFile = async <Result>(
  name: string,
  use: (plain: PlainFile | undefined) => Promise<Result>,
): Promise<Result> => {
  const descriptor = name === '-' ? undefined : opened(name)
  if (descriptor === undefined) return use(undefined)
  try {
    return await use(isLog(descriptor) ? { name, descriptor } : undefined)
  } finally {
    closeSync(descriptor)
  }
}

/** Opens only regular files, because a pipe gives its bytes once. */
const opened = (name: string): number | undefined => {
  try {
    return statSync(name).isFile() ? openSync(name, 'r') : undefined
  } catch (error) {
    return refuseUnreadable(name, error)
  }
}

/** Whether a session reads these very bytes: neither packed nor in a format that becomes blocks first. */
const isLog = (descriptor: number): boolean => {
  const head = new Uint8Array(Math.max(PACKING_HEAD, headLength()))
  const count = readSync(descriptor, head, 0, head.length, 0)
  const known = head.subarray(0, count)
  return packingOf(known) === undefined && importerOf(known)?.readAsItIs !== undefined
}

const readAll = ({ name, descriptor }: PlainFile, target: Uint8Array, place: number): void => {
  let done = 0
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, place + done)
    if (count === 0) throw refusal('FILE_UNREADABLE', name, 'it was truncated while it was read')
    done += count
  }
}
