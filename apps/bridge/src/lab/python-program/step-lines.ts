// Each step as lines of Python.
import { commandList, MAX_OUTPUT } from '../commands.ts'
import { type Step, stepNumber, type Steps } from '../step.ts'
import type { PrintPart } from '../steps/printing.ts'
import { datagramWriters } from './datagram-lines.ts'
import {
  ADDRESS,
  asLine,
  indented,
  needsCounter,
  type PythonCode,
  type PythonLine,
  stringLiteral,
  type Writers,
} from './python-code.ts'
import { useReader, useWriter } from './python-framing.ts'

/** The steps are numbered after the `before` steps next to them. */
export const stepLines = (code: PythonCode, steps: readonly Step[], before = 0): PythonLine[] => {
  const loop = code.step
  const lines = steps.flatMap((step, index) => {
    code.step = stepNumber(loop, before + index)
    return linesOf(code, step).map(asLine)
  })
  code.step = loop
  return lines
}

const linesOf = <Word extends keyof Steps>(code: PythonCode, step: Step<Word>) => writers[step.do](code, step)

const NEW_SOCKET = 'socket.socket(socket.AF_INET, socket.SOCK_STREAM)'

const writers: Writers<Steps> = {
  ...datagramWriters,

  listen: (code) => [
    `server = ${NEW_SOCKET}`,
    'server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)',
    `server.bind(${ADDRESS})`,
    code.call('server.listen(5)'),
    '',
  ],
  accept: (code) => [code.call('conn, addr = server.accept()')],
  connect: (code) => [`client = ${NEW_SOCKET}`, code.call(`client.connect(${ADDRESS})`), ''],
  nagle: (code, { on }) =>
    code.toggle(on)
      ? []
      : [code.call(`${code.socket}.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)`)],
  sleep: (code, { ms }) => {
    const time = Number(code.number(ms))
    if (time === 0) return []
    code.imports.add('import time')
    return [code.call(`time.sleep(${time / 1000})`)]
  },
  shutdown: (code) => [code.call(`${code.socket}.shutdown(socket.SHUT_WR)`)],
  close: (code) => [
    '',
    code.call(`${code.socket}.close()`),
    ...(code.socket === 'conn' ? ['server.close()'] : []),
  ],

  send: (code, { bytes }) => [code.call(`${code.socket}.send(${code.bytes(bytes)})`)],
  'send message': (code, { bytes }) => {
    if (!code.codec) return [code.call(`${code.socket}.send(${code.bytes(bytes)})`)]
    useWriter(code, code.codec)
    return [code.call(`${code.socket}.send(frame_of(${code.bytes(bytes)}))`)]
  },
  'send in parts': (code, { bytes, parts }) => {
    const whole = code.bytes(bytes)
    const edge = (part: number) =>
      part % parts === 0 ? '' : `len(${whole})${part === 1 ? '' : ` * ${part}`} // ${parts}`
    const slices = Array.from({ length: parts }, (_, part) => `${whole}[${edge(part)}:${edge(part + 1)}]`)
    return [
      `for piece in (${slices.join(', ')}):`,
      '    if piece:',
      code.call(`        ${code.socket}.send(piece)`),
    ]
  },
  'send some': (code, { bytes, into }) => [
    `${code.socket}.setblocking(False)`,
    code.call(`${into} = ${code.socket}.send(${code.bytes(bytes)})`),
    `${code.socket}.setblocking(True)`,
  ],
  'send buffer': (code, { bytes }) => [
    code.call(`${code.socket}.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ${code.number(bytes)})`),
  ],
  cork: (code, { on }) => [
    code.call(`${code.socket}.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, ${on ? '1' : '0'})`),
  ],
  keep: (code, step) => {
    if ('bytes' in step) return [`${step.into} = ${code.bytes(step.bytes)}`]
    return [`${step.into} = ${'text' in step ? code.text(step.text) : code.number(step.number)}`]
  },

  recv: (code, { limit, into }) => [code.call(`${into} = ${code.socket}.recv(${code.number(limit)})`)],
  'recv all': (code, { limit, count }) => [
    `${count} = 0`,
    'while True:',
    code.call(`    data = ${code.socket}.recv(${code.number(limit)})`),
    '    if not data:',
    '        break',
    `    ${count} += len(data)`,
  ],
  'time out': (code, { ms }) => [`${code.socket}.settimeout(${Number(code.number(ms)) / 1000})`],
  'recv exactly': (code, { size, limit, into, keeps = false }) => {
    code.helpers.add(code.toggle(keeps) ? RECV_KEEPING : RECV_EXACTLY)
    return [code.call(`${into} = recv_exactly(${code.socket}, ${code.number(size)}, ${code.number(limit)})`)]
  },
  'recv message': (code, { limit, into }) => [
    code.call(`${into} = ${recvMessage(code, code.number(limit))}`),
  ],
  unpack: (code, { format, from, into }) => {
    code.imports.add('import struct')
    return [`(${into},) = struct.unpack(${stringLiteral(format)}, ${from})`]
  },

  print: (code, { line }) => [code.call(`print(${printed(code, line)})`)],
  'start timer': (code, { into }) => {
    code.imports.add('import time')
    return [`${into} = time.perf_counter()`]
  },
  'print time': (code, { words, since }) => {
    code.imports.add('import time')
    return [code.call(`print(f'${words} {(time.perf_counter() - ${since}) * 1000:.0f} ms')`)]
  },
  'print rate': (code, { of, since }) => [
    `count = ${of.map((name) => `len(${name})`).join(' + ')}`,
    `seconds = time.perf_counter() - ${since}`,
    code.call(`print(f'{count} bytes in {seconds:.3f} s: {count / seconds:.0f} bytes a second')`),
  ],

  'run command': (code, { named, into }) => {
    code.imports.add('import subprocess')
    code.helpers.add(RUN)
    return [`${into} = run(${named}.decode('utf-8', 'replace'))`]
  },

  repeat: (code, { times, steps }) => {
    const counter = needsCounter(steps) ? 'i' : '_'
    return [`for ${counter} in range(${code.number(times)}):`, ...body(code, steps, counter)]
  },
  'for each': (code, { of, as, steps }) => {
    const values = `(${of.map((value) => code.scalar(value)).join(', ')}${of.length === 1 ? ',' : ''})`
    return needsCounter(steps)
      ? [`for i, ${as} in enumerate(${values}):`, ...body(code, steps, 'i')]
      : [`for ${as} in ${values}:`, ...body(code, steps, undefined)]
  },
  'for each line': (code, { into, steps }) => [
    `for ${into} in iter(input, 'quit'):`,
    ...body(code, steps, undefined),
  ],
  when: (code, { on, steps, otherwise }) => stepLines(code, code.toggle(on) ? steps : otherwise),
  attempt: (code, { times, steps, late }) => [
    'done = 0',
    `while done < ${times}:`,
    ...indented([
      'try:',
      ...indented([...stepLines(code, steps), 'done += 1']),
      'except socket.timeout:',
      ...indented(stepLines(code, late, steps.length)),
    ]),
  ],
  threads: (code, { threads }) => {
    code.imports.add('import threading')
    const { step } = code
    const functions = threads.flatMap((steps, index) => {
      code.step = stepNumber(step, index)
      return ['', `def thread${index + 1}():`, ...indented(stepLines(code, steps)), '']
    })
    const names = threads.map((_, index) => `thread${index + 1}`).join(', ')
    return [
      ...functions,
      '',
      `threads = [threading.Thread(target=each) for each in (${names})]`,
      'for thread in threads:',
      '    thread.start()',
      'for thread in threads:',
      '    thread.join()',
    ]
  },
  locked: (code, { on, steps }) => {
    if (!code.toggle(on)) return stepLines(code, steps)
    code.helpers.add('lock = threading.Lock()')
    return ['with lock:', ...indented(stepLines(code, steps))]
  },
  forever: (code, { steps }) => ['while True:', ...body(code, steps, undefined)],
  'for each message': (code, { limit, into, plain = false, steps }) => {
    const isFramed = code.codec !== undefined && !plain
    const most = code.number(limit)
    const recv = code.call(`${into} = ${isFramed ? recvMessage(code, most) : `${code.socket}.recv(${most})`}`)
    const head = isFramed
      ? ['try:', ...indented([recv]), 'except EOFError:', '    break']
      : [recv, `if not ${into}:`, '    break']
    return ['while True:', ...indented(head), ...body(code, steps, undefined)]
  },
}

