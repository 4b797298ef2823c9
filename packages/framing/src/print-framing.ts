// A spec → its canonical text: the argument, then every key that is given, in the grammar's order.
import { printBytes } from './escapes.ts'
import { COMMON_WORDS, keyOf } from './grammar.ts'
import { kindOf } from './kinds.ts'
import type { FramingSpec } from './spec.ts'

/** The text that {@link parseFraming} reads back as an equal spec. */
export function printFraming(spec: FramingSpec): string {
  const { grammar } = kindOf(spec)
  const values = new Map<string, unknown>(Object.entries(spec))
  const { argument } = grammar
  const head = argument === undefined ? spec.kind : `${spec.kind}:${printValue(values.get(argument.name))}`
  const keys = [...grammar.keys, ...COMMON_WORDS]
    .filter((word) => values.get(word.name) !== undefined)
    .map((word) => `${keyOf(word)}=${printValue(values.get(word.name))}`)
  return [head, ...keys].join(',')
}

function printValue(value: unknown): string {
  if (Array.isArray(value)) return value.map((part: string) => printBytes(part)).join('|')
  return String(value)
}
