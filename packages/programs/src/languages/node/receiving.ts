// How the programs in Node receive bytes: exactly as many as a frame needs, however they come.

export const READER = `/** Reads exactly as many bytes as asked for: a 'data' chunk is whatever has arrived, not a message. */
class Reader {
  #rest = Buffer.alloc(0)

  constructor(socket) {
    this.chunks = socket[Symbol.asyncIterator]()
  }

  /** Exactly count bytes; null if the stream ends before the first. */
  async exactly(count) {
    const bytes = Buffer.alloc(count)
    for (let filled = 0; filled < count; ) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.chunks.next()
        if (done && filled === 0) return null
        if (done) throw new Error(\`the stream ended after \${filled} of \${count} bytes\`)
        this.#rest = value
      }
      const copied = this.#rest.copy(bytes, filled)
      this.#rest = this.#rest.subarray(copied)
      filled += copied
    }
    return bytes
  }

  /** Exactly count bytes; the stream must not end before. */
  async body(count) {
    const bytes = await this.exactly(count)
    if (bytes === null) throw new Error('the stream ended inside a frame')
    return bytes
  }
`
