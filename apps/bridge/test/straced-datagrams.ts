// What strace (with `-ff -xx -s 100000`) saw of a process's calls on UDP sockets, socket by socket.
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordedCall } from './recorded-calls.ts'

/** strace in front of a program, writing into `folder`; `straced` reads it back. */
export const straceOf = (folder: string): readonly string[] => [
  ...['strace', '-f', '-ff', '-xx', '-s', '100000', '-o', join(folder, 'thread')],
  ...['-e', 'trace=socket,bind,connect,sendto,recvfrom,setsockopt,getsockopt,sendmsg,recvmsg,close'],
]

export const traceFolder = (parent: string): Promise<string> => mkdtemp(join(parent, 'traces-'))

/**
 * One socket's calls in their order, without addresses: `sendto(5) = 5 68656c6c6f`, `recvfrom(1024) = -1 ECONNREFUSED`,
 * `setsockopt(SO_RCVBUF, 8192) = 0`, `getsockopt(SO_MEMINFO, drops) = 188`.
 */
export type SocketCalls = readonly string[]

export const straced = async (folder: string): Promise<SocketCalls[]> => {
  const names = await readdir(folder)
  const traces = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return traces.flatMap(socketsIn)
}

/** The sockets of one thread. */
export const socketsIn = (trace: string): SocketCalls[] => {
  const sockets: string[][] = []
  const open = new Map<string, string[]>()
  for (const line of trace.split('\n')) {
    const [, name = '', args = '', result = ''] = /^([a-z]+)\((.*)\) += (-1 E[A-Z]+|\d+)/.exec(line) ?? []
    if (name === 'socket' && args.includes('AF_INET, SOCK_DGRAM')) {
      const calls: string[] = []
      sockets.push(calls)
      open.set(result, calls)
    }
    const [fd = ''] = args.split(', ')
    const calls = open.get(fd)
    if (!calls || name === 'socket') continue
    calls.push(callText(name, args, result))
    if (name === 'close') open.delete(fd)
  }
  return sockets
}

const callText = (name: string, args: string, result: string): string => {
  const payload = (/"([^"]*)"/.exec(args)?.[1] ?? '').replaceAll('\\x', '')
  const parts = args.split(', ')
  switch (name) {
    case 'sendto':
    case 'recvfrom': {
      const bytes = result.startsWith('-1') || payload === '' ? '' : ` ${payload}`
      return `${name}(${parts[2] ?? ''}) = ${result}${bytes}`
    }
    case 'setsockopt':
      return `${name}(${parts[2] ?? ''}, ${parts[3]?.replace(/[[\]]/g, '') ?? ''}) = ${result}`
    case 'getsockopt':
      // An older strace prints SO_MEMINFO as 0x37. Its ninth number counts the drops.
      return /SO_MEMINFO|0x37/.test(parts[2] ?? '')
        ? `getsockopt(SO_MEMINFO, drops) = ${Buffer.from(payload, 'hex').readUInt32LE(32)}`
        : `getsockopt(${parts[2] ?? ''}) = ${result}`
    default:
      return `${name}() = ${result}`
  }
}

/** Each program's calls on its UDP socket, as strace would print them. */
export const socketCalls = (recorded: readonly RecordedCall[]): SocketCalls[] => {
  const programs = new Map<string, string[]>()
  for (const { program, name, args, result, payload, transport } of recorded) {
    // Neither a write nor a sleep is on the socket.
    if (transport !== 'udp' || name === 'write' || name === 'sleep') continue
    const outcome = typeof result === 'number' ? String(result) : `-1 ${result.errno}`
    const bytes = payload.length > 0 ? ` ${payload.toString('hex')}` : ''
    const call = `${kernelNames.get(name) ?? name}(${args.join(', ')}) = ${outcome}${bytes}`
    programs.set(program, [...(programs.get(program) ?? []), call])
  }
  return [...programs.values()]
}

/** On a connected socket the C library turns send and recv into these calls. */
const kernelNames = new Map<string, string>([
  ['send', 'sendto'],
  ['recv', 'recvfrom'],
])
