// What a lab program's calls say beside their bytes: its sleeps, and the step that made each call.
import { describe, expect, it } from 'vitest'
import { callBlock, callInterfaceBlock, Session, sessionHeaderBlock } from '../src/index.ts'
import { began } from './log-of.ts'
import { ends, nowhere } from './udp-log.ts'

const none = new Uint8Array(0)
const ms = (count: number): bigint => BigInt(count) * 1_000_000n

const sessionOf = (blocks: readonly Uint8Array[]): Session => {
  const session = new Session()
  const opening = [
    sessionHeaderBlock({ title: 't' }),
    callInterfaceBlock('server'),
    callInterfaceBlock('client'),
  ]
  for (const block of [...opening, ...blocks]) session.push(block)
  session.end()
  return session
}

describe('a sleep', () => {
  const sleep = {
    name: 'sleep',
    args: ['0.2'],
    result: 0,
    transport: 'tcp',
    payload: none,
    step: '3',
  } as const
  const session = sessionOf([
    callBlock(0, { ...sleep, local: nowhere, remote: nowhere, start: began + ms(5), duration: ms(200) }),
  ])

  it('is a call of its program with its begin and its duration', () => {
    expect(session.calls).toMatchObject([
      { program: 'server', time: 0, duration: 200e6, call: { name: 'sleep', args: ['0.2'], step: '3' } },
    ])
    expect(session.last).toBe(200e6)
  })

  it('is on no stream, and left out for no reason', () => {
    expect(session.calls[0]?.stream).toBeUndefined()
    expect([session.streams, session.leftOut]).toEqual([[], {}])
  })
})

describe('stream.callOf(lane, index)', () => {
  const call = (sender: 0 | 1, transport: 'tcp' | 'udp', at: number, text: string, step: string) => {
    const isSend = sender === 1
    return callBlock(sender, {
      name: isSend ? 'send' : 'recv',
      args: [isSend ? String(text.length) : '1024'],
      result: text.length,
      transport,
      local: isSend ? ends.client : ends.server,
      remote: isSend ? ends.server : ends.client,
      start: began + ms(at),
      duration: 0n,
      payload: new TextEncoder().encode(text),
      step,
    })
  }
  const steps = (session: Session) => {
    const [stream] = session.streams
    return (['send', 'recv'] as const).map((lane) =>
      Array.from({ length: stream?.[lane].count ?? 0 }, (_, index) => stream?.callOf(lane, index)?.step),
    )
  }

  it('knows the step of each interval of a TCP stream', () => {
    const blocks = [
      call(1, 'tcp', 1, 'ab', '2'),
      call(1, 'tcp', 2, 'c', '4.1'),
      call(0, 'tcp', 3, 'abc', '3'),
    ]
    expect(steps(sessionOf(blocks))).toEqual([['2', '4.1'], ['3']])
  })

  it('knows the step of each datagram, wherever it lies on the lane', () => {
    const sends = [
      call(1, 'udp', 1, 'one', '2'),
      call(1, 'udp', 2, 'two', '3'),
      call(1, 'udp', 3, 'six', '4'),
    ]
    const recvs = [
      call(0, 'udp', 4, 'two', '5'),
      call(0, 'udp', 5, 'six', '6'),
      call(0, 'udp', 6, 'one', '7'),
    ]
    // The reader received them in another order; the lane is in the order sent.
    expect(steps(sessionOf([...sends, ...recvs]))).toEqual([
      ['2', '3', '4'],
      ['7', '5', '6'],
    ])
    // In a log in which the reader's calls come first, they find their places later.
    expect(steps(sessionOf([...recvs, ...sends]))).toEqual([
      ['2', '3', '4'],
      ['7', '5', '6'],
    ])
  })
})
