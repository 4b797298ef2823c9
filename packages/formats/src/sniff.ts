// Which format some bytes are in, decided once from the first of them.
import type { Importer } from './importer.ts'
import { importers } from './importers.ts'
import { peek } from './peek.ts'

/** The importer of a file that begins with `head`, which `headLength` bytes are enough for. */
export const importerOf = (head: Uint8Array, known = importers): Importer | undefined =>
  known.find(({ sniff, headLength }) => sniff(head.subarray(0, headLength)))

/** The most first bytes that any importer looks at. */
export const headLength = (known = importers): number => Math.max(...known.map((each) => each.headLength))

/** A file that was recognised, or not, and its bytes from the first on. */
export interface Sniffed {
  readonly importer: Importer | undefined
  readonly whole: AsyncGenerator<Uint8Array>
}

/** Waits until an importer knows the first bytes, or until there are as many as any looks at: a live input may pause. */
export const sniff = async (pieces: AsyncIterable<Uint8Array>, known = importers): Promise<Sniffed> => {
  const isKnown = (head: Uint8Array) => importerOf(head, known) !== undefined
  const { head, whole } = await peek(pieces, headLength(known), isKnown)
  return { importer: importerOf(head, known), whole }
}

/** The bytes that a `Session` reads. It says itself what is wrong with bytes that no importer knows. */
export async function* logPieces({ importer, whole }: Sniffed): AsyncGenerator<Uint8Array> {
  if (!importer || importer.readAsItIs) yield* whole
  else for await (const { pieces } of importer.blocks(whole)) yield* pieces
}
