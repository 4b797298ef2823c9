// Makes the framer that cuts by a given spec.
import { compositionOf, layersOf, mainSpec, prefacesOf } from './language/composition.ts'
import type { Cutter } from './cutters/cutter.ts'
import type { Direction, Framer, Knowledge } from './frames/framer.ts'
import { HandoverCutter } from './cutters/handover-cutter.ts'
import { joinRuleFor } from './language/joins.ts'
import type { Surroundings } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
import { JoinLayer } from './framers/join-layer.ts'
import { LayeredFramer } from './framers/layered-framer.ts'
import type { Layer } from './framers/piece.ts'
import { StreamLayer } from './framers/stream-layer.ts'
import { LimitedCutter, type RaisedLimit } from './cutters/limited-cutter.ts'
import { markOf } from './spec/marks.ts'
import { ResyncCutter } from './cutters/resync-cutter.ts'
import { SequenceCutter, type PrefaceCutter } from './cutters/sequence-cutter.ts'
import { DEFAULT_MAX, type FramingSpec, type PlainSpec, type PrefaceSpec } from './spec/spec.ts'
import { StripCutter } from './cutters/strip-cutter.ts'
import { StreamFramer } from './framers/stream-framer.ts'

/**
 * Makes a framer for what one side sends.
 * @param direction which side sends the bytes; this matters only if the protocol's sides begin differently.
 * @param known what is known besides the bytes.
 */
export function createFramer(
  spec: FramingSpec,
  direction: Direction = 'client',
  known: Knowledge = {},
): Framer {
  const [wire = spec, ...above] = layersOf(spec)
  const framer = new StreamFramer(createCutter(wire, { direction, ...known }, above.length > 0))
  if (above.length === 0) return framer
  const layers = above.map((upper, index) =>
    createLayer(upper, index === 0 ? wire : above[index - 1], direction, known.beginsLate ?? false),
  )
  return new LayeredFramer(framer, layers)
}

/** The layer that cuts or joins the frames of `lower`. */
function createLayer(
  upper: FramingSpec,
  lower: FramingSpec | undefined,
  direction: Direction,
  beginsLate: boolean,
): Layer {
  if (upper.kind === 'joined') {
    const rule = joinRuleFor(upper, lower)
    if (rule === undefined)
      throw new Error('The spec of joined was not checked: it does not say when a message goes on.')
    return new JoinLayer(rule, upper.max ?? DEFAULT_MAX, beginsLate)
  }
  const isEach = lower !== undefined && mainSpec(lower).kind === 'http1'
  return new StreamLayer(() => new StreamFramer(createCutter(upper, { direction })), isEach)
}

/** Whose bytes are cut, and what is known of the other direction. */
interface Heard extends Pick<Knowledge, 'methodOf' | 'frameLimit'> {
  readonly direction: Direction
}

/** A cutter whose bodies a layer above reads keeps to its protocol, because what comes after it has no such bodies. */
function createCutter(spec: FramingSpec, heard: Heard, isCarrier = false): Cutter {
  const { direction } = heard
  const { main } = compositionOf(spec)
  const prefaces = prefacesOf(spec, direction)
  // While prefaces may come between frames, cutters take turns, so none of them may hand over or hold bytes.
  const takesTurns = isCarrier || prefaces.some(({ again }) => again === 'always')
  const handOver = (next: FramingSpec, side: Direction) => createCutter(next, { direction: side })
  const limit = limitOf(spec, heard)
  const cutter = (max?: number) =>
    plainCutter(max === undefined ? main : { ...main, max }, {
      direction,
      methodOf: prefaces.length === 0 ? heard.methodOf : undefined,
      handOver: takesTurns || main.resync !== undefined ? undefined : handOver,
    })
  const rest = limit === undefined ? cutter() : new LimitedCutter(limit, cutter)
  if (prefaces.length === 0) return rest
  return new SequenceCutter(
    prefaces.map((preface) => prefaceCutter(preface, direction)),
    rest,
  )
}

/** RFC 9113, 4.2: payloads of up to 16,384 bytes, until the receiver's SETTINGS allow more. Without them: what 24 bits can say. */
function limitOf(spec: FramingSpec, { frameLimit }: Heard): RaisedLimit | undefined {
  const isHttp2 = spec.kind === 'preset' && spec.name === 'http2' && spec.max === undefined
  if (!isHttp2 || frameLimit === undefined) return undefined
  return { header: 9, first: 16_384, unknown: 2 ** 24 - 1, allowed: frameLimit }
}

function prefaceCutter(preface: PrefaceSpec, direction: Direction): PrefaceCutter {
  const { frame, again = 'once', upgrade } = preface
  return {
    cutter: plainCutter(compositionOf(frame).main),
    mark: markOf(preface.if),
    unless: markOf(preface.unless),
    again,
    upgrade: upgrade === undefined ? undefined : () => upgradeCutter(upgrade, direction),
  }
}

function upgradeCutter(name: NonNullable<PrefaceSpec['upgrade']>, direction: Direction): Cutter {
  const make = (spec: FramingSpec, side: Direction) => createCutter(spec, { direction: side })
  if (name === 'tunnel') return new HandoverCutter(undefined, direction, make)
  // What is encrypted may be of any length.
  return make(name === 'rest' ? { kind: 'rest', max: 2 ** 48 } : { kind: 'preset', name }, direction)
}

function plainCutter(spec: PlainSpec, surroundings?: Surroundings): Cutter {
  const { resync } = spec
  return resync === undefined
    ? ownCutter(spec, surroundings)
    : new ResyncCutter(markOf(resync), () => ownCutter(spec, surroundings))
}

function ownCutter(spec: PlainSpec, surroundings?: Surroundings): Cutter {
  const cutter = kindOf(spec).cutter(spec, spec.max ?? DEFAULT_MAX, surroundings)
  return spec.strip === undefined ? cutter : new StripCutter(cutter, spec.strip)
}
