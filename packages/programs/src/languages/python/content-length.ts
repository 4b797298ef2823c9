// Heads with Content-Length, in Python.
import type { ContentLengthPlan } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'
import { mostBody, TOO_LONG } from './limits.ts'
import { BODY } from './receiving.ts'

export const contentLength = (plan: ContentLengthPlan): PythonCode => ({
  constants: [mostBody(plan.most)],
  source: 'stream',
  read: `length = None
while (line := stream.readline(8192)) != b'\\r\\n':
    if not line and length is None:
        return None
    if not line.endswith(b'\\r\\n'):
        raise EOFError('the stream ended inside a header, or a line is too long')
    name, _, value = line.partition(b':')
    if name.strip().lower() == b'content-length':
        length = int(value)
if length is None:
    raise ValueError('a header without Content-Length')
${BODY}`,
  write: `${TOO_LONG}
sock.sendall(b'Content-Length: %d\\r\\n\\r\\n%s' % (len(body), body))`,
})
