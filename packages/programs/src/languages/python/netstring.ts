// Netstrings in Python.
import type { NetstringPlan } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'
import { mostBody, TOO_LONG } from './limits.ts'
import { BODY } from './receiving.ts'

export const netstring = (plan: NetstringPlan): PythonCode => ({
  constants: [mostBody(plan.most)],
  source: 'stream',
  read: `digits = b''
while (byte := stream.read(1)) != b':':
    if not byte and not digits:
        return None
    if not byte.isdigit() or digits == b'0' or len(digits) == 10:
        raise ValueError(f'{byte!r} after {digits!r} is not a netstring')
    digits += byte
length = int(digits)
${BODY.replace('return body', "if stream.read(1) != b',':\n    raise ValueError('no comma after the body')\nreturn body")}`,
  write: `${TOO_LONG}
sock.sendall(b'%d:%s,' % (len(body), body))`,
})
