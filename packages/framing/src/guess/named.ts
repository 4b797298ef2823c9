// Whether messages that a preset frames are told to be that protocol's, and not only framed alike.
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Direction } from '../frames/framer.ts'
import { prefacesOf } from '../language/composition.ts'
import { firstUnlike, markOf } from '../spec/marks.ts'
import type { PresetName } from '../presets/preset-texts.ts'
import { tellOf } from '../presets/preset-tells.ts'
import type { Side } from './side.ts'

/** How many frames of each stream are looked at, and how many of their bytes. */
const FRAMES = 64
const BYTES = 80

export interface Told {
  /** How many frames begin as that protocol's do, of how many. */
  readonly like: number
  readonly of: number
  /** Bytes of prefaces that were there, such as a connection's first message. */
  readonly preface: number
}

/** What one side's frames say of a preset; `of` is 0 if nothing is known by which to tell. */
export const toldBy = (
  name: PresetName,
  side: Side,
  found: readonly FrameColumns[],
  direction: Direction,
): Told => {
  const tell = tellOf(name)
  const pattern = tell?.each ?? tell?.[direction]
  let like = 0
  let of = 0
  let preface = 0
  const prefaces = prefacesOf({ kind: 'preset', name }, direction)
  for (const [index, { count, start, end }] of found.entries()) {
    const { bytes } = side.heards[index] as { readonly bytes: Uint8Array }
    for (const { if: mark, frame } of prefaces) {
      const text = mark ?? ('starts' in frame ? frame.starts : undefined)
      const begins = markOf(text)
      if (begins.length >= 3 && bytes.length >= begins.length && firstUnlike(begins, bytes, 0) < 0)
        preface = Math.max(preface, begins.filter((byte) => byte >= 0).length)
    }
    if (pattern === undefined) continue
    for (let row = 0; row < Math.min(count, FRAMES); row += 1) {
      const from = start[row] as number
      const text = String.fromCharCode(...bytes.subarray(from, Math.min(end[row] as number, from + BYTES)))
      of += 1
      if (pattern.test(text)) like += 1
    }
  }
  return { like, of, preface }
}
