// The code of a frame in C.
import type { FrameCode } from '../../alike/frame-code.ts'

export interface CCode extends FrameCode {
  /** Functions that read_frame calls, and which are the same for all framings. */
  readonly helpers?: readonly string[]
  /** Functions that read_frame calls, which use the constants. */
  readonly before?: string
}
