import { describe, expect, it, test } from 'vitest'
import { parseWrittenSteps } from '@unstick/api'
import { experiments } from './experiments.ts'
import { prepareRun } from './prepared-run.ts'
import { writtenRun } from './written-run.ts'

const sides = (name: string, conditions = {}, framing = 'none') => {
  const { conditions: written, leftOut } = writtenRun(prepareRun(name, conditions, framing))
  const steps = (key: string): unknown => JSON.parse(String(written[key]))
  return { server: steps('server'), client: steps('client'), written, leftOut }
}

describe('writtenRun(run)', () => {
  it('writes hello + world with its texts, times and limit', () => {
    expect(sides('hello-world', { first: 'good', gap: 20, limit: 3, delay: 5 })).toMatchObject({
      server: [
        { do: 'sleep', ms: 200 },
        { do: 'recv framed', limit: 3 },
        { do: 'recv framed', limit: 3 },
        { do: 'close' },
      ],
      client: [
        { do: 'connect' },
        { do: 'send framed', text: 'good' },
        { do: 'sleep', ms: 20 },
        { do: 'send framed', text: 'world' },
        { do: 'close' },
      ],
      written: { transport: 'TCP', nagle: true, delay: 5 },
      leftOut: [],
    })
  })

  it('writes the size that a reader takes from the length as a number, because all bytes before it are certain', () => {
    // struct.pack('i', 5) on a little-endian machine, as CPython prints it: b'\x05\x00\x00\x00'.
    const { server, leftOut } = sides('recv-eats-next', { first: 'hello', second: 'world!', exact: true })
    expect(server).toEqual([
      { do: 'sleep', ms: 200 },
      { do: 'recv exactly', size: 4 },
      { do: 'recv exactly', size: 5 },
      { do: 'recv exactly', size: 4 },
      { do: 'recv exactly', size: 6 },
      { do: 'close' },
    ])
    expect(leftOut).toEqual([])
  })

  it('leaves a recv out whose size depends on where an earlier recv ended, and says so', () => {
    const { server, leftOut } = sides('header-torn')
    expect(server).toContainEqual({ do: 'recv', limit: 4 })
    expect(leftOut).toEqual(['A recv of server is left out, because its size depends on what it received.'])
  })

  it('writes UDP as UDP, and answers as if every datagram arrived', () => {
    expect(sides('udp-echo', { first: 'a', second: 'b', third: 'c' })).toMatchObject({
      server: [
        { do: 'sleep', ms: 200 },
        { do: 'recv', limit: 1024 },
        { do: 'send text', text: 'A' },
        { do: 'recv', limit: 1024 },
        { do: 'send text', text: 'B' },
        { do: 'recv', limit: 1024 },
        { do: 'send text', text: 'C' },
      ],
      written: { transport: 'UDP' },
      leftOut: ['What server answers is written out, as if every datagram arrived.'],
    })
  })

  it('names the programs that have no place', () => {
    const { client, leftOut } = sides('udp-and-tcp')
    expect(leftOut).toEqual([
      'The playground has two programs, so udp-server is left out.',
      'What client does by UDP is left out.',
    ])
    expect(client).toEqual([
      { do: 'connect' },
      { do: 'send framed', text: 'hello' },
      { do: 'send framed', text: 'world' },
      { do: 'close' },
    ])
  })

  it('cuts what is too long, and says how much', () => {
    const { client, leftOut } = sides('late-reader', { count: 200 })
    // A connect, 200 small sends, a large one and a close.
    expect(client).toHaveLength(200)
    expect((client as unknown[]).at(-1)).toEqual({ do: 'close' })
    expect(leftOut).toContain('3 steps of client do not fit.')
  })
})

const all = experiments.flatMap(({ info }) => [
  [info.name, 'as offered', {}, 'none'] as const,
  ...info.tryNext.map(
    ({ label, conditions, framing = 'none' }) => [info.name, label, conditions, framing] as const,
  ),
])

test.each(all)('the playground takes what is written of %s, %s', (name, _, conditions, framing) => {
  const { conditions: written } = writtenRun(prepareRun(name, conditions, framing))
  const transport = written.transport === 'UDP' ? 'UDP' : 'TCP'
  for (const side of ['server', 'client'] as const)
    expect(parseWrittenSteps(String(written[side]), side, transport)).toMatchObject({ ok: true })
  expect(prepareRun('playground', written, framing).programs).toHaveLength(2)
})
