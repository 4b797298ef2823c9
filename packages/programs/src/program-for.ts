// Whole programs that read and write a framing correctly: they connect, and send every frame back.
import type { FramingSpec } from '@unstick/framing'
import { c } from './c.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { node } from './node.ts'
import { type NoPlan, type Plan, planOf } from './plan.ts'
import { python } from './python.ts'
import { rust } from './rust.ts'

/** The languages, with the file name for each one's program. */
export const LANGUAGES = {
  python: { title: 'Python', file: 'frames.py', print: python },
  node: { title: 'Node', file: 'frames.mjs', print: node },
  go: { title: 'Go', file: 'frames.go', print: go },
  rust: { title: 'Rust', file: 'frames.rs', print: rust },
  java: { title: 'Java', file: 'Frames.java', print: java },
  c: { title: 'C', file: 'frames.c', print: c },
} as const satisfies Record<string, { title: string; file: string; print: (plan: Plan) => string }>

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
  const plan: Plan | NoPlan = planOf(spec)
  return plan.kind === 'none' ? { why: plan.why } : { text: LANGUAGES[language].print(plan) }
}
