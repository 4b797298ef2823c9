// Netstrings in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { NetstringPlan } from '../../plans/plan.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'

export const netstring = (plan: NetstringPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `let digits = ''
for (;;) {
  const byte = digits === '' ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  const character = byte.toString('latin1')
  if (character === ':' && digits !== '') break
  if (!/^\\d$/.test(character) || digits === '0' || digits.length === 10)
    throw new RangeError(\`\${character} after \${digits} is not a netstring\`)
  digits += character
}
const length = Number(digits)
${CHECK}
const body = await reader.body(length)
if ((await reader.body(1))[0] !== 0x2c) throw new RangeError('no comma after the body')
return body`,
  write: `${TOO_LONG}
socket.write(Buffer.concat([Buffer.from(\`\${body.length}:\`), body, Buffer.from(',')]))`,
})
