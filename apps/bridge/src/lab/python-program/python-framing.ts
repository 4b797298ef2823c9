// A framing in Python, for programs that read as the lab's do: recv(limit) fills an inbox, and messages are cut from it.
import { type FramingSpec, Struct } from '@unstick/framing'
import { refusal } from '../../errors.ts'
import { bytesRepr } from '../python.ts'
import type { MessageCodec } from '../message-codec.ts'
import { type PythonCode, stringLiteral } from './python-code.ts'

/** Puts `frame_of(body)` before the program. Throws `PYTHON_WITHOUT_FRAMING`. */
export const useWriter = (code: PythonCode, codec: NonNullable<MessageCodec>): void => {
  const { frame } = useRule(code, codec)
  code.helpers.add(`def frame_of(body):\n    return ${frame}`)
}

/** Puts `recv_message(sock, limit)` before the program. Throws `PYTHON_WITHOUT_FRAMING`. */
export const useReader = (code: PythonCode, codec: NonNullable<MessageCodec>): void => {
  const { cut } = useRule(code, codec)
  code.helpers.add(`def cut(inbox):
    """The first message and the bytes after it; None while it is incomplete."""
${cut.map((line) => `    ${line}`).join('\n')}


inbox = b''


def recv_message(sock, limit):
    """The next message, in as many recvs as it takes. What comes after it waits in the inbox."""
    global inbox
    while (found := cut(inbox)) is None:
        data = sock.recv(limit)
        if not data and inbox:
            raise ValueError('the stream ended inside a message')
        if not data:
            raise EOFError('the stream ended before a message began')
        inbox += data
    message, inbox = found
    return message`)
}

const useRule = (code: PythonCode, codec: NonNullable<MessageCodec>): Rule => {
  const rule = ruleOf(codec)
  if (!rule) throw refusal('PYTHON_WITHOUT_FRAMING', codec.kind)
  for (const line of rule.imports ?? []) code.imports.add(line)
  if (rule.constant !== undefined) code.helpers.add(rule.constant)
  return rule
}

interface Rule {
  readonly imports?: readonly string[]
  readonly constant?: string
  /** The frame of `body`, as a Python expression. */
  readonly frame: string
  /** The lines that give `(message, rest)`, or None. */
  readonly cut: readonly string[]
}

/** `undefined` for a framing whose Python is not written here. */
const ruleOf = (spec: FramingSpec): Rule | undefined => {
  switch (spec.kind) {
    case 'struct':
      return isPlain(spec, ['format']) && new Struct(spec.format).layout.values === 1
        ? headerRule(spec.format)
        : undefined
    case 'length': {
      const format = lengthFormats.get(spec.type)
      return isPlain(spec, ['type']) && format !== undefined ? headerRule(format) : undefined
    }
    case 'fixed':
      return isPlain(spec, ['size']) ? fixedRule(spec.size) : undefined
    case 'line':
      return isPlain(spec, []) ? lineRule : undefined
    case 'delimiter': {
      const [end, ...others] = spec.delimiters
      return isPlain(spec, ['delimiters']) && end !== undefined && others.length === 0
        ? delimiterRule(Buffer.from(end, 'latin1'))
        : undefined
    }
    case 'netstring':
      return isPlain(spec, []) ? netstringRule : undefined
    default:
      return undefined
  }
}

/** Whether a spec has no other keys than these. */
const isPlain = (spec: FramingSpec, keys: readonly string[]): boolean =>
  Object.entries(spec).every(([key, value]) => key === 'kind' || keys.includes(key) || value === undefined)

const lengthFormats: ReadonlyMap<string, string> = new Map([
  ['u8', 'B'],
  ['u16be', '>H'],
  ['u16le', '<H'],
  ['u32be', '>I'],
  ['u32le', '<I'],
  ['u64be', '>Q'],
  ['u64le', '<Q'],
])

const headerRule = (format: string): Rule => ({
  imports: ['import struct'],
  constant: `HEADER = struct.Struct(${stringLiteral(format)})  # holds how long the body is`,
  frame: 'HEADER.pack(len(body)) + body',
  cut: [
    'if len(inbox) < HEADER.size:',
    '    return None',
    'end = HEADER.size + HEADER.unpack_from(inbox)[0]',
    'return None if len(inbox) < end else (inbox[HEADER.size:end], inbox[end:])',
  ],
})

const fixedRule = (size: number): Rule => ({
  constant: `SIZE = ${size}  # bytes of every message`,
  frame: 'body',
  cut: ['return None if len(inbox) < SIZE else (inbox[:SIZE], inbox[SIZE:])'],
})

const delimiterRule = (end: Uint8Array): Rule => ({
  constant: `END = ${bytesRepr(end)}  # ends every message`,
  frame: 'body + END',
  cut: ['message, end, rest = inbox.partition(END)', 'return (message, rest) if end else None'],
})

const lineRule: Rule = {
  frame: String.raw`body + b'\n'`,
  cut: [
    String.raw`message, end, rest = inbox.partition(b'\n')`,
    String.raw`return (message.removesuffix(b'\r'), rest) if end else None`,
  ],
}

const netstringRule: Rule = {
  frame: "b'%d:%s,' % (len(body), body)",
  cut: [
    "digits, colon, rest = inbox.partition(b':')",
    'if not colon or len(rest) <= int(digits):',
    '    return None',
    'return rest[:int(digits)], rest[int(digits) + 1:]',
  ],
}
