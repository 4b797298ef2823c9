// A session's bytes kept by the browser, which puts what is large on the disk: the worker's memory holds the newest
// alone, and reads older ones again when they are asked for.

/** Bytes that the browser has. */
export interface Stored {
  readonly size: number
  read(from: number, to: number): Uint8Array
}

/** Gives bytes over to the browser; they are copied. */
export type Store = (pieces: readonly Uint8Array[]) => Stored

/** Bytes that are gathered before they are given over: more at once would hold the worker up, and the page with it. */
const GATHERED = 1024 * 1024
/** Bytes read at once by whoever goes on behind what was read last, and how many such pieces are kept. */
const PIECE = 256 * 1024
const MOST_PIECES = 16
/** Bytes read at once by whoever jumps: one connection of a thousand lies all over the log. */
const PAGE = 16 * 1024
const MOST_PAGES = 128
/** With so many of its pages a piece is worth being read whole. */
const MANY_PAGES = 3

export class KeptBytes {
  readonly #store: Store
  readonly #stored: Stored[] = []
  /** Where each of the stored begins. */
  readonly #starts: number[] = []
  #storedTo = 0
  #gathering: Uint8Array[] = []
  #gathered = 0
  readonly #pieces = new Parts(PIECE, MOST_PIECES)
  readonly #pages = new Parts(PAGE, MOST_PAGES)

  constructor(store: Store) {
    this.#store = store
  }

  /** Takes the next bytes by reference: the caller must not change them afterwards. */
  append(bytes: Uint8Array): void {
    this.#gathering.push(bytes)
    this.#gathered += bytes.length
    if (this.#gathered < GATHERED) return
    const stored = this.#store(this.#gathering)
    this.#stored.push(stored)
    this.#starts.push(this.#storedTo)
    this.#storedTo += stored.size
    this.#gathering = []
    this.#gathered = 0
  }

  /** Fills `target` with the bytes from `place` on. */
  readonly readBack = (target: Uint8Array, place: number): void => {
    for (let done = 0; done < target.length;) {
      const at = place + done
      const part = this.#from(at, target.length - done).subarray(0, target.length - done)
      if (part.length === 0) throw new RangeError(`bytes ${at} to ${place + target.length} did not come yet`)
      target.set(part, done)
      done += part.length
    }
  }

  /** Bytes from `at` on, some of the `wanted` ones at least while there are any. */
  #from(at: number, wanted: number): Uint8Array {
    const parts = this.#pieces.has(at) || this.#goesOn(at, wanted) ? this.#pieces : this.#pages
    return parts.from(at, (from, to) => this.#read(from, to))
  }

  /** Whether more of the piece at `at` will be asked for than a page, as far as one can tell. */
  #goesOn(at: number, wanted: number): boolean {
    if (wanted >= PAGE || this.#pieces.has(at - PIECE)) return true
    const start = at - (at % PIECE)
    let pages = 0
    for (let page = start; page < start + PIECE; page += PAGE) if (this.#pages.has(page)) pages += 1
    return pages >= MANY_PAGES
  }

  #read(from: number, to: number): Uint8Array {
    const parts: Uint8Array[] = []
    this.#stored.forEach((stored, k) => {
      const start = this.#starts[k] as number
      const [low, high] = [Math.max(from, start), Math.min(to, start + stored.size)]
      if (low < high) parts.push(stored.read(low - start, high - start))
    })
    let start = this.#storedTo
    for (const bytes of this.#gathering) {
      const [low, high] = [Math.max(from, start), Math.min(to, start + bytes.length)]
      if (low < high) parts.push(bytes.subarray(low - start, high - start))
      start += bytes.length
    }
    const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }
}

/** Parts of one size that were read; of more than `most` the one that was asked for longest ago goes. */
class Parts {
  readonly #size: number
  readonly #most: number
  /** By where they begin; the one that was asked for last stands last. */
  readonly #known = new Map<number, Uint8Array>()

  constructor(size: number, most: number) {
    this.#size = size
    this.#most = most
  }

  has(at: number): boolean {
    return this.#known.has(at - (at % this.#size))
  }

  /** What its part has from `at` on, read where it is not known. */
  from(at: number, read: (from: number, to: number) => Uint8Array): Uint8Array {
    const from = at - (at % this.#size)
    const part = this.#known.get(from) ?? read(from, from + this.#size)
    this.#known.delete(from)
    // The last part grows yet.
    if (part.length === this.#size) this.#known.set(from, part)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break
      this.#known.delete(oldest)
    }
    return part.subarray(at - from)
  }
}

/** Of the worker's own types, which stand beside the page's and not among them. */
declare const FileReaderSync: new () => { readonly readAsArrayBuffer: (blob: Blob) => ArrayBuffer }

/** A Blob takes no memory that is shared between threads; what comes from outside never is. */
const unshared = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array<ArrayBuffer> => {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('bytes to keep lie in shared memory')
  return new Uint8Array(buffer, byteOffset, length)
}

/** Keeps bytes as a Blob; only in a worker, where it can be read at once. */
export const blobStore: Store = (pieces) => {
  const blob = new Blob(pieces.map(unshared))
  return {
    size: blob.size,
    read: (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob.slice(from, to))),
  }
}
