// Layers that do not fit together, which no framing shows by itself.
import { compositionOf, layersOf, mainSpec } from './composition.ts'
import { joinRuleFor } from './joins.ts'
import type { FramingSpec } from '../spec/spec.ts'

export interface LayerProblem {
  /** Which layer it is about, counted from 0, in the order in which they are written: the uppermost first. */
  readonly layer: number
  readonly message: string
  readonly expected: readonly string[]
}

/** Kinds whose bodies are not simply bytes of their frames, so that a boundary inside a body has no place on the wire. */
const STUFFED: readonly string[] = ['cobs', 'slip']

/** What is wrong with layers written one over the other. */
export function layerProblem(specs: readonly FramingSpec[]): LayerProblem | undefined {
  const wire = specs.length - 1
  const last = specs[wire]
  if (wire > 0 && last !== undefined && mainSpec(last).kind === 'none')
    return { layer: wire, message: 'none has no frames, so nothing can be over it.', expected: [] }
  for (const [layer, spec] of specs.entries()) {
    const lower = specs[layer + 1]
    const problem = asResync(spec) ?? (lower === undefined ? asWire(spec) : asUpper(spec, lower))
    if (problem !== undefined) return { layer, expected: [], ...problem }
  }
  return undefined
}

type Problem = Pick<LayerProblem, 'message'> & Partial<Pick<LayerProblem, 'expected'>>

/** While a preface may come, several cutters take turns, and the one that skips would take the others' bytes. */
function asResync(spec: FramingSpec): Problem | undefined {
  const { prefaces, main } = compositionOf(spec)
  const takesTurns = prefaces.some(({ again }) => again === 'always')
  if (prefaces.some(({ frame }) => mainSpec(frame).resync !== undefined))
    return { message: 'resync= cannot be part of a preface, which is one frame.' }
  if (main.resync === undefined) return undefined
  if (takesTurns) return { message: 'resync= cannot come after a preface with again=always.' }
  if (main.kind === 'none' || main.kind === 'joined')
    return { message: `resync= means nothing for ${main.kind}.` }
  return undefined
}

function asWire(spec: FramingSpec): Problem | undefined {
  const { kind } = mainSpec(spec)
  if (kind !== 'joined') return undefined
  return {
    message: 'joined joins frames of another framing: name it after “over”.',
    expected: ['joined over websocket'],
  }
}

function asUpper(spec: FramingSpec, lower: FramingSpec): Problem | undefined {
  const { kind } = mainSpec(spec)
  if (kind === 'none') return { message: 'none cuts nothing, so it cannot be over other frames.' }
  if (spec.kind === 'joined') {
    if (joinRuleFor(spec, lower) !== undefined) return undefined
    return {
      message:
        'Nothing says which of these frames go on in the next one: joined needs more=, last= or full=.',
      expected: ['more=', 'last=', 'full='],
    }
  }
  if (kind === 'joined') return { message: 'joined cannot come after “then”; it is the whole layer.' }
  const [wire] = layersOf(lower)
  const stuffed = wire === undefined ? '' : mainSpec(wire).kind
  if (!STUFFED.includes(stuffed)) return undefined
  const message = `${stuffed} changes the bytes of its bodies, so what begins inside one has no place in the stream. Only joined can be over it.`
  return { message }
}
