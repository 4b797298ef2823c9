// A delimiter after each body, in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import { hex } from '../../alike/text.ts'
import type { DelimiterPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { mostBody } from './limits.ts'
import { MARK_FIRST, markBytes } from './marks.ts'
import { NEXT_LATER, nextByte } from './receiving.ts'

export const delimiter = (plan: DelimiterPlan): FrameCode => {
  const size = plan.end.length
  const marked = plan.starts.length > 0
  return {
    constants: [`const END: &[u8] = &[${plan.end.map(hex).join(', ')}];`, mostBody(plan.most)],
    read: `${marked ? MARK_FIRST : ''}let mut frame = Vec::new();
while !frame.ends_with(END) {
${indent(marked ? NEXT_LATER : nextByte('frame.is_empty()'))}
    frame.push(byte);
    if frame.len() as u64 > MOST + ${plan.lines ? 2 : size} {
        return Err(wrong(format!("no end within {MOST} bytes")));
    }
}
frame.truncate(frame.len() - ${size});
${plan.lines ? 'if frame.ends_with(b"\\r") {\n    frame.pop();\n}\n' : ''}Ok(Some(frame))`,
    write: `if body.windows(${size}).any(|bytes| bytes == END)${plan.lines ? ' || body.ends_with(b"\\r")' : ''} {
    return Err(wrong("the body contains a delimiter".to_string()));
}
${marked ? `let mark: Vec<u8> = ${markBytes('STARTS')};\n` : ''}stream.write_all(&[${marked ? '&mark, ' : ''}body, ${plan.lines ? 'b"\\r", ' : ''}END].concat())`,
  }
}
