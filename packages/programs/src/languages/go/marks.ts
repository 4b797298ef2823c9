// Marks in Go: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `[][2]byte{${pairs(mark, '{', '}')}}`

export const MARKS: MarkTexts = {
  table: (name, mark) => `var ${name.toLowerCase()} = ${tableOf(mark)} // ${tableSays(name)}\n`,
  check: `// check refuses bytes that are not the mark's.
func check(found []byte, mark [][2]byte, place string) error {
	for k, want := range mark {
		if found[k]&want[0] != want[1] {
			return fmt.Errorf("byte %d of a frame's %s is %#02x, not %#02x", k, place, found[k], want[1])
		}
	}
	return nil
}

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if len(whole) < ${both} {
	return nil, fmt.Errorf("%d bytes; those around a body are ${both}", len(whole))
}`,
      edges.starts.length > 0 && checked('whole, starts, "start"'),
      length > 0 && `back := len(whole) - len(ends)\n${checked('whole[back:], ends, "end"')}`,
      `return whole[${front > 0 ? front : ''}:${length > 0 ? 'back' : ''}], nil`,
    )
  },
  wrap: ({ starts, strip, ends }) =>
    linesOf(
      'var whole []byte',
      starts.length > 0 && appendMark('whole', 'starts'),
      strip > 0 && `whole = append(whole, make([]byte, ${strip})...)`,
      'whole = append(whole, body...)',
      ends.length > 0 && appendMark('whole', 'ends'),
      'return writeWhole(w, whole)',
    ),
}

export const checked = (what: string): string => `if err := check(${what}); err != nil {
	return nil, err
}`

export const appendMark = (to: string, mark: string): string => `for _, want := range ${mark} {
	${to} = append(${to}, want[1])
}`

export const MARK_FIRST = `mark := make([]byte, len(starts))
if _, err := io.ReadFull(r, mark); err != nil {
	return nil, err // io.EOF before the first byte, io.ErrUnexpectedEOF after it
}
${checked('mark, starts, "start"')}
`
