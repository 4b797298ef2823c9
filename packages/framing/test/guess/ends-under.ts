// Where a framing ends its frames.
import { createFramer, type Direction, FrameColumns, type FramingSpec } from '../../src/index.ts'

/** Stream offsets after each frame of a stream that is over. */
export const endsUnder = (
  spec: FramingSpec,
  bytes: Uint8Array,
  side: Direction = 'client',
): readonly number[] => {
  const framer = createFramer(spec, side)
  const columns = new FrameColumns()
  framer.intervals(bytes, columns)
  framer.end(columns)
  return [...columns.end.subarray(0, columns.count)]
}
