// Steps that send.
import type { Actions } from '../actions.ts'
import { ProgramError } from '../program-error.ts'
import type { ProgramState } from '../program-state.ts'
import { encodeMessage } from '../message-codec.ts'
import type { BytesValue, NumberValue, TextValue } from '../values.ts'

export interface SendingSteps {
  /** One send of the bytes as they are. */
  send: { readonly bytes: BytesValue }
  /** One send of a message, in a frame if framing is on. */
  'send message': { readonly bytes: BytesValue }
  /** The bytes in `parts` sends of about equal size. Empty parts are left out. */
  'send in parts': { readonly bytes: BytesValue; readonly parts: number }
  /** Keeps a value for later steps. */
  keep:
    | { readonly into: string; readonly bytes: BytesValue }
    | { readonly into: string; readonly text: TextValue }
    | { readonly into: string; readonly number: NumberValue }
}

export const sending: Actions<SendingSteps> = {
  send: (program, { bytes }) => send(program, program.values.bytes(bytes)),

  'send message': (program, { bytes }) => {
    const encoded = encodeMessage(program.stage.codec, program.values.bytes(bytes))
    if (!encoded.ok) throw new ProgramError('ValueError', encoded.error.message)
    return send(program, encoded.frame)
  },

  'send in parts': async (program, { bytes, parts }) => {
    const whole = program.values.bytes(bytes)
    for (let part = 0; part < parts; part += 1) {
      const at = (edge: number) => Math.floor((whole.length * edge) / parts)
      const piece = whole.subarray(at(part), at(part + 1))
      if (piece.length > 0) await send(program, piece)
    }
  },

  keep: ({ values }, step) => {
    if ('bytes' in step) values.keep(step.into, values.bytes(step.bytes))
    else if ('text' in step) values.keep(step.into, values.text(step.text))
    else values.keep(step.into, values.number(step.number))
    return Promise.resolve()
  },
}

const send = async (program: ProgramState, payload: Uint8Array): Promise<void> => {
  await program.call(
    { name: 'send', args: [String(payload.length)] },
    () => program.connection.send(payload),
    (result) => ({ result, payload }),
  )
}
