// A varint before each body, in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { VarintPlan } from '../../plans/plan.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'

export const varint = (plan: VarintPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let length = 0
for (let k = 0; ; k += 1) {
  if (k === ${plan.maxBytes}) throw new RangeError('a length of more than ${plan.maxBytes} bytes')
  const byte = k === 0 ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  length += (byte[0] & 0x7f) * 2 ** (7 * k)
  if (byte[0] < 0x80) break
}
${CHECK}
return reader.body(length)`,
  write: `${TOO_LONG}
const header = []
let length = body.length
for (; length >= 0x80; length = Math.floor(length / 0x80)) header.push((length & 0x7f) | 0x80)
socket.write(Buffer.concat([Buffer.from([...header, length]), body]))`,
})
