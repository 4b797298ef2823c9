// The two functions of each program: one reads a frame, one writes it. If bytes around the body are not part of it, two
// more functions read and write the frame with these bytes, and the first two take them off and put them on.
import type { Plan } from '../plans/plan.ts'
import type { FrameCode } from './frame-code.ts'
import type { MarkTexts } from './marks.ts'

export interface FunctionTexts<Code extends FrameCode = FrameCode> {
  /** The two functions of a program. */
  readonly frame: (code: Code) => string
  /** The two functions that `frame`'s call if there is something around the body. */
  readonly whole: (code: Code) => string
  /** Reads into `whole`; at the end of the stream it returns what says so. */
  readonly readWhole: (code: Code) => string
  readonly marks: MarkTexts
}

export const functionsOf = <Code extends FrameCode>(
  { edges }: Plan,
  code: Code,
  { frame, whole, readWhole, marks }: FunctionTexts<Code>,
): string => {
  if (edges === undefined) return frame(code)
  const read = `${readWhole(code)}\n${marks.unwrap(edges)}`
  return whole(code) + frame({ ...code, read, write: marks.wrap(edges) })
}
