// Marks in C: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `{${pairs(mark, '{', '}')}}`

export const MARKS: MarkTexts = {
  table: (name, mark) =>
    `static const uint8_t ${name}[][2] = ${tableOf(mark)}; /* ${tableSays(name)} */
#define ${name}_SIZE ${mark.length}`,
  check: `
/* Refuses bytes that are not the mark's. */
static void check(const uint8_t *found, const uint8_t (*mark)[2], size_t size, const char *place) {
    for (size_t k = 0; k < size; k++) {
        if ((found[k] & mark[k][0]) == mark[k][1]) continue;
        fprintf(stderr, "byte %zu of a frame's %s is 0x%02x, not 0x%02x\\n", k, place, found[k], mark[k][1]);
        exit(1);
    }
}
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (*size < ${both}) fail("a body that is shorter than the ${both} bytes around it");`,
      edges.starts.length > 0 && 'check(whole, STARTS, STARTS_SIZE, "start");',
      length > 0 && 'check(whole + *size - ENDS_SIZE, ENDS, ENDS_SIZE, "end");',
      `*size -= ${both};`,
      front > 0 && `memmove(whole, whole + ${front}, *size);`,
      'return whole;',
    )
  },
  wrap({ starts, strip, ends }) {
    const { front, both } = sizesOf({ starts, strip, ends })
    return linesOf(
      `uint8_t *whole = calloc(1, size + ${both});`,
      'if (whole == NULL) die("calloc");',
      starts.length > 0 && putMark('whole', '', 'STARTS'),
      `memcpy(whole${front > 0 ? ` + ${front}` : ''}, body, size);`,
      ends.length > 0 && putMark('whole', `${front} + size + `, 'ENDS'),
      `write_whole(fd, whole, size + ${both});`,
      'free(whole);',
    )
  },
}

export const putMark = (into: string, at: string, mark: string, assign = '='): string =>
  `for (size_t k = 0; k < ${mark}_SIZE; k++) ${into}[${at}k] ${assign} ${mark}[k][1];`

export const MARK_FIRST = `uint8_t mark[STARTS_SIZE];
for (size_t k = 0; k < STARTS_SIZE; k++) {
    int byte = next_byte(fd);
    if (byte < 0 && k == 0) return NULL;
    if (byte < 0) fail("the stream ended inside a frame");
    mark[k] = (uint8_t)byte;
}
check(mark, STARTS, STARTS_SIZE, "start");
`
