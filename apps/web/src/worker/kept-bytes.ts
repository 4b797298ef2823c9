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
/** Bytes read at once, and how many such pieces are kept: whoever reads goes on behind what was read last. */
const PIECE = 256 * 1024
const MOST_PIECES = 16

export class KeptBytes {
  readonly #store: Store
  readonly #stored: Stored[] = []
  /** Where each of the stored begins. */
  readonly #starts: number[] = []
  #storedTo = 0
  #gathering: Uint8Array[] = []
  #gathered = 0
  /** Pieces that were read, by their number; the one that was asked for last stands last. */
  readonly #pieces = new Map<number, Uint8Array>()

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
      const from = at - (at % PIECE)
      const part = this.#pieceAt(from).subarray(at - from, at - from + target.length - done)
      if (part.length === 0) throw new RangeError(`bytes ${at} to ${place + target.length} did not come yet`)
      target.set(part, done)
      done += part.length
    }
  }

  #pieceAt(from: number): Uint8Array {
    const known = this.#pieces.get(from)
    const piece = known ?? this.#read(from, from + PIECE)
    this.#pieces.delete(from)
    // The last piece grows yet.
    if (piece.length === PIECE) this.#pieces.set(from, piece)
    for (const oldest of this.#pieces.keys()) {
      if (this.#pieces.size <= MOST_PIECES) break
      this.#pieces.delete(oldest)
    }
    return piece
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
