// What the writers of a Python program share: the run's values, and what the text so far needs before it.
import type { ConditionValues } from '@unstick/api'
import { bytesRepr } from '../python.ts'
import type { MessageCodec } from '../message-codec.ts'
import type { Step } from '../step.ts'
import { type BytesValue, type NumberValue, type ScalarValue, type TextValue, Values } from '../values.ts'

/** A line of a program. */
export interface PythonLine {
  readonly text: string
  /** The step whose calls this line makes, as the log names it; left out if it makes none that the log has. */
  readonly step?: string | undefined
}

export class PythonCode {
  readonly #values: Values
  /** The step that is being written. */
  step: string | undefined
  readonly codec: MessageCodec
  /** The variable that holds the connection: `conn` if one is accepted, otherwise `client`. */
  readonly socket: string
  /** The variable that holds the UDP socket: a name of its own only if the program has a connection, too. */
  readonly udpSocket: string
  readonly imports = new Set(['import socket'])
  /** Functions and constants to put before the program, by their text. */
  readonly helpers = new Set<string>()
  /** The innermost loop's counter; none outside of loops. */
  counter: string | undefined

  constructor(
    sockets: { readonly socket: string; readonly udpSocket: string },
    conditions: Readonly<ConditionValues>,
    codec: MessageCodec,
  ) {
    this.socket = sockets.socket
    this.udpSocket = sockets.udpSocket
    this.#values = new Values(conditions)
    this.codec = codec
  }

  /** The line that makes the calls of the step that is being written. */
  call(text: string): PythonLine {
    return { text, step: this.step }
  }

  toggle(value: Parameters<Values['toggle']>[0]): boolean {
    return this.#values.toggle(value)
  }

  /** A number as an expression. */
  number(value: NumberValue): string {
    if (typeof value === 'number' || 'condition' in value) return String(this.#values.number(value))
    return 'kept' in value ? value.kept : `len(${value.lengthOf})`
  }

  text(value: TextValue): string {
    return typeof value === 'object' && 'kept' in value ? value.kept : stringLiteral(this.#values.text(value))
  }

  scalar(value: ScalarValue): string {
    const scalar = this.#values.scalar(value)
    return typeof scalar === 'number' ? String(scalar) : stringLiteral(scalar)
  }

  bytes(value: BytesValue): string {
    if ('text' in value) return this.#encoded(value.text, value.encoding ?? 'utf-8')
    if ('hex' in value) return bytesLiteral(this.#values.bytes(value))
    if ('filler' in value) {
      const letter =
        value.letter === undefined && this.counter !== undefined
          ? `bytes([97 + ${this.counter} % 26])`
          : `b'${value.letter ?? 'a'}'`
      return `${letter} * ${this.number(value.filler)}`
    }
    if ('packed' in value) {
      this.imports.add('import struct')
      return `struct.pack(${stringLiteral(value.packed)}, ${this.number(value.value)})`
    }
    if ('joined' in value) return value.joined.map((each) => this.bytes(each)).join(' + ')
    if ('partOf' in value)
      return 'to' in value
        ? `${value.partOf}[:${this.number(value.to)}]`
        : `${value.partOf}[${this.number(value.from)}:]`
    if ('upperOf' in value) return `${value.upperOf}.upper()`
    if ('numbered' in value)
      return `(b'%d ' % ${this.counter ?? '0'}).ljust(${this.number(value.numbered)}, b'.')`
    return value.kept
  }

  #encoded(value: TextValue, encoding: TextValue): string {
    const name = this.#values.text(encoding)
    const codec = name === 'utf-8' ? `'utf-8'` : `${stringLiteral(name)}, 'replace'`
    if (typeof value === 'object' && 'kept' in value) return `${value.kept}.encode(${codec})`
    const text = this.#values.text(value)
    return /^[\x20-\x7e]*$/.test(text)
      ? bytesRepr(new TextEncoder().encode(text))
      : `${stringLiteral(text)}.encode(${codec})`
  }
}

/** One writer for each word. */
export type Writers<Family> = {
  readonly [Word in keyof Family]: (code: PythonCode, step: Family[Word]) => readonly (string | PythonLine)[]
}

/** The server's address, as in the tutorial. */
export const ADDRESS = `('127.0.0.1', 8080)`

/** Whether the bytes that the steps send depend on the round of the loop around them. */
export const needsCounter = (steps: readonly Step[]): boolean =>
  steps.some((step) => {
    if (!('bytes' in step) || typeof step.bytes !== 'object') return false
    return ('filler' in step.bytes && step.bytes.letter === undefined) || 'numbered' in step.bytes
  })

/** A text as a Python literal. Invisible characters are escaped. */
export const stringLiteral = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replace(/[\\'"\n\r\t]|\p{C}|\p{Zl}|\p{Zp}/gu, (character) => {
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character
    return named.get(character) ?? codeEscape(character.codePointAt(0) ?? 0)
  })
  return quote + body + quote
}

const named = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

const codeEscape = (code: number): string => {
  const digits = code.toString(16)
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}

const bytesLiteral = (bytes: Uint8Array): string =>
  bytes.length <= 64 ? bytesRepr(bytes) : `bytes.fromhex('${Buffer.from(bytes).toString('hex')}')`

export const indented = (lines: readonly (string | PythonLine)[]): PythonLine[] =>
  lines.map(asLine).map((line) => (line.text === '' ? line : { ...line, text: `    ${line.text}` }))

export const asLine = (line: string | PythonLine): PythonLine =>
  typeof line === 'string' ? { text: line } : line
