// Reads a framing from a line of text: layers with ` over ` between them, the uppermost first.
import { OVER } from './grammar.ts'
import { layerProblem } from './layer-problem.ts'
import { parseSequence, splitAt, wrong, type ParsedFraming } from './parse-sequence.ts'

/** Reads a framing from text. It never throws: if the text is wrong, the error names the first wrong word. */
export function parseFraming(text: string): ParsedFraming {
  const whole = { text, start: 0 }
  const layers = splitAt(OVER, whole)
  const read = layers.map(parseSequence)
  const failed = read.find((each) => !each.ok)
  if (failed !== undefined) return failed
  const specs = read.flatMap((each) => (each.ok ? [each.spec] : []))
  const problem = layerProblem(specs)
  if (problem !== undefined)
    return wrong('VALUE_WRONG', layers[problem.layer] ?? whole, problem.message, problem.expected)
  return { ok: true, spec: specs.reduceRight((lower, upper) => ({ kind: 'over', upper, lower })) }
}
