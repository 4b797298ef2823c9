// Heads with Content-Length, in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { ContentLengthPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { BODY, nextByte } from './receiving.ts'

export const contentLength = (plan: ContentLengthPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let mut head = Vec::new();
while !head.ends_with(b"\\r\\n\\r\\n") {
${indent(nextByte('head.is_empty()'))}
    head.push(byte);
    if head.len() > 8192 {
        return Err(wrong("a header of more than 8192 bytes".to_string()));
    }
}
let head = String::from_utf8_lossy(&head);
let length = head
    .lines()
    .filter_map(|line| line.split_once(':'))
    .find(|(name, _)| name.trim().eq_ignore_ascii_case("content-length"))
    .and_then(|(_, value)| value.trim().parse::<u64>().ok())
    .ok_or_else(|| wrong("a header without Content-Length".to_string()))?;
${CHECK}
${BODY}
Ok(Some(body))`,
  write: `${TOO_LONG}
let header = format!("Content-Length: {}\\r\\n\\r\\n", body.len());
stream.write_all(&[header.as_bytes(), body].concat())`,
})
