// Two ends of a byte stream that speak in messages, and in pcapng blocks between them: frames of a length and a body,
// whose first byte says which of the two it is.
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

/** `Said` is what this end says, `Heard` what the other end does. */
export class Channel<Said, Heard> {
  readonly #in: Readable
  readonly #out: Writable
  readonly #spec = framing()

  constructor(readable: Readable, writable: Writable) {
    this.#in = readable
    this.#out = writable
  }

  say(message: Said): void {
    this.#send(MESSAGE, new TextEncoder().encode(JSON.stringify(message)))
  }

  /** Whole blocks, copied. */
  sendBlocks(blocks: Uint8Array): void {
    this.#send(BLOCKS, blocks)
  }

  /** Resolves as soon as there is room for more. */
  async room(): Promise<void> {
    if (this.#out.writableNeedDrain) await once(this.#out, 'drain')
  }

  /** What the other end says, in order, read no faster than it is taken; ends with the stream. */
  async *heard(): AsyncGenerator<Heard | Uint8Array> {
    const framer = createFramer(this.#spec)
    for await (const piece of this.#in as AsyncIterable<Uint8Array>) {
      const bodies: Uint8Array[] = []
      framer.bodies(piece, (body) => void bodies.push(body.slice()))
      if (framer.error) throw new Error(framer.error.message)
      for (const body of bodies) yield body[0] === BLOCKS ? body.subarray(1) : this.#parse(body)
    }
  }

  #parse(body: Uint8Array): Heard {
    return JSON.parse(new TextDecoder().decode(body.subarray(1))) as Heard
  }

  #send(kind: number, content: Uint8Array): void {
    const body = new Uint8Array(content.length + 1)
    body[0] = kind
    body.set(content, 1)
    const encoded = encodeFrame(this.#spec, body)
    if (!encoded.ok) throw new Error(encoded.error.message)
    this.#out.write(encoded.frame)
  }
}
