// By which calls a lane's intervals were sent or received: `sendto` with MSG_MORE, `read`, a lab program's step 3.2. Most streams know
// one kind of call, which costs nothing; with several kinds it is a byte an interval.
import type { CallName, CallText } from '../log/call.ts'

export interface CallKind {
  readonly name: CallName
  /** `MSG_MORE`, `MSG_WAITALL`… */
  readonly flags: readonly string[]
  /** Of a lab program, the step that made it. */
  readonly step?: string | undefined
}

/** So many kinds are compared one by one, which is faster than making a key. */
const FEW = 4

/** A log may invent flags and steps; beyond so many kinds, they are not kept. */
const MOST_KINDS = 200

export class LaneCalls {
  readonly #kinds: CallKind[] = []
  readonly #byText = new Map<string, number>()
  /** The kind of each interval; empty while there is one kind. */
  #column = new Uint8Array(0)

  /** Intervals come in order, none left out. */
  add(index: number, { name, args, step }: Pick<CallText, 'name' | 'args' | 'step'>): void {
    const known = this.#kinds.findIndex(
      (kind, k) => k < FEW && kind.step === step && isOfKind(kind, name, args),
    )
    const kind = known < 0 ? this.#kind({ name, flags: args.filter(isFlag), step }) : known
    if (kind === 0 && this.#column.length === 0) return
    if (index >= this.#column.length) this.#grow(index + 1)
    this.#column[index] = kind
  }

  /** `undefined` before the first call. */
  of(index: number): CallKind | undefined {
    return this.#kinds[this.#column[index] ?? 0]
  }

  hasFlag(index: number, flag: string): boolean {
    return this.of(index)?.flags.includes(flag) ?? false
  }

  #kind(made: CallKind): number {
    const { name, flags, step } =
      this.#kinds.length < MOST_KINDS ? made : { ...made, flags: [], step: undefined }
    const text = [name, ...flags, step ?? ''].join(' ')
    const known = this.#byText.get(text)
    if (known !== undefined) return known
    this.#byText.set(text, this.#kinds.length)
    return this.#kinds.push({ name, flags, ...(step !== undefined && { step }) }) - 1
  }

  #grow(size: number): void {
    const wider = new Uint8Array(Math.max(16, size, this.#column.length * 2))
    wider.set(this.#column)
    this.#column = wider
  }
}

const isFlag = (argument: string): boolean => argument.startsWith('MSG_')

const isOfKind = (kind: CallKind, name: CallName, args: readonly string[]): boolean => {
  if (kind.name !== name) return false
  let flags = 0
  for (const argument of args) {
    if (!isFlag(argument)) continue
    if (kind.flags[flags] !== argument) return false
    flags += 1
  }
  return flags === kind.flags.length
}
