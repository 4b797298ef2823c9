// The code that reads and writes one frame, by the frame's shape.
import type { Plan, Shape } from '../plans/plan.ts'

export interface FrameCode {
  readonly imports?: readonly string[]
  readonly constants: readonly string[]
  /** The body of the function that reads a frame. */
  readonly read: string
  /** The body of the function that writes one. */
  readonly write: string
}

/** One language's code for every shape. */
export type Shapes<Code extends FrameCode> = {
  readonly [Kind in Shape['kind']]: (shape: Extract<Shape, { readonly kind: Kind }>) => Code
}

export const codeOf = <Code extends FrameCode>(shapes: Shapes<Code>, plan: Plan): Code => {
  switch (plan.kind) {
    case 'header':
      return shapes.header(plan)
    case 'fixed':
      return shapes.fixed(plan)
    case 'varint':
      return shapes.varint(plan)
    case 'delimiter':
      return shapes.delimiter(plan)
    case 'netstring':
      return shapes.netstring(plan)
    case 'content-length':
      return shapes['content-length'](plan)
  }
}
