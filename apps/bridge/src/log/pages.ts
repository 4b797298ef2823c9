// The blocks that wait for the disk, copied one after another into pages, so that any number of small blocks takes one
// write and leaves no garbage to collect.

/** Bytes in a page. */
const PAGE = 256 * 1024
/** How many written pages are kept for the next blocks. */
const MAX_SPARE = 16

export class Pages {
  /** Full pages, and blocks that are larger than a page. */
  readonly #full: Uint8Array[] = []
  readonly #spare: Uint8Array[] = []
  #page: Uint8Array = new Uint8Array(PAGE)
  #filled = 0
  #length = 0

  /** Bytes that wait, including those that are being written. */
  get length(): number {
    return this.#length
  }

  /** Copies the block. One that is larger than a page is kept by reference. */
  push(block: Uint8Array): void {
    this.#length += block.length
    if (this.#filled + block.length > PAGE) this.#turn()
    if (block.length > PAGE) {
      this.#full.push(block)
      return
    }
    this.#page.set(block, this.#filled)
    this.#filled += block.length
  }

  /** The next bytes to write, in whole blocks; `undefined` if none wait. */
  next(): Uint8Array | undefined {
    if (this.#full.length === 0) this.#turn()
    return this.#full.shift()
  }

  /** Takes back what `next` gave, once it is written. */
  done(page: Uint8Array): void {
    this.#length -= page.length
    if (page.buffer.byteLength === PAGE && this.#spare.length < MAX_SPARE)
      this.#spare.push(new Uint8Array(page.buffer))
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.#full.length = 0
    this.#filled = 0
    this.#length = 0
  }

  #turn(): void {
    if (this.#filled === 0) return
    this.#full.push(this.#page.subarray(0, this.#filled))
    this.#page = this.#spare.pop() ?? new Uint8Array(PAGE)
    this.#filled = 0
  }
}
