// Heads with Content-Length, in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { ContentLengthPlan } from '../../plans/plan.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'

export const contentLength = (plan: ContentLengthPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let head = ''
while (!head.endsWith('\\r\\n\\r\\n')) {
  const byte = head === '' ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  head += byte.toString('latin1')
  if (head.length > 8192) throw new RangeError('a header of more than 8192 bytes')
}
const found = /^content-length[ \\t]*:[ \\t]*(\\d{1,15})[ \\t]*\\r$/im.exec(head)
if (found === null) throw new RangeError('a header without Content-Length')
const length = Number(found[1])
${CHECK}
return reader.body(length)`,
  write: `${TOO_LONG}
socket.write(Buffer.concat([Buffer.from(\`Content-Length: \${body.length}\\r\\n\\r\\n\`), body]))`,
})
