// Which format some bytes are in, decided once from the first of them.
import type { Importer } from './importer.ts'
import { importers } from './importers.ts'
import { peek } from './peek.ts'

/** The importer of a file that begins with `head`, which `headLength` bytes are enough for. */
export const importerOf = (head: Uint8Array, known = importers): Importer | undefined =>
  known.find((each) => each.sniff(head.subarray(0, each.headLength)))

/** The most first bytes that any importer looks at. */
export const headLength = (known = importers): number => Math.max(...known.map((each) => each.headLength))

/** A file that was recognised, or not, and its bytes from the first on. */
export interface Sniffed {
  readonly importer: Importer | undefined
  readonly whole: AsyncGenerator<Uint8Array>
}

/**
 * Waits until an importer has as many first bytes as it looks at and knows them, or until all importers have: a live input
 * may pause after a few bytes.
 */
export const sniff = async (pieces: AsyncIterable<Uint8Array>, known = importers): Promise<Sniffed> => {
  const { head, whole } = await peek(pieces, headLength(known), (few) =>
    known.some((each) => few.length >= each.headLength && each.sniff(few.subarray(0, each.headLength))),
  )
  return { importer: importerOf(head, known), whole }
}

/** The bytes that a `Session` reads. It says itself what is wrong with bytes that no importer knows. */
export async function* logPieces({ importer, whole }: Sniffed): AsyncGenerator<Uint8Array> {
  if (!importer || importer.readAsItIs) yield* whole
  else for await (const { pieces } of importer.blocks(whole)) yield* pieces
}
