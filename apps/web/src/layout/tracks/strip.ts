// A folded direction in one thin row: for each pixel how many bytes were read then, and whether anything stuck together
// or came apart. It needs no framing, so that a thousand connections cost only what is in sight.
import type { StripSource } from '../../model/stream/track.ts'
import type { Lane, Kept } from '@unstick/session'
import { lastSeen, seenLanes } from '../../model/lanes/lanes.ts'
import { eachBin } from '../placement/bins.ts'
import type { CountsBefore } from '../../model/lanes/counts-before.ts'
import type { StripLayout } from '../layout.ts'
import type { Scale } from '../axis/scale.ts'
import { GrowingFound } from '../../model/findings/growing-found.ts'

/** Bytes per pixel at which a strip has full strength, and its smallest strength. */
const STRONGEST = 65_536
const LEAST = 80
const MOST = 255

export const layOutStrip = (
  { stream, lanes }: StripSource,
  scale: Scale,
  width: number,
  until: number | undefined,
): StripLayout => {
  const there = seenLanes(lanes)
  const lane = lastSeen(lanes)
  const upper = there.at(-2)
  const found = upper && foundBefore(upper, lane)
  const [x0, x1, strength]: [number[], number[], number[]] = [[], [], []]
  const marks: number[] = []
  const half = Math.round(width / 2)
  eachBin(
    lane,
    'time',
    scale,
    { from: -half, to: width + half, step: 1 },
    until,
    (x, from, to, _, start, end) => {
      const weight = strengthOf(end - start)
      const last = x1.length - 1
      if (x1[last] === x && strength[last] === weight) x1[last] = x + 1
      else {
        x0.push(x)
        x1.push(x + 1)
        strength.push(weight)
      }
      if (found && (found[to] as number) > (found[from] as number)) marks.push(x)
    },
  )
  return { kind: 'strip', stream, ...together(x0, x1, marks, strength) }
}

/** In one buffer, because a view has dozens of strips, and transferring a buffer costs more than its contents. */
const together = (
  x0: readonly number[],
  x1: readonly number[],
  marks: readonly number[],
  strength: readonly number[],
): Pick<StripLayout, 'x0' | 'x1' | 'marks' | 'strength'> => {
  const numbers = Float32Array.BYTES_PER_ELEMENT
  const [pieces, found] = [x0.length, marks.length]
  const buffer = new ArrayBuffer((2 * pieces + found) * numbers + pieces)
  const columns = {
    x0: new Float32Array(buffer, 0, pieces),
    x1: new Float32Array(buffer, pieces * numbers, pieces),
    marks: new Float32Array(buffer, 2 * pieces * numbers, found),
    strength: new Uint8Array(buffer, (2 * pieces + found) * numbers, pieces),
  }
  columns.x0.set(x0)
  columns.x1.set(x1)
  columns.marks.set(marks)
  columns.strength.set(strength)
  return columns
}

/** In steps, so that neighbours of similar strength become one piece. */
const strengthOf = (bytes: number): number => {
  const part = Math.min(1, Math.log2(1 + Math.max(0, bytes)) / Math.log2(1 + STRONGEST))
  return LEAST + Math.round((part * (MOST - LEAST)) / 25) * 25
}

const foundFrom: Kept<{ found?: GrowingFound }> = { make: () => ({}) }

/** A lane that was empty may have appeared between them. */
const foundBefore = (upper: Lane, lane: Lane): CountsBefore => {
  const known = lane.kept().get(foundFrom)
  if (known.found?.upper !== upper) known.found = new GrowingFound(upper, lane)
  return known.found.advance()
}
