// A spec in words and as a picture of its bytes.
import type { DiagramField, HeaderField } from './kind.ts'
import { kindOf } from './kinds.ts'
import { DEFAULT_MAX, type FramingSpec } from './spec.ts'

/** What a page shows beside a framing. */
export interface FramingDescription {
  /** One or two plain sentences. */
  readonly sentence: string
  readonly diagram: {
    /** The frame's parts, from front to back. */
    readonly fields: readonly DiagramField[]
    /** The same in monospace text, one box a field with its width in bytes below the name. */
    readonly text: string
  }
}

/** Says what a framing means. */
export function describeFraming(spec: FramingSpec): FramingDescription {
  const kind = kindOf(spec)
  const fields = kind.diagram(spec)
  return {
    sentence: [kind.sentence(spec), ...limits(spec)].join(' '),
    diagram: { fields, text: drawFields(fields) },
  }
}

/** The fields of one frame's header and trailer; none where the bytes are too few to hold them. */
export function decodeHeader(spec: FramingSpec, frame: Uint8Array): readonly HeaderField[] {
  return kindOf(spec).fields(spec, frame)
}

function limits(spec: FramingSpec): string[] {
  const { strip, max } = spec
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
