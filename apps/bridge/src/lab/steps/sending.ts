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
  /** One send that does not wait: it takes what there is room for. Their count is kept. */
  'send some': { readonly bytes: BytesValue; readonly into: string }
  /** `setsockopt(SO_SNDBUF)`; the kernel keeps twice as much, for its own bookkeeping. */
  'send buffer': { readonly bytes: NumberValue }
  /** `TCP_CORK`: while it is set, TCP sends full segments only. */
  cork: { readonly on: boolean }
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

  'send some': async (program, { bytes, into }) => {
    const payload = program.values.bytes(bytes)
    const count = await program.call(
      { name: 'send', args: [String(payload.length)] },
      () => program.connection.sendSome(payload),
      // The log may have the bytes that were not taken, too.
      (result) => ({ result, payload }),
    )
    program.values.keep(into, count)
  },

  'send buffer': async (program, { bytes }) => {
    const size = program.values.number(bytes)
    await program.call({ name: 'setsockopt', args: ['SO_SNDBUF', String(size)] }, () =>
      program.connection.setSendBuffer(size),
    )
  },

  cork: async (program, { on }) => {
    await program.call({ name: 'setsockopt', args: ['TCP_CORK', on ? '1' : '0'] }, () =>
      program.connection.setCork(on),
    )
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
