// A framing by which each side's bytes are cut by a rule of their own: `fixed:45,side=client,again=always then line`.
import type { Direction } from '../frames/framer.ts'
import type { FramingSpec, SequenceSpec } from './spec.ts'

interface SideFraming {
  readonly side: Direction
  readonly framing: FramingSpec
}

export type BothSides = readonly [SideFraming, SideFraming]

/** Each side's own framing; `undefined` if the sequence is not of this form. */
export function sidesOf({ prefaces, rest }: SequenceSpec): BothSides | undefined {
  const [first] = prefaces
  if (first?.side === undefined || prefaces.length > 1) return undefined
  const { frame, side, again, if: mark, unless } = first
  if (again !== 'always' || mark !== undefined || unless !== undefined) return undefined
  return [
    { side, framing: frame },
    { side: side === 'client' ? 'server' : 'client', framing: rest },
  ]
}
