// Connections one after another between the same two endpoints, told apart by the calls that open them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Session, type Stream } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const streamsOf = (steps: readonly Step[], packets: readonly Captured[] = []): readonly string[] => {
  const session = new Session()
  session.push(logOf(steps))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  return session.streams.map(textOf)
}

/** `client>server#2: sent hello, captured hello, received hello`. */
const textOf = (stream: Stream): string => {
  const lanes = [
    ['sent', stream.send],
    ['captured', stream.segment],
    ['received', stream.recv],
  ] as const
  const texts = lanes.flatMap(([verb, lane]) =>
    lane.count === 0
      ? []
      : [
          `${verb} ${Array.from({ length: lane.count }, (_, k) => Buffer.from(stream.intervalBytes(lane, k)).toString()).join('')}`,
        ],
  )
  const name = stream.name.replace('127.0.0.1:51076', 'client').replace('127.0.0.1:8080', 'server')
  return `${name}: ${texts.join(', ')}`
}

const connect = (at: number, result: Step[3] = 0): Step => ['client', 'connect', ['fd=3'], result, at, 1]
const accept = (at: number): Step => ['server', 'accept', ['fd=3'], 4, at, 1]
const close = (who: 'client' | 'server', at: number): Step => [who, 'close', ['fd=3'], 0, at, 0]
const send = (at: number, text: string): Step => [
  'client',
  'sendto',
  [String(text.length)],
  text.length,
  at,
  1,
  text,
]
const recv = (at: number, text: string): Step => ['server', 'recvfrom', ['99'], text.length, at, 1, text]

describe('ports that are used again', () => {
  it('are a new connection for both ends', () => {
    expect(
      streamsOf([
        ...[connect(0), accept(1), send(2, 'one'), recv(3, 'one'), close('client', 4), close('server', 5)],
        ...[connect(10), accept(11), send(12, 'two'), recv(13, 'two')],
      ]),
    ).toEqual(['client>server: sent one, received one', 'client>server#2: sent two, received two'])
  })

  it('are told apart even if the server accepts the first only after the second was opened', () => {
    expect(
      streamsOf([
        ...[connect(0), send(1, 'one'), close('client', 2), connect(3), send(4, 'two'), close('client', 5)],
        ...[accept(6), recv(7, 'one'), close('server', 8), accept(9), recv(10, 'two')],
      ]),
    ).toEqual(['client>server: sent one, received one', 'client>server#2: sent two, received two'])
  })

  it('are told apart by the server alone', () => {
    expect(streamsOf([accept(0), recv(1, 'one'), close('server', 2), accept(3), recv(4, 'two')])).toEqual([
      'client>server: received one',
      'client>server#2: received two',
    ])
  })

  it('are told apart if only the second was seen to be opened', () => {
    expect(
      streamsOf([send(1, 'one'), recv(2, 'one'), connect(3), accept(4), send(5, 'two'), recv(6, 'two')]),
    ).toEqual(['client>server: sent one, received one', 'client>server#2: sent two, received two'])
  })

  it('are one connection if connect would block and is called again to ask how it went', () => {
    const again = [connect(0, { errno: 'EINPROGRESS' }), connect(1), connect(2, { errno: 'EISCONN' })]
    expect(streamsOf([...again, send(3, 'one'), accept(4), recv(5, 'one')])).toEqual([
      'client>server: sent one, received one',
    ])
  })

  it('are one connection if connect had been refused before', () => {
    const refused = connect(0, { errno: 'ECONNREFUSED' })
    expect(streamsOf([refused, connect(1), accept(2), send(3, 'one'), recv(4, 'one')])).toEqual([
      'client>server: sent one, received one',
    ])
  })

  it('follow the newest connection where no call opens any', () => {
    const reply: Step = ['server', 'sendto', ['2'], 2, 6, 1, 'ok']
    expect(streamsOf([connect(0), send(1, 'one'), connect(4), send(5, 'two'), reply])).toEqual([
      'client>server: sent one',
      'client>server#2: sent two',
      'server>client#2: sent ok',
    ])
  })
})

describe('with a capture', () => {
  const calls = [
    ...[connect(0), accept(1), send(2, 'one'), recv(3, 'one'), close('client', 4), close('server', 5)],
    ...[connect(10), accept(11), send(12, 'two'), recv(13, 'two')],
  ]
  const wire = (at: number, payload: string): Captured[] => [
    { from: 'client', at, mss: 1460 },
    { from: 'server', at, mss: 1460 },
    { from: 'client', at: at + 2, payload },
  ]
  const both = [
    'client>server: sent one, captured one, received one',
    'client>server#2: sent two, captured two, received two',
  ]

  it('that comes after all calls, the packets belong to the connection of their SYN', () => {
    expect(streamsOf(calls, [...wire(0.5, 'one'), ...wire(10.5, 'two')])).toEqual(both)
  })

  it('that began only before the second, they belong to the second', () => {
    expect(streamsOf(calls, wire(10.5, 'two'))).toEqual([
      'client>server: sent one, received one',
      'client>server#2: sent two, captured two, received two',
    ])
  })
})

it('however the calls of both ends are interleaved, each connection has its own bytes', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(texts, fc.array(fc.boolean(), { maxLength: 60 }), (all, turns) => {
      const client = all.flatMap((text, k) => [
        connect(k * 10),
        send(k * 10 + 1, text),
        close('client', k * 10 + 2),
      ])
      const server = all.flatMap((text, k) => [
        accept(k * 10),
        recv(k * 10 + 3, text),
        close('server', k * 10 + 4),
      ])
      const steps = turns.flatMap((isClient) => (isClient ? client : server).splice(0, 1))
      const found = streamsOf([...steps, ...client, ...server])
      const name = (k: number) => `client>server${k === 0 ? '' : `#${k + 1}`}`
      expect(found.toSorted()).toEqual(
        all.map((text, k) => `${name(k)}: sent ${text}, received ${text}`).toSorted(),
      )
    }),
    { seed: 20_261_129, numRuns: 200 },
  )
})
