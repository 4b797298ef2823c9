// The encoder for framings whose body is the whole frame: it accepts exactly what the framer would cut as one frame.
import { ALL_FRAMES, type Cutter } from '../cutters/cutter.ts'
import { encodeError } from '../frames/errors.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import type { EncodeResult } from './kind.ts'

interface WholeBody {
  /** A fresh one. */
  readonly cutter: Cutter
  readonly body: Uint8Array
  /** What comes after the body. */
  readonly end: Uint8Array
  /** What the body must be. */
  readonly wanted: string
  readonly max: number
}

/** `body` followed by `end`, if `cutter` cuts exactly the body out of that. */
export function encodeWhole({ cutter, body, end, wanted, max }: WholeBody): EncodeResult {
  if (body.length > max)
    return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit: max }) }
  const frame = new Uint8Array(body.length + end.length)
  frame.set(body)
  frame.set(end, body.length)
  const found = new FrameColumns()
  cutter.cut(frame, 0, 0, found, ALL_FRAMES)
  if (
    cutter.fault === undefined &&
    found.count === 1 &&
    found.start[0] === 0 &&
    found.end[0] === body.length
  ) {
    return { ok: true, frame }
  }
  const value = found.count > 1 ? `${found.count} values` : 'something else'
  return { ok: false, error: encodeError('BODY_INVALID', { value, limit: wanted }) }
}
