// A spec in words and as a picture of its bytes.
import { compositionOf, mainSpec } from './language/composition.ts'
import { drawFields } from './frame-diagram.ts'
import { framingName } from './framing-name.ts'
import { sayBytes } from './frames/quantity.ts'
import type { DiagramField } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'
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
  /** All that `parts` say, in one paragraph. */
  readonly sentence: string
  /** The layers, the uppermost first, or what each side sends; a framing of neither has one part. */
  readonly parts: readonly PartDescription[]
  readonly diagram: {
    /** The frame's parts, from front to back. */
    readonly fields: readonly DiagramField[]
    /** The same in monospace text, one box a field with its width in bytes below the name. */
    readonly text: string
  }
}

/** One framing, in sentences. */
interface PartDescription {
  /** How it goes with the part before it, or who sends it; not a whole sentence, because the part follows. */
  readonly heading?: string
  /** Its name with its specification, and what else a reader should know; empty if it has no name. */
  readonly about: readonly string[]
  /** Its kinds of frames, in the order in which they are tried: a frame is of the first one that applies. */
  readonly kinds: readonly FrameKind[]
  /** What holds for the frames of the last kind besides. */
  readonly limits: readonly string[]
}

/** One kind of frames. */
interface FrameKind {
  /** Who sends frames of this kind, and when. Without it, all other frames are of this kind. */
  readonly when?: string
  /** How their bytes say where they end. */
  readonly rule: string
}

/** Describes what a framing means. */
export function describeFraming(spec: FramingSpec): FramingDescription {
  if (spec.kind === 'over') return describeLayers(spec)
  const sides = spec.kind === 'sequence' ? sidesOf(spec) : undefined
  if (sides !== undefined) return describeSides(spec, sides)
  const { main } = compositionOf(spec)
  const fields = kindOf(main).diagram(main)
  return {
    name: framingName(spec),
    sentence: paragraph(spec),
    parts: [describePart(spec)],
    diagram: { fields, text: drawFields(fields) },
  }
}

/** The diagram is that of the side that has a framing, the first of both. */
function describeSides(spec: FramingSpec, sides: BothSides): FramingDescription {
  const framed = sides.find(({ framing }) => framing.kind !== 'none') ?? sides[0]
  const each = sides.map(({ side, framing }) => ({
    heading: `From the ${side}:`,
    described: describeFraming(framing),
  }))
  return {
    name: framingName(spec),
    sentence: each.map(({ heading, described }) => `${heading} ${described.sentence}`).join(' '),
    parts: each.flatMap(({ heading, described }) => headed(heading, described.parts)),
    diagram: describeFraming(framed.framing).diagram,
  }
}

/** The diagram is that of the uppermost layer; in the text, those of the layers below follow it. */
function describeLayers(spec: LayeredSpec): FramingDescription {
  const above = describeFraming(spec.upper)
  const below = describeFraming(spec.lower)
  const heading = 'That lies in the bodies of these frames:'
  return {
    name: framingName(spec),
    sentence: `${above.sentence} ${heading} ${below.sentence}`,
    parts: [...above.parts, ...headed(heading, below.parts)],
    diagram: {
      fields: above.diagram.fields,
      text: `${above.diagram.text}\nin the bodies of:\n${below.diagram.text}`,
    },
  }
}

function headed(heading: string, parts: readonly PartDescription[]): readonly PartDescription[] {
  return parts.map((part, index) =>
    index > 0 ? part : { ...part, heading: [heading, ...(part.heading ? [part.heading] : [])].join(' ') },
  )
}

function describePart(spec: FramingSpec): PartDescription {
  const { main } = compositionOf(spec)
  const kinds = prefacesOf(spec).map((preface) => ({
    when: `${whenOf(preface, 'this')}.`,
    rule: ruleOf(mainSpec(preface.frame)),
  }))
  return { about: named(spec), kinds: [...kinds, { rule: ruleOf(main) }], limits: limits(main) }
}

function paragraph(spec: FramingSpec): string {
  const { main } = compositionOf(spec)
  const before = prefacesOf(spec).map(
    (preface) => `${whenOf(preface, 'another')}: ${ruleOf(mainSpec(preface.frame))}`,
  )
  return [...named(spec), ...before, ruleOf(main), ...limits(main)].join(' ')
}

/** WebSocket's own sentence says what comes before its frames. */
function prefacesOf(spec: FramingSpec): readonly PrefaceSpec[] {
  return spec.kind === 'websocket' ? [] : compositionOf(spec).prefaces
}

/** Who sends frames of `which` kind, and when. */
function whenOf({ side, if: mark, unless, again, upgrade }: PrefaceSpec, which: 'this' | 'another'): string {
  const who = side === undefined ? 'Each side' : `The ${side}`
  const often = again === undefined ? 'one frame' : 'frames'
  const isFirst = mark === undefined ? 'first' : `if the next bytes are ${mark}`
  const when = unless === undefined ? isFirst : `${isFirst}, unless they are ${unless}`
  const after = upgrade === undefined ? '' : `, and then continues as ${upgrade}`
  return `${who} sends ${often} of ${which} kind ${when}${after}`
}

function ruleOf(spec: PlainSpec): string {
  return kindOf(spec).sentence(spec)
}

function named(spec: FramingSpec): string[] {
  if (spec.kind !== 'preset') return []
  const { title, source, note } = presetOf(spec.name)
  return [`${title} (${source}).`, ...(note === undefined ? [] : [note])]
}

function limits({ strip, max }: PlainSpec): string[] {
  return [
    ...(strip === undefined
      ? []
      : [
          strip === 1
            ? 'The first byte of each body is left out.'
            : `The first ${sayBytes(strip)} of each body are left out.`,
        ]),
    ...(max === undefined || max === DEFAULT_MAX ? [] : [`A frame has at most ${sayBytes(max)}.`]),
  ]
}
