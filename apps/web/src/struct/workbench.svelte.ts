// The workbench's state. Format, values and bytes belong together; the side that was edited last drives the other.
import { createContext } from 'svelte'
import { parseFraming } from '@unstick/framing'
import { hexText } from '../model/bytes/copies.ts'
import { type BytePiece, byteRows } from './byte-rows.ts'
import { compile, type Order, withOrder } from './compiled.ts'
import { packTexts, unpackBytes } from './convert.ts'
import { structExamples } from './examples.ts'
import { readHex } from '../model/bytes/hex.ts'
import type { StructPlace } from '../navigation/struct-place.ts'
import { transcriptOf } from './transcript.ts'
import { zeroOf } from '../model/bytes/value-text.ts'

const [, FIRST = { format: '!I', values: ['10241'] }] = structExamples

export class Workbench {
  format = $state(FIRST.format)
  /** The value that is pointed at or edited. Its bytes are highlighted. */
  pointed = $state<number>()
  /** The bytes as typed, if they drive; otherwise `undefined`. */
  #written = $state<string>()
  /** The values as typed, by position. A position that was never typed is zero. */
  #texts = $state.raw<readonly string[]>(FIRST.values)

  /** `linked`: what it starts with; without it, an example. */
  constructor(linked?: StructPlace) {
    if (linked) this.setFormat(linked.format, linked.values)
  }

  readonly compiled = $derived(compile(this.format))
  readonly held = $derived(
    this.compiled.ok ? this.compiled.fields.filter(({ value }) => value !== undefined) : [],
  )
  readonly #read = $derived(this.#written === undefined ? undefined : readHex(this.#written))
  readonly #packed = $derived(
    this.compiled.ok && this.#written === undefined
      ? packTexts(this.compiled.struct, this.compiled.fields, this.#filled)
      : undefined,
  )
  readonly #unpacked = $derived(
    this.compiled.ok && this.#read?.ok
      ? unpackBytes(this.compiled.struct, this.compiled.fields, this.#read.bytes)
      : undefined,
  )

  get #filled(): readonly string[] {
    return this.held.map(({ code }, k) => this.#texts[k] ?? zeroOf(code))
  }

  /** Whether the values follow the bytes. */
  get bytesDrive(): boolean {
    return this.#written !== undefined
  }

  readonly values = $derived(
    this.#written === undefined ? this.#filled : (this.#unpacked?.texts ?? this.held.map(() => '')),
  )
  readonly hex = $derived(this.#written ?? hexText(this.#packed?.whole))
  readonly hexWrong = $derived(this.#read?.ok === false ? this.#read : undefined)
  /** The packed or pasted bytes; `undefined` while there are neither. */
  readonly whole = $derived(this.#read?.ok ? this.#read.bytes : this.#packed?.whole)
  /** CPython's sentence about the values or the bytes. */
  readonly error = $derived(this.#packed?.error ?? this.#unpacked?.error)
  readonly wrongValue = $derived(this.#packed?.wrong)
  readonly transcript = $derived(
    transcriptOf({
      format: this.format,
      compiled: this.compiled,
      packed: this.#packed,
      bytes: this.#read?.ok ? this.#read.bytes : undefined,
      unpackError: this.#unpacked?.error,
    }),
  )
  readonly framing = $derived(parseFraming(`struct:${this.format}`))

  readonly place = $derived<StructPlace>({ format: this.format, values: this.values })

  rows(perRow: number): BytePiece[][] {
    if (!this.compiled.ok) return []
    const bytes = this.#packed?.bytes ?? Array.from(this.whole ?? [])
    return byteRows(this.compiled.fields, bytes, this.compiled.struct.size, perRow)
  }

  /** Without `texts`, the values stay at their positions. */
  setFormat(format: string, texts?: readonly string[]): void {
    this.format = format
    if (!texts) return
    this.#texts = texts
    this.#written = undefined
  }

  setOrder(order: Order): void {
    this.format = withOrder(this.format, order)
  }

  setValue(index: number, text: string): void {
    this.#texts = this.values.with(index, text)
    this.#written = undefined
  }

  setHex(text: string): void {
    // Editing continues from the current values if the bytes are never read.
    if (this.#written === undefined) this.#texts = this.values
    this.#written = text
  }
}

/** The workbench around a component. */
export const [getWorkbench, setWorkbench] = createContext<Workbench>()
