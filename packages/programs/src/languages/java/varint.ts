// A varint before each body, in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { VarintPlan } from '../../plans/plan.ts'
import { BYTES_OUT } from './imports.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { nextByte } from './receiving.ts'

export const varint = (plan: VarintPlan): FrameCode => ({
  imports: [BYTES_OUT],
  constants: [mostBody(plan.most)],
  read: `long length = 0;
for (int k = 0; ; k++) {
    if (k == ${plan.maxBytes}) throw new IOException("a length of more than ${plan.maxBytes} bytes");
${indent(nextByte('k == 0'))}
    length |= (long) (value & 0x7f) << (7 * k);
    if (value < 0x80) break;
}
${CHECK}
return readBody(in, length);`,
  write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
int length = body.length;
for (; length >= 0x80; length >>= 7) frame.write(length & 0x7f | 0x80);
frame.write(length);
frame.write(body);
out.write(frame.toByteArray());`,
})
