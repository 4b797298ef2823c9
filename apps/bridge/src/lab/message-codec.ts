// How the programs of a run encode messages: each in a frame of one framing, or as bare bytes.
import {
  createFramer,
  encodeFrame,
  type EncodeResult,
  type Framer,
  type FramingSpec,
  parseFraming,
} from '@unstick/framing'
import { refusal } from '../errors.ts'
import { ProgramError } from './program-error.ts'

/** A run's framing; `undefined` if it is off. */
export type MessageCodec = Exclude<FramingSpec, { kind: 'none' }> | undefined

/** Throws `FRAMING_MALFORMED`, or `FRAMING_WITHOUT_ENCODER` for a framing that can only be read. */
export const parseMessageCodec = (text: string): MessageCodec => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
  return parsed.spec.kind === 'none' ? undefined : parsed.spec
}

/** Takes the bytes that one side's recvs returned, and gives the messages in them. */
export class MessageDecoder {
  readonly #framer: Framer
  readonly #bodies: Uint8Array[] = []
  #ended = false

  constructor(codec: NonNullable<MessageCodec>) {
    this.#framer = createFramer(codec)
  }

  /** Takes the bytes of a recv. No bytes mean the end of the stream. */
  push(bytes: Uint8Array): void {
    const keep = (body: Uint8Array) => void this.#bodies.push(body.slice())
    this.#ended = bytes.length === 0
    if (this.#ended) this.#framer.end(keep)
    else this.#framer.bodies(bytes, keep)
  }

  /**
   * The next message; `undefined` while more bytes are needed, `end` if the stream ended between two messages. Throws
   * `ProgramError` if the bytes do not fit the framing, or end inside a frame.
   */
  next(): Uint8Array | 'end' | undefined {
    const body = this.#bodies.shift()
    if (body) return body
    const { error } = this.#framer
    if (error) throw new ProgramError(error.code, error.message)
    return this.#ended ? 'end' : undefined
  }
}

/** The bytes of one send. */
export const encodeMessage = (codec: MessageCodec, body: Uint8Array): EncodeResult =>
  codec ? encodeFrame(codec, body) : { ok: true, frame: body }
