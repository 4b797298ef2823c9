import net from 'node:net'
import { once } from 'node:events'
import type { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { printedBy, runHelloWorld, sessionOf } from '../../test/lab-bench.ts'
import { prepareRun } from './prepared-run.ts'

const lengths = (session: Session, lane: 'send' | 'recv'): number[] => {
  const [stream] = session.streams
  if (!stream) return []
  const { count, starts, ends } = stream[lane]
  return Array.from({ length: count }, (_, index) => Number(ends[index]) - Number(starts[index]))
}

describe('hello + world', () => {
  it('with framing off sticks together in one recv of 10 bytes', async () => {
    const session = await runHelloWorld({ wait: 50 })
    expect(lengths(session, 'send')).toEqual([5, 5])
    expect(lengths(session, 'recv')).toEqual([10])
    expect(printedBy(session)).toBe("data1: b'helloworld'\ndata2: b''\n")
  })

  it('with framing on comes out as two whole messages', async () => {
    const session = await runHelloWorld({ wait: 50 }, 'struct:!I')
    expect(lengths(session, 'send')).toEqual([9, 9])
    expect(printedBy(session)).toBe("data1: b'hello'\ndata2: b'world'\n")
  })

  it('with a recv limit of 3 is torn', async () => {
    const session = await runHelloWorld({ wait: 50, limit: 3 })
    expect(lengths(session, 'recv')).toEqual([3, 3])
    expect(printedBy(session)).toBe("data1: b'hel'\ndata2: b'low'\n")
  })

  it('with a recv limit of 3 and framing on is whole, because the server reads on', async () => {
    const session = await runHelloWorld({ wait: 50, limit: 3 }, 'struct:!I')
    expect(lengths(session, 'recv')).toEqual([3, 3, 3, 3, 3, 3])
    expect(printedBy(session)).toBe("data1: b'hello'\ndata2: b'world'\n")
  })

  it('keeps emoji whole under framing and prints their UTF-8 as Python does', async () => {
    const session = await runHelloWorld({ first: '🙂', second: 'é', wait: 20 }, 'length:u16be')
    expect(printedBy(session)).toBe("data1: b'\\xf0\\x9f\\x99\\x82'\ndata2: b'\\xc3\\xa9'\n")
  })

  it('with Nagle off sets TCP_NODELAY before it sends', async () => {
    const session = await runHelloWorld({ nagle: false, wait: 10 })
    expect(session.streams[0]?.calls?.end.options.at('TCP_NODELAY', Infinity)).toBe(1)
    expect(session.calls.map(({ call }) => call.name)).toContain('setsockopt')
  })

  it('names the recv limit that cut a message', async () => {
    const session = await runHelloWorld({ first: 'a', second: 'b', wait: 20 }, 'fixed:1')
    expect(printedBy(session)).toBe("data1: b'a'\ndata2: b'b'\n")
  })

  it('prints nothing when it is stopped', async () => {
    const stop = new AbortController()
    const running = sessionOf(prepareRun('hello-world', { wait: 10_000 }, 'none'), stop.signal)
    stop.abort()
    expect(printedBy(await running)).toBe('')
  })
})

describe('a failing call', () => {
  const alone = {
    ...prepareRun('hello-world', {}, 'none'),
    programs: [
      {
        name: 'client',
        steps: [
          { do: 'connect', to: 'elsewhere' } as const,
          { do: 'send message', bytes: { text: 'hi' } } as const,
          { do: 'recv message', limit: 10, into: 'data1' } as const,
        ],
      },
    ],
  }

  it('on a connection that the peer reset is recorded, and printed as Python prints it', async () => {
    const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const session = await sessionOf(alone, undefined, { elsewhere: addressOf(server) })
    server.close()
    expect(session.calls.map(({ call }) => call.result)).toEqual([0, { errno: 'ECONNRESET' }, 0])
    expect(printedBy(session)).toBe('ConnectionResetError: [Errno 104] Connection reset by peer\n')
  })

  it('that is refused is recorded, and printed as Python prints it', async () => {
    const server = net.createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const nobody = addressOf(server)
    server.close()
    await once(server, 'close')
    const session = await sessionOf(alone, undefined, { elsewhere: nobody })
    expect(session.calls.map(({ call }) => call.result)).toEqual([{ errno: 'ECONNREFUSED' }])
    expect(printedBy(session)).toBe('ConnectionRefusedError: [Errno 111] Connection refused\n')
  })
})

const addressOf = (server: net.Server) => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return { address: address.address, port: address.port }
}
