// The proof for udp-socket.ts: its calls are the kernel's, one for one, with the very limit that was given.
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { straced, straceOf, traceFolder } from '../../test/straced-datagrams.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace)
  console.log('strace is missing: the calls of a UDP socket were not compared with the kernel’s')

const steps = await BuiltCommand.make('test/programs/udp-steps.ts')
const folder = await temporaryFolder()

const hex = (text: string) => Buffer.from(text).toString('hex')

describe.skipIf(!hasStrace)('under strace', () => {
  it('every step is one call of the kernel, with its limit', async () => {
    const traces = await traceFolder(folder)
    const { code, stdout, stderr } = await steps.run([], '', straceOf(traces))
    expect([code, stderr]).toEqual([0, ''])
    const [reader, writer, connected] = await straced(traces)
    expect(reader).toEqual([
      'setsockopt(SO_RCVBUF, 4096) = 0',
      'bind() = 0',
      // 2,000 bytes came, and the next call does not return the rest.
      `recvfrom(1024) = 1024 ${hex('a'.repeat(1024))}`,
      `recvfrom(1024) = 4 ${hex('next')}`,
      `sendto(6) = 6 ${hex('answer')}`,
      `recvfrom(65535) = 5 ${hex('hello')}`,
      `getsockopt(SO_MEMINFO, drops) = ${stdout.trim()}`,
      'close() = 0',
    ])
    expect(writer).toEqual([
      `sendto(2000) = 2000 ${hex('a'.repeat(2000))}`,
      `sendto(4) = 4 ${hex('next')}`,
      `recvfrom(3) = 3 ${hex('ans')}`,
      ...Array.from({ length: 20 }, () => `sendto(1000) = 1000 ${'00'.repeat(1000)}`),
      `sendto(7) = 7 ${'00'.repeat(7)}`,
      'close() = 0',
    ])
    expect(connected).toEqual([
      'connect() = 0',
      `sendto(5) = 5 ${hex('hello')}`,
      `sendto(8) = 8 ${'00'.repeat(8)}`,
      'recvfrom(1024) = -1 ECONNREFUSED',
      'close() = 0',
    ])
    expect(Number(stdout)).toBeGreaterThan(0)
  })
})
