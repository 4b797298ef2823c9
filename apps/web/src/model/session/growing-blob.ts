// A Blob made piece by piece. The browser may keep it on the disk.

/** Pieces of at most 1 MiB that are held until the browser takes them. */
const BATCH = 16

export class GrowingBlob {
  readonly #type: string
  #blob: Blob
  #batch: BlobPart[] = []

  constructor(type: string) {
    this.#type = type
    this.#blob = new Blob([], { type })
  }

  push(piece: Uint8Array | string): void {
    // Copies, because a Blob does not accept memory that is shared, as the log's may be.
    this.#batch.push(typeof piece === 'string' ? piece : new Uint8Array(piece))
    if (this.#batch.length === BATCH) this.whole()
  }

  whole(): Blob {
    const blob = new Blob([this.#blob, ...this.#batch], { type: this.#type })
    this.#blob = blob
    this.#batch = []
    return blob
  }
}
