// The proof of what udp-socket.ts says: its calls are the kernel's, one for one, with the very limit that was named.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace)
  console.log('strace is missing: the calls of a UDP socket were not compared with the kernel’s')

let steps: BuiltCommand
let folder: string
beforeAll(async () => {
  steps = await BuiltCommand.make('test/programs/udp-steps.ts')
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterAll(async () => {
  await steps.remove()
  await rm(folder, { recursive: true })
})

/** As strace names them; older ones do not know the second. */
const optionNames = new Map([
  ['SO_RCVBUF', 'SO_RCVBUF'],
  ['SO_MEMINFO', 'SO_MEMINFO'],
  ['0x37 /* SO_??? */', 'SO_MEMINFO'],
])

/** The calls on UDP sockets without addresses and bytes: `recvfrom(1024) = 1024`. */
const callsIn = (trace: string): string[] => {
  const sockets = new Set<string>()
  return trace.split('\n').flatMap((line) => {
    const [, name = '', args = '', result = ''] = /\b([a-z]+)\((.*)\) += (-1 E[A-Z]+|\d+)/.exec(line) ?? []
    if (name === 'socket') {
      if (args.includes('SOCK_DGRAM')) sockets.add(result)
      return []
    }
    const [fd = ''] = args.split(', ')
    if (!sockets.has(fd)) return []
    switch (name) {
      case 'sendto':
      case 'recvfrom':
        // The length and the flags stand behind the bytes, or behind their address where none came.
        return [`${name}(${/["\w.], (\d+), 0(?:,|$)/.exec(args)?.[1] ?? args}) = ${result}`]
      case 'setsockopt':
      case 'getsockopt':
        return [`${name}(${optionNames.get(args.split(', ')[2] ?? '') ?? args}) = ${result}`]
      case 'getsockname':
        return []
      case 'close':
        sockets.delete(fd)
    }
    return [`${name}() = ${result}`]
  })
}

describe.skipIf(!hasStrace)('under strace', () => {
  it('every step is one call of the kernel, with its limit', async () => {
    const { code, stdout, stderr } = await steps.run([], '', [
      ...['strace', '-ff', '-s', '10', '-o', join(folder, 'thread')],
      ...['-e', 'trace=%network,close'],
    ])
    expect([code, stderr]).toEqual([0, ''])
    const names = await readdir(folder)
    const traces = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    const calls = traces.flatMap(callsIn)
    expect(calls).toEqual([
      'bind() = 0',
      'setsockopt(SO_RCVBUF) = 0',
      'sendto(2000) = 2000',
      'sendto(4) = 4',
      // The rest of the 2,000 bytes is not in the next one.
      'recvfrom(1024) = 1024',
      'recvfrom(1024) = 4',
      'sendto(6) = 6',
      'recvfrom(3) = 3',
      'connect() = 0',
      'sendto(5) = 5',
      'recvfrom(65535) = 5',
      ...Array.from({ length: 20 }, () => 'sendto(1000) = 1000'),
      'getsockopt(SO_MEMINFO) = 0',
      'close() = 0',
      'sendto(7) = 7',
      'sendto(8) = 8',
      'recvfrom(1024) = -1 ECONNREFUSED',
      'close() = 0',
      'close() = 0',
    ])
    expect(Number(stdout)).toBeGreaterThan(0)
  })
})
