// Compares what the UDP experiments record, call by call, with the kernel's own account.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { recordedCalls } from '../../test/recorded-calls.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import {
  socketCalls,
  straced,
  straceOf,
  type SocketCalls,
  traceFolder,
} from '../../test/straced-datagrams.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace)
  console.log('strace is missing: the UDP experiments’ calls were not compared with the kernel’s')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

const inOrder = (sockets: readonly SocketCalls[]): string[] =>
  sockets.map((calls) => calls.join('\n')).toSorted()

/** Drops sockets that never moved a byte: one that found a port, or that of a server that was ended while it waited. */
const withoutClose = (sockets: readonly SocketCalls[]): SocketCalls[] =>
  sockets.map((calls) => calls.filter((call) => call !== 'close() = 0')).filter((calls) => calls.length > 1)

describe.skipIf(!hasStrace)('under strace every step is one call', () => {
  it.each([
    ['udp-echo', []],
    ['udp-echo', ['--set', 'limit=3', '--set', 'wait=0']],
    ['udp-truncate', []],
    ['udp-truncate', ['--set', 'size=60000', '--set', 'limit=60000']],
    ['udp-no-listener', []],
    ['udp-overflow', ['--set', 'count=40']],
    ['udp-chat', []],
  ])('of %s %j', async (name, args) => {
    const traces = await traceFolder(folder)
    const file = join(traces, '..', `${traces.slice(-6)}.pcapng`)
    const { code, stderr } = await unstick.run(
      ['lab', name, '--loopback', ...args, '--record', file],
      '',
      straceOf(traces),
    )
    expect([code, stderr]).toEqual([0, ''])
    const recorded = socketCalls(recordedCalls(await readFile(file)))
    expect(recorded.length).toBeGreaterThan(1)
    expect(inOrder(withoutClose(recorded))).toEqual(inOrder(withoutClose(await straced(traces))))
  })
})
