// A delimiter after each body, in Python.
import type { DelimiterPlan } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'
import { mostBody } from './limits.ts'
import { MARK_FIRST } from './marks.ts'

export const delimiter = (plan: DelimiterPlan): PythonCode => {
  const end = pythonBytes(plan.end)
  const marked = plan.starts.length > 0
  const front = marked ? 'bytes(value for _, value in STARTS) + ' : ''
  return {
    constants: [`END = ${end}`, mostBody(plan.most)],
    source: 'stream',
    read: `${marked ? MARK_FIRST : ''}frame = bytearray()
while not frame.endswith(END):
    byte = stream.read(1)
${marked ? '' : '    if not byte and not frame:\n        return None\n'}    if not byte:
        raise EOFError(f'the stream ended after {len(frame)} bytes of a frame')
    frame += byte
    if len(frame) > MOST + ${plan.lines ? 'len(END) + 1' : 'len(END)'}:
        raise ValueError(f'no end within {MOST} bytes')
${plan.lines ? "return bytes(frame[:-1]).removesuffix(b'\\r')" : 'return bytes(frame[: -len(END)])'}`,
    write: `if END in body${plan.lines ? " or body.endswith(b'\\r')" : ''}:
    raise ValueError('the body contains a delimiter')
sock.sendall(${front}body + ${plan.lines ? "b'\\r' + END" : 'END'})`,
  }
}

const pythonBytes = (bytes: readonly number[]): string =>
  `b'${bytes.map((byte) => escaped[byte] ?? (byte > 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)).join('')}'`

const escaped: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 9: '\\t' }
