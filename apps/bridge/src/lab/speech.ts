// How the programs of a run speak: every message in a frame of one framing, or bare bytes.
import { createFramer, encodeFrame, type Framer, type FramingSpec, parseFraming } from '@unstick/framing'
import type { ConditionValues } from '@unstick/session'
import { refusal } from '../errors.ts'
import type { Experiment } from './experiment.ts'

/** A run's framing; `undefined` stands for off. */
export type Speech = Exclude<FramingSpec, { kind: 'none' }> | undefined

/** Throws `FRAMING_MALFORMED`, or `FRAMING_WITHOUT_ENCODER` for a framing that can only be read. */
export const parseSpeech = (text: string): Speech => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
  return parsed.spec.kind === 'none' ? undefined : parsed.spec
}

/** The next message, or in one line why there is none. */
export type Heard = { readonly body: Uint8Array } | { readonly nothing: string }

/** Takes what one side's recvs gave and hands out the messages in it. */
export class Listening {
  readonly #framer: Framer
  readonly #bodies: Uint8Array[] = []

  constructor(speech: NonNullable<Speech>) {
    this.#framer = createFramer(speech)
  }

  /** Takes the bytes of a recv; none at all is the end of the stream. */
  push(bytes: Uint8Array): void {
    const keep = (body: Uint8Array) => void this.#bodies.push(body.slice())
    if (bytes.length === 0) this.#framer.end(keep)
    else this.#framer.bodies(bytes, keep)
  }

  /** `undefined` while more bytes are needed. */
  next(ended: boolean): Heard | undefined {
    const body = this.#bodies.shift()
    if (body) return { body }
    const { error } = this.#framer
    if (error) return { nothing: `${error.code}: ${error.message}` }
    return ended ? { nothing: 'EOFError: the stream ended before a message began' } : undefined
  }
}

/** The bytes of one send. The message must fit, as `checkSpoken` made sure. */
export const encode = (speech: Speech, body: Uint8Array): Uint8Array => {
  if (!speech) return body
  const encoded = encodeFrame(speech, body)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.frame
}

/** Throws `FRAMING_WITHOUT_ENCODER` or `MESSAGE_DOES_NOT_FIT` where a message of the run could not be sent. */
export const checkSpoken = (speech: Speech, { programs }: Experiment, conditions: ConditionValues): void => {
  if (!speech) return
  for (const step of programs.flatMap(({ steps }) => steps)) {
    if (step.do !== 'send message') continue
    const key = typeof step.text === 'string' ? 'The text' : step.text.condition
    const text = typeof step.text === 'string' ? step.text : String(conditions[step.text.condition])
    const encoded = encodeFrame(speech, new TextEncoder().encode(text))
    if (encoded.ok) continue
    if (encoded.error.code === 'NO_ENCODER') throw refusal('FRAMING_WITHOUT_ENCODER', speech.kind)
    throw refusal('MESSAGE_DOES_NOT_FIT', key, encoded.error.message)
  }
}
