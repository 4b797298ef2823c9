// Frames of one size, in Java.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { FixedPlan } from '../../plans/plan.ts'

export const fixed = (plan: FixedPlan): FrameCode => ({
  constants: [`static final int SIZE = ${plan.size}; // bytes of every frame`],
  read: `byte[] body = in.readNBytes(SIZE);
if (body.length == 0) return null;
if (body.length < SIZE) throw new EOFException("the stream ended after " + body.length + " of " + SIZE + " bytes");
return body;`,
  write: `if (body.length != SIZE) throw new IOException(body.length + " bytes; every frame has " + SIZE);
out.write(body);`,
})
