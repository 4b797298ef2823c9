// A program of the lab as steps that a person can edit in the playground. What depends on the run is not known before it,
// so a step whose bytes or size come from what was received is written only if those bytes are certain.
import type { WrittenStep } from '@unstick/api'
import { encodeFrame, unpack } from '@unstick/framing'
import { scriptLines } from './keyboard.ts'
import type { MessageCodec } from './message-codec.ts'
import type { RunData } from './prepared-run.ts'
import type { Program, Step } from './step.ts'
import { type BytesValue, NotKept, type NumberValue, Values } from './values.ts'

export interface WrittenOut {
  readonly steps: readonly WrittenStep[]
  /** The bytes that it sends, one item a send. */
  readonly sent: readonly Uint8Array[]
  /** The words of the steps that have no counterpart. */
  readonly leftOut: ReadonlySet<string>
}

/** `arriving` are the sends of the program at the other end. */
export const writtenProgram = (
  program: Program,
  run: Pick<RunData, 'conditions'> & { readonly codec: MessageCodec },
  arriving: readonly Uint8Array[],
): WrittenOut => {
  const writer = new Writer(new Values(run.conditions), run.codec, arriving)
  writer.write(program.steps)
  return writer
}

/** They print, measure time, or happen in the playground by themselves. */
const SILENT: ReadonlySet<Step['do']> = new Set([
  'listen',
  'choose port',
  'print',
  'print rate',
  'print time',
  'start timer',
  'nagle',
  'unpack',
  'keep',
  'read drops',
])

class Writer implements WrittenOut {
  readonly steps: WrittenStep[] = []
  readonly sent: Uint8Array[] = []
  readonly leftOut = new Set<string>()
  readonly #values: Values
  readonly #codec: MessageCodec
  readonly #datagrams: readonly Uint8Array[]
  #received = 0
  /** What arrives and was not received yet; `undefined` once it depends on the run how much was received. */
  #stream: Uint8Array | undefined

  constructor(values: Values, codec: MessageCodec, arriving: readonly Uint8Array[]) {
    this.#values = values
    this.#codec = codec
    this.#datagrams = arriving
    this.#stream = Buffer.concat(arriving)
  }

  write(steps: readonly Step[]): void {
    for (const step of steps) {
      try {
        this.#step(step)
      } catch (error) {
        if (!(error instanceof NotKept)) throw error
        if (!SILENT.has(step.do)) this.leftOut.add(step.do)
      }
    }
  }

