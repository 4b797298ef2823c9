// A header with a length, in Python.
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'

export const header = (plan: HeaderPlan): PythonCode => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most, struct } = plan
  const marked = plan.starts.length > 0
  const place = `header[${at}:${at + width}]`
  const order = littleEndian ? 'little' : 'big'
  const sign = signed ? ', signed=True' : ''
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const whole = struct
    ? struct.zeros.length === 1
      ? '(length,) = HEADER.unpack(header)'
      : `length = HEADER.unpack(header)[${struct.field}]`
    : radix === 0
      ? `length = int.from_bytes(${place}, '${order}'${sign})${bits}`
      : `length = int(${place}, ${radix})`
  const outside = least > 0 || signed ? `not ${least} <= length <= MOST` : 'length > MOST'
  const length = lengthOfSize(plan, 'len(body)', '//')
  const number =
    radix === 0
      ? `length.to_bytes(${width}, '${order}')`
      : `b'%0${width}${radix === 16 ? 'x' : 'd'}' % length`
  const packed = struct
    ? `HEADER.pack(${struct.zeros.map((zero, k) => (k === struct.field ? 'length' : zero)).join(', ')})`
    : `${at > 0 ? `bytes(${at}) + ` : ''}${number}${size > at + width ? ` + bytes(${size - at - width})` : ''}`
  return {
    imports: struct ? ['import struct'] : [],
    constants: [
      ...(struct ? [`HEADER = struct.Struct('${struct.format}')  # ${size} bytes`] : []),
      `MOST = ${most}  # the largest allowed length`,
    ],
    source: 'sock',
    read: `header = recv_exactly(sock, ${struct ? 'HEADER.size' : size})
if header is None:
    return None
${marked ? "check(header, STARTS, 'start')\n" : ''}${whole}
if ${outside}:
    raise ValueError(f'a length of {length}; ${least} to {MOST} is allowed')
body = recv_exactly(sock, ${sizeOfLength(plan, 'length')})
if body is None:
    raise EOFError('the stream ended before a body')
return body`,
    write: `length = ${length}
if length > MOST${unit === 1 ? '' : ` or ${lengthOfSize(plan, 'len(body)', '%')}`}:
    raise ValueError(f'{len(body)} bytes do not fit a frame')
${marked ? `header = bytearray(${size})\n${place} = ${number}\nfor k, (_, value) in enumerate(STARTS):\n    header[k] |= value  # of the length's bytes, only bits that are not the length\nsock.sendall(header + body)` : `sock.sendall(${packed} + body)`}`,
  }
}
