// The values in a step: each is given directly, by a condition, or by an earlier step.
import { pack } from '@unstick/framing'
import type { ConditionValues } from '@unstick/api'
import { encodeText } from './text-encoding.ts'

/** The value of a condition, looked up when the step runs. */
export interface FromCondition {
  readonly condition: string
}

/** What a step of this program kept under that name. */
export interface FromKept {
  readonly kept: string
}

export type NumberValue = number | FromCondition | FromKept | { readonly lengthOf: string }
export type TextValue = string | FromCondition | FromKept
/** A number or a text. */
export type ScalarValue = number | string | FromCondition
export type ToggleValue = boolean | FromCondition

export type BytesValue =
  /** A text in UTF-8, unless an encoding (`utf-8`, `gbk`) is named. */
  | { readonly text: TextValue; readonly encoding?: TextValue }
  | { readonly hex: string }
  /** Repeats one letter: the given one, otherwise `a` in the first round of a loop, `b` in the second. */
  | { readonly filler: NumberValue; readonly letter?: string }
  /** One number in a format of Python's `struct`. */
  | { readonly packed: string; readonly value: NumberValue }
  /** Kept bytes with their ASCII letters in upper case, `bytes.upper()`. */
  | { readonly upperOf: string }
  /** This many bytes, which differ in every round of a loop: `0 ......`, `1 ......`. */
  | { readonly numbered: NumberValue }
  /** Several, one after another. */
  | { readonly joined: readonly BytesValue[] }
  /** A part of kept bytes: those before `to`, or those from `from` on. */
  | { readonly partOf: string; readonly to: NumberValue }
  | { readonly partOf: string; readonly from: NumberValue }
  | FromKept

export type Kept = Uint8Array | number | string

/** A step asks for a value that nobody kept. */
export class NotKept extends Error {}

/** Looks values up for one program. A step that asks for a value that nobody kept is a fault of the experiment. */
export class Values {
  readonly #conditions: Readonly<ConditionValues>
  readonly #kept = new Map<string, Kept>()
  /** The current round of the innermost loop, from 0. */
  round = 0

  constructor(conditions: Readonly<ConditionValues>) {
    this.#conditions = conditions
  }

  /** A copy for another thread: what one of them keeps, the other does not see. */
  copy(): Values {
    const copy = new Values(this.#conditions)
    for (const [name, value] of this.#kept) copy.keep(name, value)
    copy.round = this.round
    return copy
  }

  keep(name: string, value: Kept): void {
    this.#kept.set(name, value)
  }

  number(value: NumberValue): number {
    if (typeof value === 'number') return value
    return 'lengthOf' in value ? this.kept(value.lengthOf).length : Number(this.#looked(value))
  }

  text(value: TextValue): string {
    return typeof value === 'string' ? value : String(this.#looked(value))
  }

  scalar(value: ScalarValue): number | string {
    if (typeof value !== 'object') return value
    const looked = this.#looked(value)
    return typeof looked === 'number' ? looked : String(looked)
  }

  toggle(value: ToggleValue): boolean {
    return typeof value === 'boolean' ? value : this.#conditions[value.condition] === true
  }

  bytes(value: BytesValue): Uint8Array {
    if ('text' in value) return encodeText(this.text(value.text), this.text(value.encoding ?? 'utf-8'))
    if ('hex' in value) return Buffer.from(value.hex, 'hex')
    if ('filler' in value) {
      const letter = value.letter?.charCodeAt(0) ?? 0x61 + (this.round % 26)
      return new Uint8Array(this.number(value.filler)).fill(letter)
    }
    if ('packed' in value) return pack(value.packed, this.number(value.value))
    if ('upperOf' in value) return upper(this.kept(value.upperOf))
    if ('joined' in value) return Buffer.concat(value.joined.map((each) => this.bytes(each)))
    if ('partOf' in value) {
      const whole = this.kept(value.partOf)
      return 'to' in value
        ? whole.subarray(0, this.number(value.to))
        : whole.subarray(this.number(value.from))
    }
    if ('numbered' in value) return numbered(this.round, this.number(value.numbered))
    return this.kept(value.kept)
  }

  /** Bytes that a step kept. */
  kept(name: string): Uint8Array {
    const value = this.#kept.get(name)
    if (!(value instanceof Uint8Array)) throw new NotKept(`no bytes are kept as ${name}`)
    return value
  }

  #looked(value: FromCondition | FromKept): Kept | boolean {
    const found = 'condition' in value ? this.#conditions[value.condition] : this.#kept.get(value.kept)
    if (found === undefined) throw new NotKept(`there is no value for ${JSON.stringify(value)}`)
    return found
  }
}

const upper = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte))

const numbered = (round: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length).fill(0x2e)
  bytes.set(new TextEncoder().encode(`${round} `).subarray(0, length))
  return bytes
}