  #step(step: Step): void {
    const values = this.#values
    switch (step.do) {
      case 'connect':
      case 'connect udp':
        this.#push({ do: 'connect' })
        return
      case 'close':
      case 'close udp':
        this.#push({ do: 'close' })
        return
      case 'shutdown':
        this.#push({ do: 'shutdown' })
        return
      case 'cork':
        this.#push({ do: step.on ? 'cork' : 'uncork' })
        return
      case 'sleep': {
        const ms = values.number(step.ms)
        if (ms > 0) this.#push({ do: 'sleep', ms })
        return
      }
      case 'sendto':
        if (typeof step.to !== 'string') this.leftOut.add('answer')
        this.#send(values.bytes(step.bytes))
        return
      case 'send':
      case 'send datagram':
        this.#send(values.bytes(step.bytes))
        return
      case 'send message':
        this.#sendMessage(step.bytes)
        return
      case 'send in parts': {
        const whole = values.bytes(step.bytes)
        const edge = (part: number): number => Math.floor((whole.length * part) / step.parts)
        for (let part = 0; part < step.parts; part += 1)
          this.#send(whole.subarray(edge(part), edge(part + 1)))
        return
      }
      case 'bind':
      case 'accept':
        if (this.steps.length > 0) this.leftOut.add(step.do)
        return
      case 'recvfrom':
      case 'recv datagram':
        this.#recvDatagram(step)
        return
      case 'recv':
        this.#stream = undefined
        this.#push({ do: 'recv', limit: values.number(step.limit) })
        return
      case 'recv exactly':
        this.#recvExactly(step)
        return
      case 'recv message':
        this.#stream = undefined
        this.#push({ do: 'recv framed', limit: values.number(step.limit) })
        return
      case 'for each message':
      case 'recv all':
        this.#stream = undefined
        this.#push({
          do: step.do === 'recv all' ? 'recv until end' : 'recv framed until end',
          limit: values.number(step.limit),
        })
        return
      case 'unpack': {
        const [value] = unpack(step.format, values.kept(step.from))
        values.keep(step.into, Number(value))
        return
      }
      case 'keep':
        if ('bytes' in step) {
          values.keep(step.into, values.bytes(step.bytes))
          return
        }
        values.keep(step.into, 'text' in step ? values.text(step.text) : values.number(step.number))
        return
      case 'when':
        this.write(values.toggle(step.on) ? step.steps : step.otherwise)
        return
      case 'repeat':
        this.#rounds(values.number(step.times), step.steps)
        return
      case 'forever':
        this.#rounds(Math.max(1, this.#datagrams.length), step.steps)
        return
      case 'for each':
        for (const [round, value] of step.of.entries()) {
          values.keep(step.as, values.scalar(value))
          values.round = round
          this.write(step.steps)
        }
        return
      case 'for each line':
        for (const line of scriptLines(values.text(step.script))) {
          values.keep(step.into, line)
          this.write(step.steps)
        }
        return
      case 'input': {
        const lines = scriptLines(values.text(step.script))
        values.keep(step.into, lines[values.round % lines.length] ?? '')
        return
      }
      case 'attempt':
        this.leftOut.add(step.do)
        this.#rounds(step.times, step.steps)
        return
      case 'threads':
        this.leftOut.add(step.do)
        for (const steps of step.threads) this.write(steps)
        return
      case 'locked':
        this.write(step.steps)
        return
      default:
        if (!SILENT.has(step.do)) this.leftOut.add(step.do)
    }
  }

  #rounds(count: number, steps: readonly Step[]): void {
    for (let round = 0; round < count; round += 1) {
      this.#values.round = round
      this.write(steps)
    }
  }

  /** As if every datagram arrived, in order. */
  #recvDatagram({ limit, into }: { readonly limit: NumberValue; readonly into: string }): void {
    const most = this.#values.number(limit)
    const datagram = this.#datagrams[this.#received]
    this.#received += 1
    if (datagram) this.#values.keep(into, datagram.subarray(0, most))
    this.#push({ do: 'recv', limit: most })
  }

  #push(step: WrittenStep): void {
    this.steps.push(step)
  }

  #send(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.sent.push(bytes)
    const text = textOf(bytes)
    if (text === undefined) this.#push({ do: 'send hex', hex: Buffer.from(bytes).toString('hex') })
    else this.#push({ do: 'send text', text })
  }

  #sendMessage(value: BytesValue): void {
    const bytes = this.#values.bytes(value)
    const text = textOf(bytes)
    const encoded = this.#codec && encodeFrame(this.#codec, bytes)
    const frame = encoded?.ok ? encoded.frame : bytes
    if (text === undefined || text === '') {
      this.#send(frame)
      return
    }
    this.sent.push(frame)
    this.#push({ do: 'send framed', text })
  }

  /** What it returns is certain as long as all before it was, because it returns so many bytes however they are cut. */
  #recvExactly({ size, into }: { readonly size: NumberValue; readonly into: string }): void {
    const count = this.#values.number(size)
    const stream = this.#stream
    this.#stream = stream && stream.length >= count ? stream.subarray(count) : undefined
    if (stream && stream.length >= count) this.#values.keep(into, stream.subarray(0, count))
    if (count > 0) this.#push({ do: 'recv exactly', size: count })
  }
}

/** The text, if the bytes are the UTF-8 of one that a field can hold. */
const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return /\p{Cc}/u.test(text) ? undefined : text
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
