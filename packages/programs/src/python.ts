// The programs in Python, using only the standard library.
import { hasMarks, IF_SAYS, linesOf, type MarkTexts, pairs, sizesOf, TABLE_SAYS, tablesOf } from './marks.ts'
import { numbered } from './part-names.ts'
import { type HeaderPlan, lengthOfSize, type MarkByte, type Plan, sizeOfLength } from './plan.ts'
import { mustRemember, type SequencePlan } from './sequence-plan.ts'

export const python = (plan: Plan): string => {
  const { imports, constants, source, read, write } = parts(plan)
  const file = source === 'stream'
  return tidy(`${importsOf('isJson' in plan ? ['import json', ...imports] : imports)}

${[...tablesOf(plan, MARKS), ...constants, ''].join('\n')}
${file ? '' : `\n${RECV_EXACTLY}\n`}${hasMarks(plan) ? `\n${MARKS.check}\n` : ''}${functionsOf(plan, { source, read, write })}


${MAIN}
${file ? STREAM : ''}        while (body := read_frame(${source})) is not None:
${'isJson' in plan ? JSON_ECHO : '            write_frame(sock, body)\n'}`)
}

/** The program of several parts: each part has its own two functions. */
export const pythonOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const each = all.map(({ plan, text }, index) => {
    const { constants, imports, read, write } = parts(plan)
    const body = `${[`# Part ${index + 1}: ${text}`, ...tablesOf(plan, MARKS), ...constants].join('\n')}

${functionsOf(plan, { source: 'stream', read: read.replaceAll('recv_exactly(sock', 'recv_exactly(stream'), write })}
`
    return { imports, text: numbered(body, NAMES, index + 1), isExact: read.includes('recv_exactly') }
  })
  const looks = all.some(({ mark }) => mark.length > 0)
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [
      ...(isOnce ? [`${part} not in gone`] : []),
      ...(mark.length > 0 ? [`fits(stream, IF_${part})`] : []),
    ]
    const lines = linesOf(
      ends.length > 0 && `gone |= {${ends.map((end) => end + 1).join(', ')}}`,
      `return ${part}, read_frame_${part}(stream)`,
    )
    return tests.length === 0 ? lines : `if ${tests.join(' and ')}:\n${indent(lines)}`
  })
  return tidy(`${importsOf(each.flatMap(({ imports }) => imports))}

${all.map(({ mark }, index) => (mark.length > 0 ? `IF_${index + 1} = ${tableOf(mark)}  # ${IF_SAYS(index + 1)}\n` : '')).join('')}
${each.some(({ isExact }) => isExact) ? `\n${READ_EXACTLY}\n` : ''}${all.some(({ plan }) => hasMarks(plan)) ? `\n${MARKS.check}\n` : ''}${looks ? `\n${PEEKING}\n` : ''}
${each.map(({ text }) => text).join('\n\n')}

def read_frame(stream${remembers ? ', gone' : ''}):
    """The part that the next frame is of, and its body: None if the stream ends between two frames.${remembers ? '\n\n    gone has the parts that cannot come any more.\n    ' : ''}"""
${indent(choices.join('\n'))}


def write_frame(sock, part, body):
    """Sends one frame of that part whole."""
    (${all.map((_, index) => `write_frame_${index + 1}`).join(', ')})[part - 1](sock, body)


${MAIN}
${looks ? "        stream = Peeking(sock.makefile('rb'))\n" : STREAM}${remembers ? '        gone = set()\n' : ''}        while (frame := read_frame(stream${remembers ? ', gone' : ''}))[1] is not None:
            write_frame(sock, *frame)
`)
}

/** The functions that read and write a frame, as methods for one socket. */
const functionsOf = (
  plan: Plan,
  { source, read, write }: Pick<Parts, 'source' | 'read' | 'write'>,
): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `
def read_whole(${source}):
    """The next body, and what is around it; None if the stream ends between two frames."""
${indent(read)}


def write_whole(sock, body):
    """Sends one frame whole: the header does not leave alone and wait for an acknowledgement."""
${indent(write)}

`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `whole = read_whole(${source})
if whole is None:
    return None
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}
def read_frame(${source}):
    """The next body; None if the stream ends between two frames."""
${indent(outer.read)}


def write_frame(sock, body):
    """Sends one frame whole: the header does not leave alone and wait for an acknowledgement."""
${indent(outer.write)}`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS', 'HEADER'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame'],
]

const importsOf = (others: readonly string[]): string =>
  [...new Set(['import socket', ...others, 'import sys'])].sort(byModule).join('\n')

const tidy = (text: string): string => text.replace(/\n{4,}/g, '\n\n\n')

const MAIN = `if __name__ == '__main__':  # python3 frames.py HOST PORT: sends every frame back
    with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as sock:`

const STREAM = "        stream = sock.makefile('rb')  # buffered: read(n) waits for n bytes or the end\n"

/** JSON Lines: one value a line, in UTF-8. */
const JSON_ECHO = `            if not body.strip():
                continue  # a blank line
            value = json.loads(body)  # refuses a line that is not one value: a value must not go on in the next line
            write_frame(sock, json.dumps(value, allow_nan=False).encode())
`

const READ_EXACTLY = `
def recv_exactly(stream, count):
    """Exactly count bytes; None where the stream ends before the first."""
    data = stream.read(count)  # waits for all of them, or the end
    if len(data) < count and data:
        raise EOFError(f'the stream ended after {len(data)} of {count} bytes')
    return data if len(data) == count else None
`

const PEEKING = `
class Peeking:
    """A buffered stream whose next bytes can be looked at before they are read."""

    def __init__(self, stream):
        self.stream = stream
        self.seen = b''

    def peek(self, count):
        """The next count bytes, which stay unread; fewer only at the end of the stream."""
        if len(self.seen) < count:
            self.seen += self.stream.read(count - len(self.seen))
        return self.seen[:count]

    def read(self, count):
        """The next count bytes; fewer only at the end of the stream."""
        data, self.seen = self.seen[:count], self.seen[count:]
        return data + self.stream.read(count - len(data)) if len(data) < count else data

    def readline(self, most):
        """Bytes up to a line feed, at most so many; fewer only at the end of the stream."""
        line = b''
        while len(line) < most and not line.endswith(b'\\n') and (byte := self.read(1)):
            line += byte
        return line


def fits(stream, mark):
    """Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short."""
    for k, (bits, value) in enumerate(mark):
        seen = stream.peek(k + 1)
        if len(seen) <= k or seen[k] & bits != value:
            return False
    return True
`

interface Parts {
  readonly imports: readonly string[]
  readonly constants: readonly string[]
  /** What it reads from: the socket, or a buffered stream over it if it reads single bytes. */
  readonly source: 'sock' | 'stream'
  readonly read: string
  readonly write: string
}

const byModule = (a: string, b: string): number => (a < b ? -1 : 1)

const tableOf = (mark: readonly MarkByte[]): string => `(${pairs(mark, '(', ')')},)`

const MARKS: MarkTexts = {
  table: (name, mark) => `${name} = ${tableOf(mark)}  # ${TABLE_SAYS(name)}`,
  check: `
def check(found, mark, place):
    """Refuses bytes that are not the mark's."""
    for k, (bits, value) in enumerate(mark):
        if found[k] & bits != value:
            raise ValueError(f"byte {k} of a frame's {place} is {found[k]:#04x}, not {value:#04x}")
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if len(whole) < ${both}:
    raise ValueError(f'{len(whole)} bytes; those around a body are ${both}')`,
      edges.starts.length > 0 && "check(whole, STARTS, 'start')",
      length > 0 && "check(whole[-len(ENDS) :], ENDS, 'end')",
      `return whole[${front > 0 ? front : ''}:${length > 0 ? ' -len(ENDS)' : ''}]`,
    )
  },
  wrap({ starts, strip, ends }) {
    const around = [
      ...(starts.length > 0 ? ['bytes(value for _, value in STARTS)'] : []),
      ...(strip > 0 ? [`bytes(${strip})`] : []),
      'body',
      ...(ends.length > 0 ? ['bytes(value for _, value in ENDS)'] : []),
    ]
    return `write_whole(sock, ${around.join(' + ')})`
  },
}

