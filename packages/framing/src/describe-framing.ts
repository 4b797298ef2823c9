// A spec in words and as a picture of its bytes.
import { compositionOf, mainSpec } from './language/composition.ts'
import type { Direction } from './frames/framer.ts'
import type { DiagramField, HeaderField } from './kinds/kind.ts'
import { framingName } from './framing-name.ts'
import { kindOf } from './kinds/kinds.ts'
import { firstUnlike, markOf } from './spec/marks.ts'
import { presetOf } from './presets/presets.ts'
import { type BothSides, sidesOf } from './spec/sides-of.ts'
import {
  DEFAULT_MAX,
  type FramingSpec,
  type LayeredSpec,
  type PlainSpec,
  type PrefaceSpec,
} from './spec/spec.ts'

/** What a page shows beside a framing. */
export interface FramingDescription {
  /** What it is called in a few words: `4-byte length in front`. */
  readonly name: string
  /** One or two plain sentences. */
  readonly sentence: string
  readonly diagram: {
    /** The frame's parts, from front to back. */
    readonly fields: readonly DiagramField[]
    /** The same in monospace text, one box a field with its width in bytes below the name. */
    readonly text: string
  }
}

/** Describes what a framing means. */
export function describeFraming(spec: FramingSpec): FramingDescription {
  if (spec.kind === 'over') return describeLayers(spec)
  const sides = spec.kind === 'sequence' ? sidesOf(spec) : undefined
  if (sides !== undefined) return describeSides(spec, sides)
  const { prefaces, main } = compositionOf(spec)
  const fields = kindOf(main).diagram(main)
  const before = spec.kind === 'websocket' ? [] : prefaces.map(prefaceSentence)
  const sentence = [...named(spec), ...before, kindOf(main).sentence(main), ...limits(main)].join(' ')
  return { name: framingName(spec), sentence, diagram: { fields, text: drawFields(fields) } }
}

/** The diagram is that of the side that has a framing, the first of both. */
function describeSides(spec: FramingSpec, sides: BothSides): FramingDescription {
  const framed = sides.find(({ framing }) => framing.kind !== 'none') ?? sides[0]
  return {
    name: framingName(spec),
    sentence: sides
      .map(({ side, framing }) => `From the ${side}: ${describeFraming(framing).sentence}`)
      .join(' '),
    diagram: describeFraming(framed.framing).diagram,
  }
}

/** The diagram is that of the uppermost layer; in the text, those of the layers below follow it. */
function describeLayers(spec: LayeredSpec): FramingDescription {
  const { upper, lower } = spec
  const above = describeFraming(upper)
  const below = describeFraming(lower)
  return {
    name: framingName(spec),
    sentence: `${above.sentence} That lies in the bodies of these frames: ${below.sentence}`,
    diagram: {
      fields: above.diagram.fields,
      text: `${above.diagram.text}\nin the bodies of:\n${below.diagram.text}`,
    },
  }
}

/** Where a frame was found; it matters for framings whose first frames differ from the rest. */
export interface FramePlace {
  /** Stream offset of the frame's first byte. */
  readonly start: number
  readonly direction: Direction
}

/**
 * The fields of one frame's header and trailer; none if there are too few bytes to hold them. Without `place` a
 * preface is recognised only by the bytes that it must begin with.
 */
export function decodeHeader(
  spec: FramingSpec,
  frame: Uint8Array,
  place?: FramePlace,
): readonly HeaderField[] {
  // A joined message begins with the header of its first frame.
  if (spec.kind === 'over' && spec.upper.kind === 'joined') return decodeHeader(spec.lower, frame, place)
  const { prefaces } = compositionOf(spec)
  const own = prefaces.find((preface) => isPreface(preface, frame, place))
  const main = own === undefined ? mainSpec(spec) : mainSpec(own.frame)
  return kindOf(main).fields(main, frame)
}

function isPreface(preface: PrefaceSpec, frame: Uint8Array, place: FramePlace | undefined): boolean {
  const { side, unless } = preface
  const excluded = markOf(unless)
  if (excluded.length > 0 && frame.length >= excluded.length && firstUnlike(excluded, frame, 0) < 0)
    return false
  if (place !== undefined && side !== undefined && side !== place.direction) return false
  const inner = mainSpec(preface.frame)
  const starts = preface.if ?? ('starts' in inner ? inner.starts : undefined)
  if (starts === undefined) return place?.start === 0
  const mark = markOf(starts)
  const early =
    place === undefined || place.start === 0 || preface.again !== undefined || preface.upgrade !== undefined
  return early && frame.length >= mark.length && firstUnlike(mark, frame, 0) < 0
}

function prefaceSentence({ frame, side, if: mark, unless, again, upgrade }: PrefaceSpec): string {
  const who = side === undefined ? 'Each side' : `The ${side}`
  const often = again === undefined ? 'one frame' : 'frames'
  const isFirst = mark === undefined ? 'first' : `if the next bytes are ${mark}`
  const when = unless === undefined ? isFirst : `${isFirst}, unless they are ${unless}`
  const after = upgrade === undefined ? '' : `, and then continues as ${upgrade}`
  return `${who} sends ${often} of another kind ${when}${after}: ${kindSentence(mainSpec(frame))}`
}

function kindSentence(spec: PlainSpec): string {
  return kindOf(spec).sentence(spec)
}

function named(spec: FramingSpec): string[] {
  if (spec.kind !== 'preset') return []
  const { title, source, note } = presetOf(spec.name)
  return [`${title} (${source}).`, ...(note === undefined ? [] : [note])]
}

function limits({ strip, max }: PlainSpec): string[] {
  return [
    ...(strip === undefined ? [] : [`The first ${strip} bytes of each body are left out.`]),
    ...(max === undefined || max === DEFAULT_MAX ? [] : [`A frame has at most ${max} bytes.`]),
  ]
}

/** Boxes with names above and widths below. */
function drawFields(fields: readonly DiagramField[]): string {
  const cells = fields.map(({ name, size }) => {
    const width = size === undefined ? '…' : String(size)
    const inner = Math.max(name.length, width.length) + 2
    return { name: centre(name, inner), width: centre(width, inner), rule: '-'.repeat(inner) }
  })
  const row = (parts: readonly string[], edge: string) => `${edge}${parts.join(edge)}${edge}`
  const rule = row(
    cells.map((cell) => cell.rule),
    '+',
  )
  const names = row(
    cells.map((cell) => cell.name),
    '|',
  )
  const widths = row(
    cells.map((cell) => cell.width),
    '|',
  )
  return [rule, names, widths, rule].join('\n')
}

function centre(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2)
  return ' '.repeat(left) + text + ' '.repeat(width - text.length - left)
}
