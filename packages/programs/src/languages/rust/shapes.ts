// For each shape of frame, its code in Rust.
import type { FrameCode, Shapes } from '../../alike/frame-code.ts'
import { contentLength } from './content-length.ts'
import { delimiter } from './delimiter.ts'
import { fixed } from './fixed.ts'
import { header } from './header.ts'
import { netstring } from './netstring.ts'
import { varint } from './varint.ts'

export const SHAPES: Shapes<FrameCode> = {
  header,
  fixed,
  varint,
  delimiter,
  netstring,
  'content-length': contentLength,
}
