// Keeps a session's bytes in the browser, which puts large data on disk. The worker's memory holds only the newest
// bytes and reads older ones again on demand.

/** Bytes that the browser keeps. */
export interface Stored {
  readonly size: number
  read(from: number, to: number): Uint8Array
}

/** Gives bytes to the browser, which copies them. */
export type Store = (pieces: readonly Uint8Array[]) => Stored

/** Bytes gathered before they are given to the browser. More at once would block the worker, and with it the page. */
const GATHERED = 1024 * 1024
/** Bytes read at once when a reader continues after the last read, and how many such pieces are kept. */
const PIECE = 256 * 1024
const MOST_PIECES = 16
/** Bytes read at once after a jump, because one connection of a thousand is spread over the whole log. */
const PAGE = 16 * 1024
const MOST_PAGES = 128
/** After this many of its pages, a piece is worth reading whole. */
const MANY_PAGES = 3

export class KeptBytes {
  readonly #store: Store
  readonly #stored: Stored[] = []
  /** Where each stored part begins. */
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

  /** Bytes from `at` on: at least some of the `wanted` ones if any exist. */
  #from(at: number, wanted: number): Uint8Array {
    const parts = this.#pieces.has(at) || this.#goesOn(at, wanted) ? this.#pieces : this.#pages
    return parts.from(at, (from, to) => this.#read(from, to))
  }

  /** Whether more than a page of the piece at `at` will probably be read. */
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

/** Read parts of one size. Above `most`, the least recently used part is dropped. */
class Parts {
  readonly #size: number
  readonly #most: number
  /** By where they begin; the most recently used is last. */
  readonly #known = new Map<number, Uint8Array>()

  constructor(size: number, most: number) {
    this.#size = size
    this.#most = most
  }

  has(at: number): boolean {
    return this.#known.has(at - (at % this.#size))
  }

  /** The bytes of its part from `at` on, read if they are not known. */
  from(at: number, read: (from: number, to: number) => Uint8Array): Uint8Array {
    const from = at - (at % this.#size)
    const part = this.#known.get(from) ?? read(from, from + this.#size)
    this.#known.delete(from)
    // The last part still grows.
    if (part.length === this.#size) this.#known.set(from, part)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break
      this.#known.delete(oldest)
    }
    return part.subarray(at - from)
  }
}

/** A type of the worker alone, which the page's types do not include. */
declare const FileReaderSync: new () => { readonly readAsArrayBuffer: (blob: Blob) => ArrayBuffer }

/** A Blob does not accept memory shared between threads. Bytes from outside never are shared. */
const unshared = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array<ArrayBuffer> => {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('bytes to keep lie in shared memory')
  return new Uint8Array(buffer, byteOffset, length)
}

/** Keeps bytes as a Blob. Only a worker can read one synchronously. */
export const blobStore: Store = (pieces) => {
  const blob = new Blob(pieces.map(unshared))
  return {
    size: blob.size,
    read: (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob.slice(from, to))),
  }
}
