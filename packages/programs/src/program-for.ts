// Whole programs that read and write a framing correctly: they connect, and send every frame back.
import type { FramingSpec } from '@unstick/framing'
import { c, cOfParts } from './c.ts'
import { go, goOfParts } from './go.ts'
import { java, javaOfParts } from './java.ts'
import { node, nodeOfParts } from './node.ts'
import type { Plan } from './plan.ts'
import { python, pythonOfParts } from './python.ts'
import { rust, rustOfParts } from './rust.ts'
import { type SequencePlan, wholePlanOf } from './sequence-plan.ts'

interface LanguageTexts {
  readonly title: string
  readonly file: string
  readonly print: (plan: Plan) => string
  /** Whether the language’s standard library can parse JSON. */
  readonly hasJson: boolean
  /** The program of a framing of several parts. */
  readonly printParts: (plan: SequencePlan) => string
}

/** The languages, with the file name for each one's program. */
export const LANGUAGES = {
  python: { title: 'Python', file: 'frames.py', hasJson: true, print: python, printParts: pythonOfParts },
  node: { title: 'Node', file: 'frames.mjs', hasJson: true, print: node, printParts: nodeOfParts },
  go: { title: 'Go', file: 'frames.go', hasJson: true, print: go, printParts: goOfParts },
  rust: { title: 'Rust', file: 'frames.rs', hasJson: false, print: rust, printParts: rustOfParts },
  java: { title: 'Java', file: 'Frames.java', hasJson: false, print: java, printParts: javaOfParts },
  c: { title: 'C', file: 'frames.c', hasJson: false, print: c, printParts: cOfParts },
} as const satisfies Record<string, LanguageTexts>

export type Language = keyof typeof LANGUAGES

/**
 * The program's text, or one sentence why there is none. The program reads until it has exactly what a frame needs,
 * refuses lengths beyond the framing's `max`, distinguishes the end of the stream between two frames from an end inside
 * a frame, and sends a frame in one write.
 */
export const programFor = (
  spec: FramingSpec,
  language: Language,
): { readonly text: string } | { readonly why: string } => {
  const { title, hasJson, print, printParts }: LanguageTexts = LANGUAGES[language]
  const plan = wholePlanOf(spec)
  switch (plan.kind) {
    case 'none':
      return { why: plan.why }
    case 'sequence':
      return { text: printParts(plan) }
    default:
      if ('isJson' in plan && !hasJson)
        return {
          why: `${title}'s standard library does not read JSON. Choose the framing line, whose program gives one line at a time, and give each line to a JSON library.`,
        }
      return { text: print(plan) }
  }
}
