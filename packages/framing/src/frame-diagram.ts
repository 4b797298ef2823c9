// A picture of a frame's bytes in monospace text.
import type { DiagramField } from './kinds/kind.ts'

/** Boxes with names above and widths below. */
export function drawFields(fields: readonly DiagramField[]): string {
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
