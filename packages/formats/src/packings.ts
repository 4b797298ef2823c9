// In what files may be packed. Each app unpacks with what its platform has; here is how a packing is known. To add one,
// add it to this list: each app must then say how it unpacks it.

export interface Packing {
  readonly name: string
  /** How the names of its files end, with the dot. */
  readonly extensions: readonly string[]
  readonly magic: readonly number[]
}

export const packings = [
  /** RFC 1952, section 2.3.1. */
  { name: 'gzip', extensions: ['.gz'], magic: [0x1f, 0x8b] },
  /** RFC 8878, section 3.1.1. */
  { name: 'zstd', extensions: ['.zst'], magic: [0x28, 0xb5, 0x2f, 0xfd] },
] as const satisfies readonly Packing[]

export type PackingName = (typeof packings)[number]['name']

/** How an app unpacks each. */
export type Unpackers = Readonly<
  Record<PackingName, (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>>
>

/** The most first bytes that `packingOf` looks at. */
export const PACKING_HEAD = Math.max(...packings.map(({ magic }) => magic.length))

/** In what a file that begins with `head` is packed. */
export const packingOf = (head: Uint8Array): PackingName | undefined =>
  packings.find(({ magic }) => magic.every((byte, index) => head[index] === byte))?.name
