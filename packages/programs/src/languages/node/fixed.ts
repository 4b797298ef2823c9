// Frames of one size, in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { FixedPlan } from '../../plans/plan.ts'

export const fixed = (plan: FixedPlan): FrameCode => ({
  constants: [`const SIZE = ${plan.size} // bytes of every frame`],
  read: 'return reader.exactly(SIZE)',
  write: `if (body.length !== SIZE) throw new RangeError(\`\${body.length} bytes; every frame has \${SIZE}\`)
socket.write(body)`,
})
