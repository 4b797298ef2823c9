// How the programs in Node look at bytes before they read them, to choose the part that takes the next frame.

export const FITS = `
  /** Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
  async fits(mark) {
    for (const [k, [bits, value]] of mark.entries()) {
      if (this.#rest.length === k) {
        const { done, value: chunk } = await this.chunks.next()
        if (done) return false
        this.#rest = Buffer.concat([this.#rest, chunk])
      }
      if ((this.#rest[k] & bits) !== value) return false
    }
    return true
  }
`
