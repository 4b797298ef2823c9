// Makes the framer that cuts by a given spec.
import { compositionOf, prefacesOf } from './composition.ts'
import type { Cutter } from './cutter.ts'
import type { Direction, Framer } from './framer.ts'
import { kindOf } from './kinds.ts'
import { markOf } from './marks.ts'
import { SequenceCutter, type PrefaceCutter } from './sequence-cutter.ts'
import { DEFAULT_MAX, type FramingSpec, type PlainSpec, type PrefaceSpec } from './spec.ts'
import { StripCutter } from './strip-cutter.ts'
import { StreamFramer } from './stream-framer.ts'

/**
 * Makes a framer for what one side sends.
 * @param direction which side sends the bytes; this matters only if the protocol's sides begin differently.
 */
export function createFramer(spec: FramingSpec, direction: Direction = 'client'): Framer {
  return new StreamFramer(createCutter(spec, direction))
}

function createCutter(spec: FramingSpec, direction: Direction): Cutter {
  const { main } = compositionOf(spec)
  const prefaces = prefacesOf(spec, direction)
  const rest = plainCutter(main)
  if (prefaces.length === 0) return rest
  return new SequenceCutter(
    prefaces.map((preface) => prefaceCutter(preface, direction)),
    rest,
  )
}

function prefaceCutter(preface: PrefaceSpec, direction: Direction): PrefaceCutter {
  const { frame, again = 'once', upgrade } = preface
  return {
    cutter: plainCutter(compositionOf(frame).main),
    mark: markOf(preface.if),
    again,
    upgrade:
      upgrade === undefined ? undefined : () => createCutter({ kind: 'preset', name: upgrade }, direction),
  }
}

function plainCutter(spec: PlainSpec): Cutter {
  const cutter = kindOf(spec).cutter(spec, spec.max ?? DEFAULT_MAX)
  return spec.strip === undefined ? cutter : new StripCutter(cutter, spec.strip)
}
