// A delimiter after each body, in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import { hex } from '../../alike/text.ts'
import type { DelimiterPlan } from '../../plans/plan.ts'
import { mostBody } from './limits.ts'
import { MARK_FIRST } from './marks.ts'

export const delimiter = (plan: DelimiterPlan): FrameCode => {
  const marked = plan.starts.length > 0
  const front = marked ? 'Buffer.from(STARTS.map(([, value]) => value)), ' : ''
  return {
    constants: [`const END = Buffer.from([${plan.end.map(hex).join(', ')}])`, mostBody(plan.most)],
    read: `${marked ? MARK_FIRST : ''}const bytes = []
for (;;) {
${marked ? '  const byte = await reader.body(1)\n' : '  const byte = bytes.length === 0 ? await reader.exactly(1) : await reader.body(1)\n  if (byte === null) return null\n'}  bytes.push(byte[0])
  if (END.every((value, k) => bytes[bytes.length - END.length + k] === value)) break
  if (bytes.length > MOST + END.length) throw new RangeError(\`no end within \${MOST} bytes\`)
}
const body = Buffer.from(bytes.slice(0, -END.length))
return ${plan.lines ? 'body.at(-1) === 0x0d ? body.subarray(0, -1) : body' : 'body'}`,
    write: `if (body.includes(END)${plan.lines ? ' || body.at(-1) === 0x0d' : ''}) throw new RangeError('the body contains a delimiter')
socket.write(Buffer.concat([${front}body, ${plan.lines ? 'Buffer.from([0x0d]), END' : 'END'}]))`,
  }
}