const body = (code: PythonCode, steps: readonly Step[], counter: string | undefined): PythonLine[] => {
  const outer = code.counter
  code.counter = counter
  const lines = indented(stepLines(code, steps))
  code.counter = outer
  return lines
}

const recvMessage = (code: PythonCode, limit: string): string => {
  if (!code.codec) return `${code.socket}.recv(${limit})`
  useReader(code, code.codec)
  return `recv_message(${code.socket}, ${limit})`
}

const printed = (code: PythonCode, line: readonly PrintPart[]): string => {
  const [only] = line
  if (line.length === 1 && typeof only === 'object' && 'decoded' in only)
    return `${only.decoded}.decode(${code.text(only.encoding)}, 'replace')`
  return `f'${line.map((part) => inString(code, part)).join('')}'`
}

/** A part of an f-string in single quotes. Before Python 3.12 an f-string may not contain its own quotes. */
const inString = (code: PythonCode, part: PrintPart): string => {
  if (typeof part === 'string')
    return stringLiteral(`${part}"`).slice(1, -2).replaceAll('{', '{{').replaceAll('}', '}}')
  if ('repr' in part) return `{${part.repr}!r}`
  if ('decoded' in part) {
    const encoding = code.text(part.encoding).replaceAll("'", '"')
    return `{${part.decoded}.decode(${encoding}, "replace")}`
  }
  return 'lengthOf' in part ? `{len(${part.lengthOf})}` : `{${code.text(part.value)}}`
}

const RECV_EXACTLY = `def recv_exactly(sock, size, limit):
    """Exactly size bytes, in as many recvs as it takes."""
    data = b''
    while len(data) < size:
        piece = sock.recv(min(limit, size - len(data)))
        if not piece:
            raise EOFError(f'the stream ended {size - len(data)} bytes too early')
        data += piece
    return data`

const RECV_KEEPING = `part = bytearray()


def recv_exactly(sock, size, limit):
    """Exactly size bytes, in as many recvs as it takes. A time-out leaves what was read in part."""
    while len(part) < size:
        piece = sock.recv(min(limit, size - len(part)))
        if not piece:
            raise EOFError(f'the stream ended {size - len(part)} bytes too early')
        part.extend(piece)
    data = bytes(part)
    part.clear()
    return data`

const RUN = `# Only these are run, and none of them through a shell. Any other text comes back, as echo would print it.
COMMANDS = {
${[...commandList]
  .map(([name, args]) => `    ${stringLiteral(name)}: [${args.map(stringLiteral).join(', ')}],`)
  .join('\n')}
}


def run(name):
    """The command's output, its first ${MAX_OUTPUT} bytes."""
    if name not in COMMANDS:
        return (name[5:] if name.startswith('echo ') else name).encode() + b'\\n'
    done = subprocess.run(
        COMMANDS[name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=5
    )
    return done.stdout[:${MAX_OUTPUT}]`
