// Writes a command's output to standard output, to a pipe or device, or to a new file, which gets its name once it is
// complete.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { placeNew } from '../disk/durable.ts'
import { createPrivateFile } from '../disk/private-file.ts'
import { errnoOf, Refusal, refusal } from '../errors.ts'
import { outPlaceOf } from './out-place.ts'
import { print } from './output.ts'

type Pieces = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

/**
 * `-` is standard output. A file must not exist yet. Its bytes go to a temporary file beside it, which gets the name once
 * it is complete and on the disk. Throws `FILE_UNWRITABLE`, and what the pieces throw. No file is left then.
 */
export const writeOut = async (out: string, pieces: Pieces): Promise<void> => {
  try {
    const place = await outPlaceOf(out)
    switch (place.kind) {
      case 'standard output':
        for await (const piece of pieces) await print(piece)
        return
      case 'taker': {
        await writeAll(await open(place.path, 'w'), pieces)
        return
      }
      case 'taken':
        throw refusal('FILE_UNWRITABLE', out, alreadyThere)
      case 'free': {
        await writeWhole(place.path, pieces)
        return
      }
    }
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined || error instanceof Refusal) throw error
    throw refusal('FILE_UNWRITABLE', out, errno === 'EEXIST' ? alreadyThere : errno)
  }
}

const alreadyThere = 'it already exists'

const writeWhole = async (path: string, pieces: Pieces): Promise<void> => {
  const temporary = join(dirname(path), `.unstick-${randomUUID()}`)
  const stopListening = onEndingSignal(() => rmSync(temporary, { force: true }))
  try {
    await writeAll(await createPrivateFile(temporary), pieces)
    await placeNew(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  } finally {
    stopListening()
  }
}

/** Closes the file in any case. */
const writeAll = async (file: FileHandle, pieces: Pieces): Promise<void> => {
  try {
    for await (const piece of pieces) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}

/** Calls `clean` before a signal ends the process as usual. The returned function removes the listeners. */
const onEndingSignal = (clean: () => void): (() => void) => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onSignal = (signal: NodeJS.Signals) => {
    clean()
    stop()
    process.kill(process.pid, signal)
  }
  const stop = () => {
    for (const signal of signals) process.off(signal, onSignal)
  }
  for (const signal of signals) process.on(signal, onSignal)
  return stop
}
