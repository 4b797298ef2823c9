// Marks in Rust: tables of bytes that must be there, and what checks and writes them.
import { type MarkTexts, pairs, sizesOf, tableSays } from '../../alike/marks.ts'
import { linesOf } from '../../alike/text.ts'
import type { MarkByte } from '../../plans/plan.ts'

export const tableOf = (mark: readonly MarkByte[]): string => `&[(u8, u8)] = &[${pairs(mark, '(', ')')}]`

export const MARKS: MarkTexts = {
  table: (name, mark) => `const ${name}: ${tableOf(mark)}; // ${tableSays(name)}`,
  check: `
/// Refuses bytes that are not the mark's.
fn check(found: &[u8], mark: &[(u8, u8)], place: &str) -> io::Result<()> {
    for (k, (byte, (bits, value))) in found.iter().zip(mark).enumerate() {
        if byte & bits != *value {
            return Err(wrong(format!("byte {k} of a frame's {place} is {byte:#04x}, not {value:#04x}")));
        }
    }
    Ok(())
}
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if whole.len() < ${both} {
    return Err(wrong(format!("{} bytes; those around a body are ${both}", whole.len())));
}`,
      edges.starts.length > 0 && 'check(&whole, STARTS, "start")?;',
      length > 0 && 'let back = whole.len() - ENDS.len();\ncheck(&whole[back..], ENDS, "end")?;',
      `Ok(Some(whole[${front > 0 ? front : ''}..${length > 0 ? 'back' : ''}].to_vec()))`,
    )
  },
  wrap: ({ starts, strip, ends }) =>
    linesOf(
      `let mut whole: Vec<u8> = ${starts.length > 0 ? markBytes('STARTS') : 'Vec::new()'};`,
      strip > 0 && `whole.resize(whole.len() + ${strip}, 0);`,
      'whole.extend_from_slice(body);',
      ends.length > 0 && 'whole.extend(ENDS.iter().map(|(_, value)| value));',
      'write_whole(stream, &whole)',
    ),
}

export const markBytes = (mark: string): string => `${mark}.iter().map(|(_, value)| *value).collect()`

export const MARK_FIRST = `let mut mark = [0; STARTS.len()];
if !fill(stream, &mut mark)? {
    return Ok(None);
}
check(&mark, STARTS, "start")?;
`
