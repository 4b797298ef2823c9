// Framings made of framings: takes presets and sequences apart into the kinds that cut by themselves.
import type { Direction } from '../frames/framer.ts'
import { parseSequence } from './parse-sequence.ts'
import { PRESET_TEXTS, type PresetName } from '../presets/preset-texts.ts'
import type { FramingSpec, PlainSpec, PrefaceSpec } from '../spec/spec.ts'

/** A framing taken apart. */
export interface Composition {
  readonly prefaces: readonly PrefaceSpec[]
  /** What cuts the frames after the prefaces. */
  readonly main: PlainSpec
}

/**
 * An HTTP/1.1 head before the upgrade. No WebSocket frame begins like one, because 'G' and 'H' (0x47, 0x48) would
 * be fragments with a reserved or a control opcode.
 */
const WEBSOCKET_PREFACES: readonly PrefaceSpec[] = [
  { frame: { kind: 'http1' }, side: 'client', if: '474554', again: 'while' },
  { frame: { kind: 'http1' }, side: 'server', if: '48545450', again: 'while' },
]

/** Takes a spec apart; of one with layers, the uppermost. A preset's own `max` applies to every part, its `strip` to the frames after the prefaces. */
export function compositionOf(spec: FramingSpec): Composition {
  if (spec.kind === 'preset') {
    const { max, strip, resync } = spec
    const keys = {
      ...(max === undefined ? {} : { max }),
      ...(strip === undefined ? {} : { strip }),
      ...(resync === undefined ? {} : { resync }),
    }
    const { prefaces, main } = compositionOf(specOfPreset(spec.name))
    const bounded =
      max === undefined ? prefaces : prefaces.map((each) => ({ ...each, frame: { ...each.frame, max } }))
    return { prefaces: bounded, main: { ...main, ...keys } }
  }
  if (spec.kind === 'over') return compositionOf(spec.upper)
  if (spec.kind === 'sequence') {
    const inner = compositionOf(spec.rest)
    return { prefaces: [...spec.prefaces, ...inner.prefaces], main: inner.main }
  }
  return { prefaces: ownPrefaces(spec), main: spec }
}

/**
 * The layers of a spec, that of the wire first: `A over B` has B, then A. Prefaces before layers are on the wire.
 */
export function layersOf(spec: FramingSpec): readonly FramingSpec[] {
  if (spec.kind === 'over') return [...layersOf(spec.lower), ...layersOf(spec.upper)]
  if (spec.kind !== 'sequence') return [spec]
  const [wire, ...above] = layersOf(spec.rest)
  return wire === undefined || above.length === 0 ? [spec] : [{ ...spec, rest: wire }, ...above]
}

/** The kind that cuts the frames of the wire. */
export function wireSpec(spec: FramingSpec): PlainSpec {
  return mainSpec(layersOf(spec)[0] ?? spec)
}

function ownPrefaces({ kind }: PlainSpec): readonly PrefaceSpec[] {
  return kind === 'websocket' ? WEBSOCKET_PREFACES : []
}

/** The kind that cuts a spec's frames once its prefaces are over. */
export function mainSpec(spec: FramingSpec): PlainSpec {
  return compositionOf(spec).main
}

/** The prefaces that one side sends. */
export function prefacesOf(spec: FramingSpec, direction: Direction): readonly PrefaceSpec[] {
  return compositionOf(spec).prefaces.filter(({ side }) => side === undefined || side === direction)
}

const known = new Map<PresetName, FramingSpec>()

/** A preset's framing, read once. */
function specOfPreset(name: PresetName): FramingSpec {
  const found = known.get(name)
  if (found !== undefined) return found
  const parsed = parseSequence({ text: PRESET_TEXTS[name], start: 0 })
  if (!parsed.ok) throw new Error(`The preset ${name} is wrong: ${parsed.error.message}`)
  known.set(name, parsed.spec)
  return parsed.spec
}
