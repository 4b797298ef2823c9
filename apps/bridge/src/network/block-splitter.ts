// Passes on a stream of pcapng blocks as whole blocks, however the pieces were cut. Other blocks can then be written
// between two of them without splitting one.

/** Bytes of a block's type and length, which come first (draft-ietf-opsawg-pcapng, section 3.1). */
const HEAD = 8

export class BlockSplitter {
  #rest: Uint8Array = new Uint8Array(0)

  /** Takes the next piece. Returns the blocks that are now complete, as one view or copy, or `undefined`. */
  push(piece: Uint8Array): Uint8Array | undefined {
    const bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let end = 0
    while (end + HEAD <= bytes.length) {
      const next = end + view.getUint32(end + 4, true)
      if (next > bytes.length) break
      end = next
    }
    this.#rest = bytes.slice(end)
    return end === 0 ? undefined : bytes.subarray(0, end)
  }
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
