// Makes the framer that cuts by a given spec.
import { compositionOf, layersOf, mainSpec, prefacesOf, type OwnPreface } from './composition.ts'
import type { Cutter } from './cutter.ts'
import type { Direction, Framer } from './framer.ts'
import { joinRuleFor } from './joins.ts'
import { kindOf } from './kinds.ts'
import { JoinLayer } from './layers/join-layer.ts'
import { LayeredFramer } from './layers/layered-framer.ts'
import type { Layer } from './layers/piece.ts'
import { StreamLayer } from './layers/stream-layer.ts'
import { markOf } from './marks.ts'
import { ResyncCutter } from './resync-cutter.ts'
import { SequenceCutter, type PrefaceCutter } from './sequence-cutter.ts'
import { DEFAULT_MAX, type FramingSpec, type PlainSpec, type PrefaceSpec } from './spec.ts'
import { StripCutter } from './strip-cutter.ts'
import { StreamFramer } from './stream-framer.ts'

/**
 * Makes a framer for what one side sends.
 * @param direction which side sends the bytes; this matters only if the protocol's sides begin differently.
 */
export function createFramer(spec: FramingSpec, direction: Direction = 'client'): Framer {
  const [wire = spec, ...above] = layersOf(spec)
  const framer = new StreamFramer(createCutter(wire, direction, above.length > 0))
  if (above.length === 0) return framer
  const layers = above.map((upper, index) =>
    createLayer(upper, index === 0 ? wire : above[index - 1], direction),
  )
  return new LayeredFramer(framer, layers)
}

/** The layer that cuts or joins the frames of `lower`. */
function createLayer(upper: FramingSpec, lower: FramingSpec | undefined, direction: Direction): Layer {
  if (upper.kind === 'joined') {
    const rule = joinRuleFor(upper, lower)
    if (rule === undefined)
      throw new Error('The spec of joined was not checked: it does not say when a message goes on.')
    return new JoinLayer(rule, upper.max ?? DEFAULT_MAX)
  }
  const isEach = lower !== undefined && mainSpec(lower).kind === 'http1'
  return new StreamLayer(() => new StreamFramer(createCutter(upper, direction)), isEach)
}

/** A cutter whose bodies a layer above reads keeps to its protocol, because what comes after it has no such bodies. */
function createCutter(spec: FramingSpec, direction: Direction, isCarrier = false): Cutter {
  const { main } = compositionOf(spec)
  const prefaces = prefacesOf(spec, direction).filter(({ later }) => !isCarrier || later !== true)
  const rest = plainCutter(main)
  if (prefaces.length === 0) return rest
  return new SequenceCutter(
    prefaces.map((preface) => prefaceCutter(preface, direction)),
    rest,
  )
}

function prefaceCutter(preface: OwnPreface, direction: Direction): PrefaceCutter {
  const { frame, again = 'once', upgrade, later = false } = preface
  return {
    cutter: plainCutter(compositionOf(frame).main),
    mark: markOf(preface.if),
    again,
    later,
    upgrade: upgrade === undefined ? undefined : () => createCutter(upgradeOf(upgrade), direction),
  }
}

/** What is encrypted may be of any length. */
function upgradeOf(name: NonNullable<PrefaceSpec['upgrade']>): FramingSpec {
  return name === 'rest' ? { kind: 'rest', max: 2 ** 48 } : { kind: 'preset', name }
}

function plainCutter(spec: PlainSpec): Cutter {
  const { resync } = spec
  return resync === undefined ? ownCutter(spec) : new ResyncCutter(markOf(resync), () => ownCutter(spec))
}

function ownCutter(spec: PlainSpec): Cutter {
  const cutter = kindOf(spec).cutter(spec, spec.max ?? DEFAULT_MAX)
  return spec.strip === undefined ? cutter : new StripCutter(cutter, spec.strip)
}
