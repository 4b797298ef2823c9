// Marks in Java: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `{${pairs(mark, '{', '}')}}`

export const MARKS: MarkTexts = {
  table: (name, mark) => `static final int[][] ${name} = ${tableOf(mark)}; // ${tableSays(name)}`,
  check: `    /** Refuses bytes from \`at\` on that are not the mark's. */
    static void check(byte[] found, int at, int[][] mark, String place) throws IOException {
        for (int k = 0; k < mark.length; k++)
            if ((found[at + k] & mark[k][0]) != mark[k][1])
                throw new IOException(String.format("byte %d of a frame's %s is 0x%02x, not 0x%02x", k, place, found[at + k], mark[k][1]));
    }

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (whole.length < ${both}) throw new IOException(whole.length + " bytes; those around a body are ${both}");`,
      edges.starts.length > 0 && 'check(whole, 0, STARTS, "start");',
      length > 0 && 'check(whole, whole.length - ENDS.length, ENDS, "end");',
      `return Arrays.copyOfRange(whole, ${front}, whole.length${length > 0 ? ' - ENDS.length' : ''});`,
    )
  },
  wrap({ starts, strip, ends }) {
    const { front, both } = sizesOf({ starts, strip, ends })
    return linesOf(
      `byte[] whole = new byte[body.length + ${both}];`,
      starts.length > 0 && putMark('whole', '', 'STARTS'),
      `System.arraycopy(body, 0, whole, ${front}, body.length);`,
      ends.length > 0 && putMark('whole', `${front} + body.length + `, 'ENDS'),
      'writeWhole(out, whole);',
    )
  },
}

const putMark = (into: string, at: string, mark: string): string =>
  `for (int k = 0; k < ${mark}.length; k++) ${into}[${at}k] = (byte) ${mark}[k][1];`

export const MARK_FIRST = `byte[] mark = in.readNBytes(STARTS.length);
if (mark.length == 0) return null;
if (mark.length < STARTS.length) throw new EOFException("the stream ended inside a frame");
check(mark, 0, STARTS, "start");
`
