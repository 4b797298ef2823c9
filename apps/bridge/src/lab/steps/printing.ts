// Steps that print, as the tutorial's Python does.
import type { Actions } from '../actions.ts'
import { bytesRepr } from '../python.ts'
import { decodeText } from '../text-encoding.ts'
import type { TextValue, Values } from '../values.ts'

/** A piece of a printed line. */
export type PrintPart =
  | string
  /** Bytes as `repr` shows them: `b'hello'`. */
  | { readonly repr: string }
  /** Bytes as text. What is not valid in the encoding becomes U+FFFD. */
  | { readonly decoded: string; readonly encoding: TextValue }
  /** How many bytes. */
  | { readonly lengthOf: string }
  | { readonly value: TextValue }

export interface PrintingSteps {
  print: { readonly line: readonly PrintPart[] }
  /** Starts a timer under a name. */
  'start timer': { readonly into: string }
  /** Prints words, and how many milliseconds passed since the timer's start. */
  'print time': { readonly words: string; readonly since: string }
  /** Prints the number of kept bytes, the time since the timer's start, and bytes a second. */
  'print rate': { readonly of: readonly string[]; readonly since: string }
}

export const printing: Actions<PrintingSteps> = {
  print: (program, { line }) => program.print(1, line.map((part) => printed(program.values, part)).join('')),

  'start timer': ({ values, stage }, { into }) => {
    // Milliseconds since the epoch with their fraction, which is exact enough to a microsecond.
    values.keep(into, Number(stage.clock()) / 1e6)
    return Promise.resolve()
  },

  'print time': (program, { words, since }) => {
    const passed = Number(program.stage.clock()) / 1e6 - program.values.number({ kept: since })
    return program.print(1, `${words} ${passed.toFixed(0)} ms`)
  },

  'print rate': (program, { of, since }) => {
    const { values, stage } = program
    const bytes = of.reduce((sum, name) => sum + values.kept(name).length, 0)
    const seconds = (Number(stage.clock()) / 1e6 - values.number({ kept: since })) / 1e3
    const rate = (bytes / seconds).toFixed(0)
    return program.print(1, `${bytes} bytes in ${seconds.toFixed(3)} s: ${rate} bytes a second`)
  },
}

const printed = (values: Values, part: PrintPart): string => {
  if (typeof part === 'string') return part
  if ('repr' in part) return bytesRepr(values.kept(part.repr))
  if ('decoded' in part) return decodeText(values.kept(part.decoded), values.text(part.encoding))
  if ('lengthOf' in part) return String(values.kept(part.lengthOf).length)
  return values.text(part.value)
}
