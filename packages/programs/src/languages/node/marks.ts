// Marks in Node: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `[${pairs(mark, '[', ']')}]`

export const MARKS: MarkTexts = {
  table: (name, mark) => `const ${name} = ${tableOf(mark)} // ${tableSays(name)}`,
  check: `/** Refuses bytes that are not the mark's. */
function check(found, mark, place) {
  for (const [k, [bits, value]] of mark.entries())
    if ((found[k] & bits) !== value)
      throw new RangeError(\`byte \${k} of a frame's \${place} is 0x\${found[k].toString(16)}, not 0x\${value.toString(16)}\`)
}

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (whole.length < ${both}) throw new RangeError(\`\${whole.length} bytes; those around a body are ${both}\`)`,
      edges.starts.length > 0 && "check(whole, STARTS, 'start')",
      length > 0 && "check(whole.subarray(-ENDS.length), ENDS, 'end')",
      `return whole.subarray(${front}${length > 0 ? ', -ENDS.length' : ''})`,
    )
  },
  wrap({ starts, strip, ends }) {
    const around = [
      ...(starts.length > 0 ? ['Buffer.from(STARTS.map(([, value]) => value))'] : []),
      ...(strip > 0 ? [`Buffer.alloc(${strip})`] : []),
      'body',
      ...(ends.length > 0 ? ['Buffer.from(ENDS.map(([, value]) => value))'] : []),
    ]
    return `writeWhole(socket, Buffer.concat([${around.join(', ')}]))`
  },
}

export const MARK_FIRST = `const mark = await reader.exactly(STARTS.length)
if (mark === null) return null
check(mark, STARTS, 'start')
`
