// Writes a spec as its canonical text: the argument, then every given key, in the grammar's order.
import { printDelimiter } from './doubtful-delimiter.ts'
import { COMMON_WORDS, keyOf, OVER, PREFACE_WORDS, THEN } from './grammar.ts'
import type { Word } from '../kinds/kind.ts'
import { kindOf } from '../kinds/kinds.ts'
import type { FramingSpec } from '../spec/spec.ts'

/** The text that {@link parseFraming} reads as an equal spec. */
export function printFraming(spec: FramingSpec): string {
  if (spec.kind === 'preset') return [spec.name, ...printKeys(COMMON_WORDS, spec)].join(',')
  if (spec.kind === 'over') return [printFraming(spec.upper), printFraming(spec.lower)].join(OVER)
  if (spec.kind === 'sequence') {
    const prefaces = spec.prefaces.map((each) =>
      [printFraming(each.frame), ...printKeys(PREFACE_WORDS, each)].join(','),
    )
    return [...prefaces, printFraming(spec.rest)].join(THEN)
  }
  const { argument, keys } = kindOf(spec).grammar
  const head = argument === undefined ? spec.kind : `${spec.kind}:${printValue(valueOf(spec, argument))}`
  return [head, ...printKeys([...keys, ...COMMON_WORDS], spec)].join(',')
}

function printKeys(words: readonly Word[], of: object): string[] {
  return words
    .filter((word) => valueOf(of, word) !== undefined)
    .map((word) => `${keyOf(word)}=${printValue(valueOf(of, word))}`)
}

function valueOf(of: object, word: Word): unknown {
  return new Map<string, unknown>(Object.entries(of)).get(word.name)
}

function printValue(value: unknown): string {
  if (Array.isArray(value)) return value.map((part: string) => printDelimiter(part)).join('|')
  return String(value)
}
