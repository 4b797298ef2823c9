// From a spec to the machine that cuts by it.
import type { Cutter } from './cutter.ts'
import type { Direction, Framer } from './framer.ts'
import { kindOf } from './kinds.ts'
import { DEFAULT_MAX, type FramingSpec } from './spec.ts'
import { StreamFramer } from './stream-framer.ts'

/**
 * Makes a framer for what one side sends.
 * @param direction which side sends the bytes; it matters only for protocols whose sides begin differently.
 */
export function createFramer(spec: FramingSpec, direction: Direction = 'client'): Framer {
  return new StreamFramer(createCutter(spec, direction), spec.strip ?? 0)
}

/** The cutter of a spec, for framings made of other framings. */
export function createCutter(spec: FramingSpec, direction: Direction): Cutter {
  return kindOf(spec).cutter(spec, spec.max ?? DEFAULT_MAX, direction)
}
