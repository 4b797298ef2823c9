// Reads an input of any format as the log of a session.
import { ImportDamage, type Importer, logPieces, sniff, type Sniffed } from '@unstick/formats'
import { refusal } from '../errors.ts'

/** As `logOf`; the format is looked for in the first bytes. */
export async function* readLog(
  pieces: AsyncIterable<Uint8Array>,
  importers?: readonly Importer[],
): AsyncGenerator<Uint8Array> {
  yield* logOf(await sniff(pieces, importers))
}

/** Throws `FILE_DAMAGED` when all that can be read has been yielded, and what the pieces throw. */
export async function* logOf(sniffed: Sniffed): AsyncGenerator<Uint8Array> {
  try {
    yield* logPieces(sniffed)
  } catch (error) {
    if (!(error instanceof ImportDamage)) throw error
    throw refusal('FILE_DAMAGED', `${error.message} Everything before it was read.`)
  }
}
