// Marks in Python: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `(${pairs(mark, '(', ')')},)`

export const MARKS: MarkTexts = {
  table: (name, mark) => `${name} = ${tableOf(mark)}  # ${tableSays(name)}`,
  check: `
def check(found, mark, place):
    """Refuses bytes that are not the mark's."""
    for k, (bits, value) in enumerate(mark):
        if found[k] & bits != value:
            raise ValueError(f"byte {k} of a frame's {place} is {found[k]:#04x}, not {value:#04x}")
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if len(whole) < ${both}:
    raise ValueError(f'{len(whole)} bytes; those around a body are ${both}')`,
      edges.starts.length > 0 && "check(whole, STARTS, 'start')",
      length > 0 && "check(whole[-len(ENDS) :], ENDS, 'end')",
      `return whole[${front > 0 ? front : ''}:${length > 0 ? ' -len(ENDS)' : ''}]`,
    )
  },
  wrap({ starts, strip, ends }) {
    const around = [
      ...(starts.length > 0 ? ['bytes(value for _, value in STARTS)'] : []),
      ...(strip > 0 ? [`bytes(${strip})`] : []),
      'body',
      ...(ends.length > 0 ? ['bytes(value for _, value in ENDS)'] : []),
    ]
    return `write_whole(sock, ${around.join(' + ')})`
  },
}

export const MARK_FIRST = `mark = stream.read(len(STARTS))
if not mark:
    return None
if len(mark) < len(STARTS):
    raise EOFError(f'the stream ended after {len(mark)} bytes of a frame')
check(mark, STARTS, 'start')
`
