// The invariant: whatever the bytes are, a framer does not throw, does not hang, holds no more than `max` and one
// chunk, gives ordered frames that do not overlap, and gives the same result for every way of cutting.
import { isDeepStrictEqual } from 'node:util'
import { createFramer, DEFAULT_MAX, type Direction, type FramingSpec } from '../src/index.ts'
import { accountOf, cutAt, type Account } from '../test/every-cut.ts'

/** Throws if the invariant does not hold for `bytes`; returns the result on which all cuts agree. */
export function checkStream(
  spec: FramingSpec,
  bytes: Uint8Array,
  direction: Direction,
  next: (limit: number) => number,
): Account {
  const whole = accountOf(spec, [bytes], direction)
  let end = 0
  for (const [from, header, trailer, to] of whole.frames) {
    if (from < end || to <= from || header + trailer > to - from)
      throw new Error(`impossible frame ${from} to ${to}`)
    end = to
  }
  if (spec.kind === 'none') return whole
  const cuts = [
    Array.from(bytes, (_, index) => bytes.subarray(index, index + 1)),
    cutAt(bytes, [next(bytes.length + 1)]),
    cutAt(
      bytes,
      Array.from({ length: 4 }, () => next(bytes.length + 1)),
    ),
  ]
  for (const pieces of cuts) {
    const account = accountOf(spec, pieces, direction)
    if (isDeepStrictEqual(account, whole)) continue
    const sizes = pieces.map((piece) => piece.length).join(' ')
    throw new Error(`cut as ${sizes}:\n${JSON.stringify(account)}\nwhole:\n${JSON.stringify(whole)}`)
  }
  checkMemory(spec, bytes, direction)
  return whole
}

function checkMemory(spec: FramingSpec, bytes: Uint8Array, direction: Direction): void {
  const max = 'max' in spec ? (spec.max ?? DEFAULT_MAX) : DEFAULT_MAX
  const framer = createFramer(spec, direction)
  for (const piece of cutAt(bytes, [bytes.length >> 1])) {
    framer.bodies(piece, () => undefined)
    const { held } = framer.position
    if (framer.error === undefined && held > max + piece.length)
      throw new Error(`holds ${held} bytes of ${max}`)
  }
}