const RECV_EXACTLY = `
def recv_exactly(sock, count):
    """Exactly count bytes, however they come; None where the stream ends before the first."""
    data = bytearray()
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part and not data:
            return None
        if not part:
            raise EOFError(f'the stream ended after {len(data)} of {count} bytes')
        data += part
    return bytes(data)
`

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        imports: [],
        constants: [`SIZE = ${plan.size}  # bytes of every frame`],
        source: 'sock',
        read: 'return recv_exactly(sock, SIZE)',
        write: `if len(body) != SIZE:
    raise ValueError(f'{len(body)} bytes; every frame has {SIZE}')
sock.sendall(body)`,
      }
    case 'varint':
      return {
        imports: [],
        constants: [`MOST = ${plan.most}  # bytes of the longest body`],
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
      }
    case 'delimiter': {
      const end = pythonBytes(plan.end)
      const marked = plan.starts.length > 0
      const front = marked ? 'bytes(value for _, value in STARTS) + ' : ''
      return {
        imports: [],
        constants: [`END = ${end}`, `MOST = ${plan.most}  # bytes of the longest body`],
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
    case 'netstring':
      return {
        imports: [],
        constants: [`MOST = ${plan.most}  # bytes of the longest body`],
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
      }
    case 'content-length':
      return {
        imports: [],
        constants: [`MOST = ${plan.most}  # bytes of the longest body`],
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
      }
  }
}

const MARK_FIRST = `mark = stream.read(len(STARTS))
if not mark:
    return None
if len(mark) < len(STARTS):
    raise EOFError(f'the stream ended after {len(mark)} bytes of a frame')
check(mark, STARTS, 'start')
`

const BODY = `if length > MOST:
    raise ValueError(f'a length of {length}; at most {MOST} is allowed')
body = stream.read(length)
if len(body) < length:
    raise EOFError(f'the stream ended after {len(body)} of {length} bytes')
return body`

const TOO_LONG = `if len(body) > MOST:
    raise ValueError(f'{len(body)} bytes; at most {MOST} are allowed')`

const headerParts = (plan: HeaderPlan): Parts => {
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

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')

const pythonBytes = (bytes: readonly number[]): string =>
  `b'${bytes.map((byte) => escaped[byte] ?? (byte > 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)).join('')}'`

const escaped: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 9: '\\t' }
