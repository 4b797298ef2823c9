// Steps that receive bytes, and steps that interpret them.
import { StructError, unpack } from '@unstick/framing'
import type { Actions } from '../actions.ts'
import { ProgramError, TimedOut } from '../program-error.ts'
import type { ProgramState } from '../program-state.ts'
import { MessageDecoder } from '../message-codec.ts'
import type { NumberValue, ToggleValue } from '../values.ts'

export interface ReceivingSteps {
  /** One recv. */
  recv: { readonly limit: NumberValue; readonly into: string }
  /** As many recvs as it takes. Each asks for at most `limit` bytes, and for no more than are still missing. */
  'recv exactly': {
    readonly size: NumberValue
    readonly limit: NumberValue
    readonly into: string
    /** Whether the bytes read before a time-out are kept for the next time; otherwise they are lost. */
    readonly keeps?: ToggleValue
  }
  /** Recvs until the stream ends, and keeps how many bytes they returned. */
  'recv all': { readonly limit: NumberValue; readonly count: string }
  /** From now on a recv waits for at most so long: `settimeout`. This is not a call of the program. */
  'time out': { readonly ms: NumberValue }
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

  'recv exactly': async (program, { size, limit, into, keeps = false }) => {
    const whole = program.values.number(size)
    const most = program.values.number(limit)
    // The size comes from the network, so nothing is allocated for it.
    let data = program.part ?? new Uint8Array(0)
    program.part = undefined
    while (data.length < whole) {
      if (program.values.toggle(keeps)) program.part = data
      const bytes = await recv(program, Math.min(most, whole - data.length))
      if (bytes.length === 0) {
        throw new ProgramError('EOFError', `the stream ended ${whole - data.length} bytes too early`)
      }
      data = joined(data, bytes)
    }
    program.part = undefined
    program.values.keep(into, data)
  },

  'recv all': async (program, { limit, count }) => {
    const most = program.values.number(limit)
    let total = 0
    for (let length = -1; length !== 0; total += length) ({ length } = await recv(program, most))
    program.values.keep(count, total)
  },

  'time out': (program, { ms }) => {
    program.timeout = program.values.number(ms)
    return Promise.resolve()
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
  if (!codec) return recvUnlessEnd(program, limit)
  const decoder = (program.decoder ??= new MessageDecoder(codec))
  for (;;) {
    const message = decoder.next()
    if (message === 'end') return undefined
    if (message) return message
    decoder.push(await recv(program, limit))
  }
}

/** What one recv returned, or `undefined` at the end of the stream. */
export const recvUnlessEnd = async (
  program: ProgramState,
  limit: number,
): Promise<Uint8Array | undefined> => {
  const bytes = await recv(program, limit)
  return bytes.length === 0 ? undefined : bytes
}

const recv = async (program: ProgramState, limit: number): Promise<Uint8Array> => {
  if (program.timeout !== undefined) await inTime(program, program.timeout)
  return program.call(
    { name: 'recv', args: [String(limit)] },
    () => program.connection.recv(limit),
    (payload) => ({ result: payload.length, payload }),
  )
}

/** Waits by poll, as Python does after `settimeout`; if nothing comes in time, no recv is made. */
const inTime = async (program: ProgramState, timeout: number): Promise<void> => {
  const isReady = await program.call(
    { name: 'poll', args: [String(timeout)] },
    () => program.connection.readable(timeout),
    (ready) => ({ result: Number(ready) }),
  )
  if (!isReady) throw new TimedOut()
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
