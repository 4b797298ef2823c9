// The program of several parts in Rust: each part has its own two functions.
import { choicesOf, choiceTablesOf } from '../../alike/choices.ts'
import { codeOf } from '../../alike/frame-code.ts'
import { functionsOf } from '../../alike/functions.ts'
import { hasMarks, tablesOf } from '../../alike/marks.ts'
import { numbered } from '../../alike/part-names.ts'
import { isBytewise } from '../../plans/plan.ts'
import { looksAhead, mustRemember, type SequencePlan } from '../../plans/sequence-plan.ts'
import { CHOICES } from './choices.ts'
import { FUNCTIONS } from './functions.ts'
import { IMPORTS } from './imports.ts'
import { indent } from './indent.ts'
import { PEEKING } from './looking-ahead.ts'
import { MAIN, WRONG } from './main.ts'
import { MARKS } from './marks.ts'
import { FILL, NEXT_BYTE } from './receiving.ts'
import { SHAPES } from './shapes.ts'

export const programOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const looks = looksAhead(sequence)
  const tables = choiceTablesOf(sequence, CHOICES)
  const each = all.map(({ plan, text }, index) => {
    const code = codeOf(SHAPES, plan)
    const body = `${[...tablesOf(plan, MARKS), ...code.constants].join('\n')}\n${functionsOf(plan, code, FUNCTIONS)}`
    return `// Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}`
  })
  const input = looks ? 'Peeking<impl Read>' : 'impl Read'
  const writes = all.map((_, index) => {
    const last = index === all.length - 1
    return `        ${last ? '_' : index + 1} => write_frame_${index + 1}(stream, body),`
  })
  return `${remembers ? 'use std::collections::HashSet;\n' : ''}${IMPORTS}

${tables.length > 0 ? `${tables.join('')}\n` : ''}${FILL}${all.some(({ plan }) => isBytewise(plan)) ? NEXT_BYTE : ''}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${looks ? PEEKING : ''}
${each.join('\n')}
/// The part that the next frame is of, and its body; None if the stream ends between two frames.
${remembers ? '/// `gone` has the parts that cannot come any more.\n' : ''}fn read_frame(stream: &mut ${input}${remembers ? ', gone: &mut HashSet<u32>' : ''}) -> io::Result<Option<(u32, Vec<u8>)>> {
${indent(choicesOf(sequence, CHOICES))}
}

/// Sends one frame of that part in one write.
fn write_frame(stream: &mut impl Write, part: u32, body: &[u8]) -> io::Result<()> {
    match part {
${writes.join('\n')}
    }
}
${WRONG}
${MAIN}
    let ${looks ? 'stream' : 'mut stream'} = BufReader::new(socket.try_clone()?);
${looks ? '    let mut stream = Peeking { inner: stream, seen: Vec::new() };\n' : ''}${remembers ? '    let mut gone = HashSet::new();\n' : ''}    while let Some((part, body)) = read_frame(&mut stream${remembers ? ', &mut gone' : ''})? {
        write_frame(&mut socket, part, &body)?;
    }
    Ok(())
}
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame'],
]
