// What is said of a stream beside its findings: calls that moved nothing, how it ended, and that its bytes are TLS.
import { describe, expect, it } from 'vitest'
import { callBlock, type CallResult, Session, streamNotes } from '../src/index.ts'
import { began, logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const streamsOf = (steps: readonly Step[], packets: readonly Captured[] = []) => {
  const session = new Session()
  session.push(logOf(steps))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  return session.streams
}

const notesOf = (steps: readonly Step[], packets: readonly Captured[] = []): readonly string[] => {
  const [stream] = streamsOf(steps, packets)
  return stream ? streamNotes(stream) : []
}

type Who = 'client' | 'server'
const send = (at: number, text: string, who: Who = 'client'): Step => [
  who,
  'sendto',
  [String(text.length), 'fd=5'],
  text.length,
  at,
  0,
  text,
]
const recv = (at: number, text: string, who: Who = 'server'): Step => [
  who,
  'recvfrom',
  ['1024', 'fd=4'],
  text.length,
  at,
  0,
  text,
]
const other = (
  who: Who,
  name: Step[1],
  at: number,
  args: readonly string[] = [],
  result: CallResult = 0,
): Step => [who, name, [...args, 'fd=5'], result, at, 0]
const failed = (who: Who, name: Step[1], at: number, errno: string): Step =>
  other(who, name, at, ['1024'], { errno })

const both = [send(1, 'hello'), recv(2, 'hello')]

describe('calls that moved nothing', () => {
  it('are counted if they would have blocked', () => {
    const steps = [
      failed('server', 'recvfrom', 0, 'EAGAIN'),
      failed('server', 'read', 1, 'EAGAIN'),
      ...both,
      failed('client', 'sendto', 3, 'EAGAIN'),
      // The other direction's.
      failed('client', 'recvfrom', 4, 'EAGAIN'),
    ]
    expect(notesOf(steps)).toEqual([
      '1 send of client returned EAGAIN: the send buffer had no room.',
      '2 recvs of server returned EAGAIN: no byte was there.',
    ])
  })

  it('are counted if they only looked, and take no bytes', () => {
    const peek: Step = ['server', 'recvfrom', ['1024', 'MSG_PEEK', 'fd=4'], 5, 1.5, 0, 'hello']
    const [stream] = streamsOf([send(1, 'hello'), peek, recv(2, 'hello')])
    expect(stream && streamNotes(stream)).toEqual([
      '1 recv of server only looked at the bytes (MSG_PEEK) and took none.',
    ])
    expect([stream?.recv.count, stream?.length, stream?.reader]).toEqual([1, 5, 'server'])
  })

  it('say which options were set, each where it matters', () => {
    const steps = [
      other('client', 'setsockopt', 0, ['TCP_NODELAY', '1']),
      other('client', 'setsockopt', 0, ['SO_SNDBUF', '4096']),
      other('client', 'setsockopt', 0, ['SO_RCVBUF', '8192']),
      other('client', 'setsockopt', 0, ['SO_LINGER', '{l_onoff=1', 'l_linger=0}']),
      other('server', 'setsockopt', 0, ['SO_RCVLOWAT', '6']),
      other('server', 'setsockopt', 0, ['SO_KEEPALIVE', '1']),
      other('server', 'setsockopt', 0, ['TCP_QUICKACK', '1'], { errno: 'EINVAL' }),
      ...both,
    ]
    expect(notesOf(steps)).toEqual([
      'client set TCP_NODELAY to 1, SO_SNDBUF to 4096, SO_LINGER to {l_onoff=1, l_linger=0}.',
      'server set SO_RCVLOWAT to 6.',
    ])
  })
})

it('a recv that asks for no byte and returns 0 is not the end of the stream', () => {
  const none: Step = ['server', 'recvfrom', ['0', 'fd=4'], 0, 3, 0]
  const end: Step = ['server', 'recvfrom', ['1024', 'fd=4'], 0, 5, 0]
  expect(streamsOf([...both, none])[0]?.endSeen).toBeUndefined()
  expect(streamsOf([...both, none, end])[0]?.endSeen).toBe(4e6)
})

describe('who closed first', () => {
  it('is the end that called close before the other', () => {
    const steps = [...both, other('server', 'close', 30), other('client', 'close', 10)]
    expect(notesOf(steps)).toEqual(['client closed first: it called close 20 ms before server called close.'])
  })

  it('may be one that called shutdown, but not for receiving only', () => {
    const shut = (how: string) => other('client', 'shutdown', 5, [how])
    const closes = [other('server', 'close', 10), other('client', 'close', 30)]
    expect(notesOf([...both, shut('SHUT_WR'), ...closes])).toEqual([
      'client closed first: it called shutdown 5 ms before server called close.',
    ])
    expect(notesOf([...both, shut('SHUT_RD'), ...closes])).toEqual([
      'server closed first: it called close 20 ms before client called close.',
    ])
  })

  it('is not one that went on with another descriptor of the same socket, as after fork', () => {
    const closes = [other('client', 'close', 30), other('server', 'close', 40)]
    expect(notesOf([send(1, 'hello'), other('server', 'close', 1.5), recv(2, 'hello'), ...closes])).toEqual([
      'client closed first: it called close 10 ms before server called close.',
    ])
  })

  it('is not known from one end alone', () => {
    expect(notesOf([...both, other('client', 'close', 10)])).toEqual([])
  })

  it('is known from the FINs of a capture', () => {
    const packets: Captured[] = [
      { from: 'client', at: 0, mss: 1460 },
      { from: 'server', at: 0, mss: 1460 },
      { from: 'client', at: 1, payload: 'hello' },
      { from: 'server', at: 10, acknowledges: 5, ends: 'FIN' },
      { from: 'client', at: 14, offset: 5, ends: 'FIN' },
    ]
    const session = new Session()
    session.push(logOf([]))
    session.push(captureInterface())
    for (const packet of packets) session.push(capturedBlock(2, packet))
    const [stream] = session.streams
    expect(stream && streamNotes(stream)).toEqual([
      'The server closed first: its FIN was captured 4 ms before that of the client.',
    ])
  })
})

describe('a reset', () => {
  const unread = [send(1, 'hello'), recv(2, 'hello'), send(3, 'world')]

  it('after a close with unread bytes says which bytes, and what shows the reset', () => {
    const steps = [...unread, other('server', 'close', 10), failed('client', 'recvfrom', 12, 'ECONNRESET')]
    expect(notesOf(steps)).toEqual([
      "server called close when 5 bytes (5 to 10) that had been sent were not read. client's recvfrom returned ECONNRESET.",
    ])
    const rst: Captured[] = [
      { from: 'client', at: 0, mss: 1460 },
      { from: 'server', at: 0, mss: 1460 },
      { from: 'client', at: 1, payload: 'hello' },
      { from: 'client', at: 3, offset: 5, payload: 'world' },
      { from: 'server', at: 11, acknowledges: 10, ends: 'RST' },
    ]
    expect(notesOf([...unread, other('server', 'close', 10)], rst)).toEqual([
      'server called close when 5 bytes (5 to 10) that had been captured were not read. A RST of its TCP was captured 1 ms later.',
    ])
  })

  it('that SO_LINGER with 0 seconds asked for is its cause; another linger time is none', () => {
    const linger = (seconds: number): Step => [
      'client',
      'setsockopt',
      ['SO_LINGER', `{l_onoff=1 l_linger=${seconds}}`, 'fd=5'],
      0,
      4,
      0,
      '',
    ]
    const ending = [other('client', 'close', 10), failed('server', 'recvfrom', 12, 'ECONNRESET')]
    expect(notesOf([...both, linger(0), ...ending])).toContain(
      "client had set SO_LINGER to 0 seconds and called close, which resets the connection and drops what is not sent yet. server's recvfrom returned ECONNRESET.",
    )
    expect(notesOf([...both, linger(5), ...ending]).join()).not.toContain('resets the connection')
    // Nobody saw a reset.
    expect(notesOf([...both, linger(0), other('client', 'close', 10)]).join()).not.toContain('resets')
  })

  it('is not claimed without a RST or ECONNRESET, nor of bytes that were sent after the close', () => {
    expect(notesOf([...unread, other('server', 'close', 10)])).toEqual([])
    const late = [
      ...both,
      other('server', 'close', 3),
      send(5, 'world'),
      failed('client', 'sendto', 6, 'EPIPE'),
    ]
    expect(notesOf(late)).toEqual(["client's sendto returned EPIPE: the connection was closed already."])
  })

  it('is not blamed on bytes that were sent only after the close', () => {
    const late = [
      ...both,
      other('server', 'close', 3),
      send(5, 'world'),
      failed('client', 'recvfrom', 6, 'ECONNRESET'),
    ]
    expect(notesOf(late)).toEqual(["client's recvfrom returned ECONNRESET: the connection had been reset."])
  })

  it('that the reader met says how many bytes it never read', () => {
    const steps = [...unread, failed('server', 'recvfrom', 12, 'ECONNRESET')]
    expect(notesOf(steps)).toEqual([
      "server's recvfrom returned ECONNRESET: the connection had been reset, and the last 5 bytes were never read.",
    ])
    expect(notesOf([...both, failed('server', 'recvfrom', 12, 'ECONNRESET')])).toEqual([])
  })
})

describe('a stream that begins with a TLS handshake', () => {
  /** The first bytes of `openssl s_client`, and of a server's answer. */
  const client = '\x16\x03\x01\x01\x3a\x01\x00\x01\x36\x03\x03'
  const server = '\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03'
  const bytesOf = (text: string, sizes: readonly number[], who: 'client' | 'server') => {
    const session = new Session()
    session.push(logOf([]))
    const data = Buffer.from(text, 'latin1')
    let from = 0
    const ends = {
      client: { address: '127.0.0.1', port: 51_076 },
      server: { address: '127.0.0.1', port: 8_080 },
    }
    for (const size of sizes) {
      const payload = data.subarray(from, (from += size))
      session.push(
        callBlock(1, {
          name: 'write',
          args: [String(payload.length), 'fd=5'],
          result: payload.length,
          transport: 'tcp',
          local: ends[who],
          remote: ends[who === 'client' ? 'server' : 'client'],
          start: began,
          duration: 0n,
          payload,
        }),
      )
    }
    const [stream] = session.streams
    return stream ? streamNotes(stream).filter((note) => note.includes('TLS')) : []
  }
  const says = (hello: string) => [
    `The stream begins with a TLS handshake (${hello}): its bytes are TLS records, and what the programs said is encrypted inside. The framing tls shows where each record ends.`,
  ]

  it('says so, however its first bytes came', () => {
    expect(bytesOf(client, [11], 'client')).toEqual(says('ClientHello'))
    expect(bytesOf(client, [5, 6], 'client')).toEqual(says('ClientHello'))
    expect(bytesOf(client, [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], 'client')).toEqual(says('ClientHello'))
    expect(bytesOf(server, [11], 'server')).toEqual(says('ServerHello'))
  })

  it.each([
    ['too few bytes', client.slice(0, 8)],
    ['another record', '\x17\x03\x03\x01\x3a\x01\x00\x01\x36\x03\x03'],
    ['another version', '\x16\x02\x01\x01\x3a\x01\x00\x01\x36\x03\x03'],
    ['a record that is too long', '\x16\x03\x01\xff\xff\x01\x00\x01\x36\x03\x03'],
    ['another message', '\x16\x03\x01\x01\x3a\x0b\x00\x01\x36\x03\x03'],
    ['a message of megabytes', '\x16\x03\x01\x01\x3a\x01\x7f\x01\x36\x03\x03'],
    ['HTTP', 'GET / HTTP/1.1\r\n'],
  ])('does not with %s', (_, text) => {
    expect(bytesOf(text, [text.length], 'client')).toEqual([])
  })
})
