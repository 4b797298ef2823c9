// What an importer is: it knows a format by its first bytes and turns what comes in it into pcapng blocks.

export type Pieces<Piece> = AsyncIterable<Piece> | Iterable<Piece>

/** What an importer made of the bytes that came since the last time. */
export interface Blocks {
  /**
   * Whole pcapng blocks. The pieces may be cut anywhere, except that the first section header is a piece by itself, so
   * that it can get a description.
   */
  readonly pieces: readonly Uint8Array[]
  /** How many of them are packets. */
  readonly packets: number
  /** The comments of each section that begins here. */
  readonly comments?: readonly (readonly string[])[]
}

export interface ImportOptions {
  /** Yield what follows damage as it came, because other programs may read more of it. */
  readonly keepDamaged?: boolean
}

export interface Importer {
  readonly name: string
  /** How the names of its files end, with the dot. */
  readonly extensions: readonly string[]
  /** The most first bytes that `sniff` looks at. */
  readonly headLength: number
  /** Whether a file that begins with `head` is of this format. Fewer bytes than `headLength` may be all that there are. */
  readonly sniff: (head: Uint8Array) => boolean
  /** A `Session` reads its bytes as they are, so they need not become blocks before they are shown. */
  readonly readAsItIs?: true
  /**
   * Throws `ImportDamage` when all that can be read has been yielded. Where nothing has been, it was no such file. What
   * the pieces throw goes through.
   */
  readonly blocks: (pieces: Pieces<Uint8Array>, options?: ImportOptions) => AsyncIterable<Blocks>
}

/** The message says where and why no more can be read. */
export class ImportDamage extends Error {
  override readonly name = 'ImportDamage'
}
