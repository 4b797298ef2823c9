// The encoder for framings whose body is the whole frame: it accepts exactly what the framer would cut as one frame.
import { ALL_FRAMES, type Cutter } from './cutter.ts'
import { encodeError } from './errors.ts'
import { FrameColumns } from './frame-columns.ts'
import type { EncodeResult } from './kind.ts'

/** `body` followed by `end`, if a fresh `cutter` cuts exactly the body out of that. `wanted` says what it must be. */
export function encodeWhole(
  cutter: Cutter,
  body: Uint8Array,
  wanted: string,
  end: Uint8Array,
  max: number,
): EncodeResult {
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
