// Each step on a UDP socket, and each step that reads typed lines, as lines of Python.
import type { Step } from '../step.ts'
import type { DatagramSteps } from '../steps/datagrams.ts'
import type { TypingSteps } from '../steps/typing.ts'
import { ADDRESS, type PythonCode, type Writers } from './python-code.ts'

export const datagramWriters: Writers<DatagramSteps & TypingSteps> = {
  // In the printed programs the port is fixed, so all know it from the beginning.
  'choose port': () => [],
  bind: (code) => [code.call(`${code.udpSocket}.bind(${ADDRESS})`), ''],
  'connect udp': (code) => [code.call(`${code.udpSocket}.connect(${ADDRESS})`)],
  sendto: (code, { bytes, to }) => {
    const address = typeof to === 'string' ? ADDRESS : `${to.senderOf}_from`
    return [code.call(`${code.udpSocket}.sendto(${code.bytes(bytes)}, ${address})`)]
  },
  recvfrom: (code, { limit, into }) => [
    code.call(`${into}, ${into}_from = ${code.udpSocket}.recvfrom(${code.number(limit)})`),
  ],
  'send datagram': (code, { bytes }) => [code.call(`${code.udpSocket}.send(${code.bytes(bytes)})`)],
  'recv datagram': (code, { limit, into }) => [
    code.call(`${into} = ${code.udpSocket}.recv(${code.number(limit)})`),
  ],
  'read all': (code, { limit, count }) => [
    `${count} = 0`,
    'try:',
    '    while True:',
    code.call(`        ${code.udpSocket}.recvfrom(${code.number(limit)})`),
    `        ${count} += 1`,
    'except socket.timeout:',
    '    pass',
    '',
  ],
  'receive buffer': (code, { bytes }) => [
    code.call(`${code.udpSocket}.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ${code.number(bytes)})`),
  ],
  'read drops': (code, { into }) => {
    code.imports.add('import struct')
    code.helpers.add('SO_MEMINFO = 55  # Linux only; its ninth number counts the drops')
    return [
      code.call(`memory = ${code.udpSocket}.getsockopt(socket.SOL_SOCKET, SO_MEMINFO, 36)`),
      `${into} = struct.unpack('9I', memory)[8]`,
    ]
  },
  'close udp': (code) => ['', code.call(`${code.udpSocket}.close()`)],
  input: (_, { into }) => [`${into} = input()`],
}

/** The lines before the steps of a program that uses UDP. */
export const openingLines = (code: PythonCode, steps: readonly Step[]): string[] => {
  const timeout = firstTimeout(code, steps)
  return [
    `${code.udpSocket} = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)`,
    ...(timeout === undefined ? [] : [`${code.udpSocket}.settimeout(${timeout / 1000})`]),
  ]
}

/** Milliseconds. A program has one time-out for all its recvfroms. */
const firstTimeout = (code: PythonCode, steps: readonly Step[]): number | undefined => {
  for (const step of steps) {
    if ('timeout' in step) return Number(code.number(step.timeout))
    const within = 'steps' in step ? firstTimeout(code, step.steps) : undefined
    if (within !== undefined) return within
  }
  return undefined
}
