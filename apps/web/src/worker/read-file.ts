// Reads a file that was dropped on the page, piece by piece, so that other requests can run in between.
import { ImportDamage, logPieces, sniff } from '@unstick/formats'

/** Bytes pushed at once: some milliseconds of parsing. */
const PIECE = 1024 * 1024

export interface FileEvents {
  readonly bytes: (bytes: Uint8Array) => void
  /** The part that was read, 0 to 1. */
  readonly part: (part: number) => void
}

/**
 * Resolves once everything is read or `signal` aborts. The result is an error sentence if the file cannot be read
 * further.
 */
export const readFile = async (
  file: File,
  { bytes, part }: FileEvents,
  signal: AbortSignal,
): Promise<string | undefined> => {
  try {
    for await (const piece of logPieces(await sniff(piecesOf(file, part, signal)))) bytes(piece)
    return undefined
  } catch (error) {
    if (error instanceof ImportDamage) return error.message
    if (!(error instanceof DOMException)) throw error
    return `${file.name} could not be read any further: ${error.message}`
  }
}

async function* piecesOf(
  file: File,
  part: FileEvents['part'],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size && !signal.aborted; at += PIECE) {
    const piece = await file.slice(at, at + PIECE).arrayBuffer()
    yield new Uint8Array(piece)
    // What was yielded has been read when the next piece is asked for.
    part(Math.min(1, (at + PIECE) / file.size))
  }
}
