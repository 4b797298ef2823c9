// Netstrings in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { NetstringPlan } from '../../plans/plan.ts'
import { BYTES_OUT } from './imports.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { nextByte } from './receiving.ts'

export const netstring = (plan: NetstringPlan): FrameCode => ({
  imports: [BYTES_OUT],
  constants: [mostBody(plan.most)],
  read: `long length = 0;
for (int digits = 0; ; digits++) {
${indent(nextByte('digits == 0'))}
    if (value == ':' && digits > 0) break;
    if (value < '0' || value > '9' || digits == 10 || digits > 0 && length == 0)
        throw new IOException("byte " + value + " is not part of a netstring's length");
    length = 10 * length + value - '0';
}
${CHECK}
byte[] body = readBody(in, length);
if (in.read() != ',') throw new IOException("no comma after the body");
return body;`,
  write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
frame.write((body.length + ":").getBytes());
frame.write(body);
frame.write(',');
out.write(frame.toByteArray());`,
})
