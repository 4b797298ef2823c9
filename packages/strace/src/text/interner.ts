// Makes a value of some bytes once and gives it again for the same bytes: a log repeats its names, labels and flags on
// every line, and comparing bytes costs less than making strings.

const SLOTS = 2048
/** Longer texts are rarely repeated. */
const MAX_LENGTH = 512

interface Entry<T> {
  readonly hash: number
  readonly bytes: Uint8Array
  readonly value: T
}

/** A cache of a fixed size: a text takes the place of another with the same hash. Values must not be changed. */
export class Interner<T> {
  readonly #entries: (Entry<T> | undefined)[] = new Array<undefined>(SLOTS).fill(undefined)
  readonly #make: (bytes: Uint8Array, start: number, end: number) => T

  constructor(make: (bytes: Uint8Array, start: number, end: number) => T) {
    this.#make = make
  }

  /** The value of `bytes[start, end)`. */
  of(bytes: Uint8Array, start: number, end: number): T {
    const length = end - start
    if (length > MAX_LENGTH) return this.#make(bytes, start, end)
    let hash = length
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0
    const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1)
    const entry = this.#entries[slot]
    if (entry?.hash === hash && entry.bytes.length === length && same(entry.bytes, bytes, start))
      return entry.value
    const value = this.#make(bytes, start, end)
    this.#entries[slot] = { hash, bytes: bytes.slice(start, end), value }
    return value
  }
}

const same = (kept: Uint8Array, bytes: Uint8Array, start: number): boolean => {
  for (let index = 0; index < kept.length; index++) if (kept[index] !== bytes[start + index]) return false
  return true
}
