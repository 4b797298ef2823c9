// A varint before each body, in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { VarintPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { BODY, nextByte } from './receiving.ts'

export const varint = (plan: VarintPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let mut length = 0u64;
for k in 0.. {
    if k == ${plan.maxBytes} {
        return Err(wrong("a length of more than ${plan.maxBytes} bytes".to_string()));
    }
${indent(nextByte('k == 0'))}
    length |= u64::from(byte & 0x7f) << (7 * k);
    if byte < 0x80 {
        break;
    }
}
${CHECK}
${BODY}
Ok(Some(body))`,
  write: `${TOO_LONG}
let mut frame = Vec::with_capacity(${plan.maxBytes} + body.len());
let mut length = body.len();
while length >= 0x80 {
    frame.push(length as u8 | 0x80);
    length >>= 7;
}
frame.push(length as u8);
frame.extend_from_slice(body);
stream.write_all(&frame)`,
})
