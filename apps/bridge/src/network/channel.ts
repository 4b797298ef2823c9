// One end of a byte stream that carries messages and pcapng blocks. Each is a frame: a length and a body. The first
// byte of the body says which of the two it is.
import type { Readable, Writable } from 'node:stream'
import { once } from 'node:events'
import { createFramer, encodeFrame, type FramingSpec, parseFraming } from '@unstick/framing'

const MESSAGE = 0
const BLOCKS = 1

const framing = (): FramingSpec => {
  const parsed = parseFraming('length:u32be')
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

/** `Sent` is the type of this end's messages, `Received` that of the other end's. */
export class Channel<Sent, Received> {
  readonly #in: Readable
  readonly #out: Writable
  readonly #spec = framing()

  constructor(readable: Readable, writable: Writable) {
    this.#in = readable
    this.#out = writable
  }

  send(message: Sent): void {
    this.#write(MESSAGE, new TextEncoder().encode(JSON.stringify(message)))
  }

  /** Sends whole blocks, which are copied. */
  sendBlocks(blocks: Uint8Array): void {
    this.#write(BLOCKS, blocks)
  }

  /** Resolves once there is room for more. */
  async room(): Promise<void> {
    if (this.#out.writableNeedDrain) await once(this.#out, 'drain')
  }

  /** The other end's messages and blocks, in order. It reads no faster than the caller takes them. */
  async *received(): AsyncGenerator<Received | Uint8Array> {
    const framer = createFramer(this.#spec)
    for await (const piece of this.#in as AsyncIterable<Uint8Array>) {
      const bodies: Uint8Array[] = []
      framer.bodies(piece, (body) => void bodies.push(body.slice()))
      if (framer.error) throw new Error(framer.error.message)
      for (const body of bodies) yield body[0] === BLOCKS ? body.subarray(1) : this.#parse(body)
    }
  }

  #parse(body: Uint8Array): Received {
    return JSON.parse(new TextDecoder().decode(body.subarray(1))) as Received
  }

  #write(kind: number, content: Uint8Array): void {
    const body = new Uint8Array(content.length + 1)
    body[0] = kind
    body.set(content, 1)
    const encoded = encodeFrame(this.#spec, body)
    if (!encoded.ok) throw new Error(encoded.error.message)
    this.#out.write(encoded.frame)
  }
}
