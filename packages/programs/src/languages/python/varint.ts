// A varint before each body, in Python.
import type { VarintPlan } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'
import { mostBody, TOO_LONG } from './limits.ts'
import { BODY } from './receiving.ts'

export const varint = (plan: VarintPlan): PythonCode => ({
  constants: [mostBody(plan.most)],
  source: 'stream',
  read: `length = shift = 0
while True:
    byte = stream.read(1)
    if not byte and shift == 0:
        return None
    if not byte:
        raise EOFError('the stream ended inside a length')
    length |= (byte[0] & 0x7F) << shift
    if byte[0] < 0x80:
        break
    shift += 7
    if shift == ${7 * plan.maxBytes}:
        raise ValueError('a length of more than ${plan.maxBytes} bytes')
${BODY}`,
  write: `${TOO_LONG}
length, header = len(body), bytearray()
while length >= 0x80:
    header.append(length & 0x7F | 0x80)
    length >>= 7
header.append(length)
sock.sendall(header + body)`,
})
