// Where a command writes what it was told to: a new file, or standard output.
import { open, unlink } from 'node:fs/promises'
import { errnoOf, Refusal, refusal } from '../errors.ts'
import { print } from './output.ts'

type Pieces = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

/** `-` is standard output; a file must not be there yet, and is not left unfinished. Throws `FILE_UNWRITABLE`, and what the pieces throw. */
export const writeOut = async (out: string, pieces: Pieces): Promise<void> => {
  if (out === '-') {
    for await (const piece of pieces) await print(piece)
    return
  }
  try {
    const file = await open(out, 'wx')
    try {
      for await (const piece of pieces) await file.writeFile(piece)
    } catch (error) {
      await unlink(out)
      throw error
    } finally {
      await file.close()
    }
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined || error instanceof Refusal) throw error
    throw refusal('FILE_UNWRITABLE', out, errno === 'EEXIST' ? 'it is there already' : errno)
  }
}
