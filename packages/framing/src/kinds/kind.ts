// The parts of a kind of framing: its words in a text spec, its cutter, and how to write and explain it.
import type { Cutter } from '../cutters/cutter.ts'
import type { EncodeError } from '../frames/errors.ts'
import type { Direction, MethodOf } from '../frames/framer.ts'
import type { FramingSpec, PlainSpec } from '../spec/spec.ts'

/** One word of a text spec: the argument after the colon, or the value of a `key=`. */
export interface Word {
  /** Its name in the spec's JSON. */
  readonly name: string
  /** Its name in text, if that differs: `max-bytes`. */
  readonly key?: string
  readonly type: WordType
  /** What it means, in one sentence, for completion lists. */
  readonly says: string
}

/** Which values a word takes. `least` and `most` bound numbers. */
export type WordType =
  | { readonly is: 'number'; readonly least: number; readonly most: number }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'mark' }
  | { readonly is: 'mask' }
  | { readonly is: 'format' }
  | { readonly is: 'delimiters'; readonly examples?: readonly string[] }

/** The words of one kind. */
export interface Grammar {
  readonly says: string
  /** The argument after the colon. A kind that has one always needs it. */
  readonly argument?: Word
  readonly keys: readonly Word[]
}

/** A frame made from a body, or why there is none. */
export type EncodeResult =
  { readonly ok: true; readonly frame: Uint8Array } | { readonly ok: false; readonly error: EncodeError }

/** One field of a frame's header (or trailer), for an inspector. */
export interface HeaderField {
  readonly name: string
  /** Bytes `[start, end)` of the frame. */
  readonly start: number
  readonly end: number
  readonly value: number | bigint | string | boolean
  /** The value as a person reads it. */
  readonly text: string
}

/** One box of a byte diagram. */
export interface DiagramField {
  readonly name: string
  /** Width in bytes; undefined if it varies. */
  readonly size: number | undefined
  /** Its role in the frame. */
  readonly role: 'length' | 'header' | 'body' | 'trailer'
}

/** What is wrong with a spec whose single words are all right. */
export interface SpecProblem {
  /** The word it is about. */
  readonly word: string
  /** One sentence. */
  readonly message: string
  readonly expected: readonly string[]
}

/** What a cutter may know besides its bytes. */
export interface Surroundings {
  readonly direction: Direction
  readonly methodOf: MethodOf | undefined
  /** Makes the cutter of another protocol that takes over; not there if none may. */
  readonly handOver: ((spec: FramingSpec, side: Direction) => Cutter) | undefined
}

/** A kind of framing. */
export interface Kind<S extends PlainSpec> {
  readonly grammar: Grammar
  /** Finds fields that do not fit together, which no single word shows. */
  readonly check?: (spec: S) => SpecProblem | undefined
  readonly cutter: (spec: S, max: number, surroundings?: Surroundings) => Cutter
  readonly encode?: (spec: S, body: Uint8Array, max: number) => EncodeResult
  readonly fields: (spec: S, frame: Uint8Array) => readonly HeaderField[]
  /** One plain sentence: where a frame ends. */
  readonly sentence: (spec: S) => string
  readonly diagram: (spec: S) => readonly DiagramField[]
}

type NumberWord = Omit<Word, 'type'> & { readonly least: number; readonly most: number }

export function numberWord({ least, most, ...word }: NumberWord): Word {
  return { ...word, type: { is: 'number', least, most } }
}
