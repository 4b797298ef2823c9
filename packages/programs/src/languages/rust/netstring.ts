// Netstrings in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { NetstringPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { BODY, nextByte } from './receiving.ts'

export const netstring = (plan: NetstringPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let mut length = 0u64;
for digits in 0.. {
${indent(nextByte('digits == 0'))}
    if byte == b':' && digits > 0 {
        break;
    }
    if !byte.is_ascii_digit() || digits == 10 || (digits > 0 && length == 0) {
        return Err(wrong(format!("byte {byte:#04x} is not part of a netstring's length")));
    }
    length = 10 * length + u64::from(byte - b'0');
}
${CHECK}
${BODY}
if next_byte(stream, false)? != Some(b',') {
    return Err(wrong("no comma after the body".to_string()));
}
Ok(Some(body))`,
  write: `${TOO_LONG}
let header = format!("{}:", body.len());
stream.write_all(&[header.as_bytes(), body, b","].concat())`,
})
