// How much of a capture stays in memory while it is read. For a plain file it is a window, because older bytes can be read again.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { headLength, type Importer, importerOf, PACKING_HEAD, packingOf } from '@unstick/formats'
import type { LogBytesOptions } from '@unstick/session'
import { refusal } from '../errors.ts'
import { readInput, refuseUnreadable } from './input.ts'
import { logOf, readLog } from './read-log.ts'

const MEBI = 1024 * 1024
const WINDOW = 32 * MEBI

/**
 * Runs `use` with options that keep only a window of `file`, which `importer` knows. For standard input and packed files
 * they keep everything.
 */
export const withReadBack = async <Result>(
  file: string,
  importer: Importer,
  use: (options: LogBytesOptions) => Promise<Result>,
): Promise<Result> =>
  withRegularFile(file, (regular) =>
    use(
      regular && importer.readAsItIs && packingOf(headOf(regular, PACKING_HEAD)) === undefined
        ? { window: WINDOW, readBack: readBackOf(regular) }
        : {},
    ),
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
  withRegularFile(file, (regular) => use(regular ? passOf(regular) : packedPass(file)))

/** The head that says whether the file is packed also says its format, so that nothing looks for it again. */
const passOf = (file: RegularFile): Pass => {
  const head = headOf(file, Math.max(PACKING_HEAD, headLength()))
  if (packingOf(head) !== undefined) return packedPass(file.name)
  const importer = importerOf(head)
  return importer?.readAsItIs
    ? { pieces: piecesOf(file), options: { window: RING_WINDOW, readBack: readBackOf(file) } }
    : {
        pieces: logOf({ importer, whole: readInput(file.name, { packed: true }) }),
        options: { window: KEPT },
      }
}

/** Of standard input too: whether it is packed shows only as it is read. */
const packedPass = (name: string): Pass => ({ pieces: readLog(readInput(name)), options: { window: KEPT } })

const PIECE = MEBI
/** A log holds up to twice its window and one piece more. Meanwhile the next piece is read. */
const RING_WINDOW = 3 * PIECE
const RING = RING_WINDOW * 2 + PIECE * 2

/** Reads the file in pieces that share one ring of memory, which is small enough to stay in the processor's cache. */
function* piecesOf({ descriptor }: RegularFile): Generator<Uint8Array> {
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

interface RegularFile {
  readonly name: string
  readonly descriptor: number
}

/** Opens the file for `use`, if it can be read at any offset. */
const withRegularFile = async <Result>(
  name: string,
  use: (regular: RegularFile | undefined) => Promise<Result>,
): Promise<Result> => {
  const descriptor = name === '-' ? undefined : opened(name)
  if (descriptor === undefined) return use(undefined)
  try {
    return await use({ name, descriptor })
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

/** The file's first bytes: `length`, or all if there are fewer. */
const headOf = ({ descriptor }: RegularFile, length: number): Uint8Array => {
  const head = new Uint8Array(length)
  return head.subarray(0, readSync(descriptor, head, 0, length, 0))
}

const readBackOf =
  ({ name, descriptor }: RegularFile) =>
  (target: Uint8Array, place: number): void => {
    let done = 0
    while (done < target.length) {
      const count = readSync(descriptor, target, done, target.length - done, place + done)
      if (count === 0) throw refusal('FILE_UNREADABLE', name, 'it was truncated while it was read')
      done += count
    }
  }
