// How to cut a stream that is not seen from its beginning: after bytes that are missing, or in a capture that began late.
import { compositionOf } from './language/composition.ts'
import type { FramingSpec, PlainSpec } from './spec/spec.ts'

/**
 * The rules that may hold in the middle of a stream: the spec without the prefaces that come only once, at the stream's
 * beginning, and the protocols to which one of its prefaces may have switched.
 */
export function midStreamSpecs(spec: FramingSpec): readonly [FramingSpec, ...FramingSpec[]] {
  if (spec.kind === 'over') return [{ ...spec, lower: midStreamSpecs(spec.lower)[0] }]
  const { prefaces, main } = compositionOf(spec)
  const again = prefaces.filter((preface) => preface.again === 'always')
  const names = new Set(
    prefaces.flatMap(({ upgrade }) =>
      upgrade === undefined || upgrade === 'rest' || upgrade === 'tunnel' ? [] : [upgrade],
    ),
  )
  const upgraded = [...names].map((name): FramingSpec => ({ kind: 'preset', name }))
  return [again.length === 0 ? main : { kind: 'sequence', prefaces: again, rest: main }, ...upgraded]
}

/** The bytes that end each frame and lie nowhere else in one, so that any of them shows where a frame begins. */
export function boundaryBytes(spec: PlainSpec): readonly string[] | undefined {
  switch (spec.kind) {
    case 'line':
      return ['\n']
    case 'cobs':
      return ['\0']
    case 'slip':
      return ['\xc0']
    case 'delimiter':
      return spec.starts === undefined ? spec.delimiters : undefined
    default:
      return undefined
  }
}
