// The fields of one frame's header and trailer.
import type { Direction } from './frames/framer.ts'
import { compositionOf, mainSpec } from './language/composition.ts'
import type { HeaderField } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
import { firstUnlike, markOf } from './spec/marks.ts'
import type { FramingSpec, PrefaceSpec } from './spec/spec.ts'

/** Where a frame was found; it matters for framings whose first frames differ from the rest. */
export interface FramePlace {
  /** Stream offset of the frame's first byte. */
  readonly start: number
  readonly direction: Direction
}

/**
 * The fields of one frame's header and trailer; none if there are too few bytes to hold them. Without `place` a
 * preface is recognised only by the bytes that it must begin with.
 */
export function decodeHeader(
  spec: FramingSpec,
  frame: Uint8Array,
  place?: FramePlace,
): readonly HeaderField[] {
  // A joined message begins with the header of its first frame.
  if (spec.kind === 'over' && spec.upper.kind === 'joined') return decodeHeader(spec.lower, frame, place)
  const { prefaces } = compositionOf(spec)
  const own = prefaces.find((preface) => isPreface(preface, frame, place))
  const main = own === undefined ? mainSpec(spec) : mainSpec(own.frame)
  return kindOf(main).fields(main, frame)
}

function isPreface(preface: PrefaceSpec, frame: Uint8Array, place: FramePlace | undefined): boolean {
  const { side, unless } = preface
  const excluded = markOf(unless)
  if (excluded.length > 0 && frame.length >= excluded.length && firstUnlike(excluded, frame, 0) < 0)
    return false
  if (place !== undefined && side !== undefined && side !== place.direction) return false
  const inner = mainSpec(preface.frame)
  const starts = preface.if ?? ('starts' in inner ? inner.starts : undefined)
  if (starts === undefined) return place?.start === 0
  const mark = markOf(starts)
  const early =
    place === undefined || place.start === 0 || preface.again !== undefined || preface.upgrade !== undefined
  return early && frame.length >= mark.length && firstUnlike(mark, frame, 0) < 0
}
