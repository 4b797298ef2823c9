// Steps that receive bytes, and steps that interpret them.
import { StructError, unpack } from '@unstick/framing'
import type { Actions } from '../actions.ts'
import { ProgramError } from '../program-error.ts'
import type { ProgramState } from '../program-state.ts'
import { MessageDecoder } from '../message-codec.ts'
import type { NumberValue } from '../values.ts'

export interface ReceivingSteps {
  /** One recv. */
  recv: { readonly limit: NumberValue; readonly into: string }
  /** As many recvs as it takes. Each asks for at most `limit` bytes, and for no more than are still missing. */
  'recv exactly': { readonly size: NumberValue; readonly limit: NumberValue; readonly into: string }
  /**
   * The next message. With framing off, it is what one recv returned. With framing on, recvs go on until the framer has a
   * whole message.
   */
  'recv message': { readonly limit: NumberValue; readonly into: string }
  /** The single number that kept bytes contain, in a format of Python's `struct`. */
  unpack: { readonly format: string; readonly from: string; readonly into: string }
}

export const receiving: Actions<ReceivingSteps> = {
  recv: async (program, { limit, into }) => {
    program.values.keep(into, await recv(program, program.values.number(limit)))
  },

  'recv exactly': async (program, { size, limit, into }) => {
    const whole = new Uint8Array(program.values.number(size))
    const most = program.values.number(limit)
    let count = 0
    while (count < whole.length) {
      const bytes = await recv(program, Math.min(most, whole.length - count))
      if (bytes.length === 0) {
        const sentence = `the stream ended ${whole.length - count} bytes too early`
        throw new ProgramError('EOFError', sentence)
      }
      whole.set(bytes, count)
      count += bytes.length
    }
    program.values.keep(into, whole)
  },

  'recv message': async (program, { limit, into }) => {
    const message = await recvMessage(program, program.values.number(limit))
    if (!message && program.stage.codec)
      throw new ProgramError('EOFError', 'the stream ended before a message began')
    program.values.keep(into, message ?? new Uint8Array(0))
  },

  unpack: ({ values }, { format, from, into }) => {
    try {
      const [value] = unpack(format, values.kept(from))
      values.keep(into, Number(value))
      return Promise.resolve()
    } catch (error) {
      if (error instanceof StructError) throw new ProgramError('struct.error', error.message)
      throw error
    }
  },
}

/** The next message, or `undefined` at the end of the stream. */
export const recvMessage = async (program: ProgramState, limit: number): Promise<Uint8Array | undefined> => {
  const { codec } = program.stage
  if (!codec) {
    const bytes = await recv(program, limit)
    return bytes.length === 0 ? undefined : bytes
  }
  const decoder = (program.decoder ??= new MessageDecoder(codec))
  for (;;) {
    const message = decoder.next()
    if (message === 'end') return undefined
    if (message) return message
    decoder.push(await recv(program, limit))
  }
}

const recv = (program: ProgramState, limit: number): Promise<Uint8Array> =>
  program.call(
    { name: 'recv', args: [String(limit)] },
    () => program.connection.recv(limit),
    (payload) => ({ result: payload.length, payload }),
  )
