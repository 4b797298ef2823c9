// The code of a frame in Python.
import type { FrameCode } from '../../alike/frame-code.ts'

export interface PythonCode extends FrameCode {
  /** What it reads from: the socket, or a buffered stream over it if it reads single bytes. */
  readonly source: 'sock' | 'stream'
}
