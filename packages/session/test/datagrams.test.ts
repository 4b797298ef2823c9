// UDP streams: datagrams keep their boundaries and the offsets at which they were sent, and each has a fate with its
// evidence. Expected values by hand.
import { parseFraming } from '@unstick/framing'
import { describe, expect, it } from 'vitest'
import {
  findFindings,
  frameStream,
  type Lane,
  messageLines,
  type Session,
  sessionLines,
  type Stream,
} from '../src/index.ts'
import {
  captured,
  ends,
  nowhere,
  onSocket,
  recvFailed,
  recvfrom,
  sendto,
  udpCall,
  udpSession,
} from './udp-log.ts'

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const intervals = (lane: Lane) => Array.from({ length: lane.count }, (_, i) => [lane.starts[i], lane.ends[i]])

const only = (session: Session): Stream => {
  const [stream, ...others] = session.streams
  if (!stream || others.length > 0) throw new Error(session.streams.map(({ name }) => name).join())
  return stream
}

const fates = (blocks: readonly Uint8Array[]) => {
  const session = udpSession(blocks)
  const [stream] = session.streams
  return stream ? [...session.fates(stream)] : []
}

const words = (blocks: readonly Uint8Array[]) => fates(blocks).map(({ fate }) => fate)

describe('the lanes of a UDP stream', () => {
  it('are datagrams at the offsets at which they were sent, one without bytes among them', () => {
    const stream = only(
      udpSession([
        sendto(1, 'hello'),
        sendto(2, ''),
        sendto(3, 'egon'),
        recvfrom(4, 1024, 'hello'),
        recvfrom(5, 1024, ''),
        recvfrom(6, 1024, 'egon'),
      ]),
    )
    expect(stream.name).toBe('127.0.0.1:40000>127.0.0.1:9000')
    expect(intervals(stream.send)).toEqual([
      [0, 5],
      [5, 5],
      [5, 9],
    ])
    expect(intervals(stream.recv)).toEqual(intervals(stream.send))
    expect(findFindings(stream, frameStream(stream, spec('none')))).toEqual([])
  })

  it('keep the order sent, whatever the order of arrival', () => {
    const stream = only(
      udpSession([sendto(1, 'one'), sendto(2, 'two'), recvfrom(3, 64, 'two'), recvfrom(4, 64, 'one')]),
    )
    expect(intervals(stream.recv)).toEqual([
      [0, 3],
      [3, 6],
    ])
    expect(Array.from(stream.recv.times.subarray(0, 2))).toEqual([3e6, 2e6])
  })

  it('find captured datagrams by their bytes too, even if the capture cut them', () => {
    const stream = only(
      udpSession([
        sendto(1, 'one'),
        sendto(2, 'other'),
        sendto(3, 'three'),
        captured(1, 'one'),
        captured(3, 'three', 2),
      ]),
    )
    expect(intervals(stream.segment)).toEqual([
      [0, 3],
      [8, 13],
    ])
    expect(stream.segment.captured(1)).toBe(2)
  })

  it('are the same whatever was read first', () => {
    const blocks = [
      sendto(1, 'one'),
      sendto(2, 'two'),
      captured(1, 'one'),
      captured(2, 'two'),
      recvfrom(3, 64, 'one'),
      recvfrom(4, 64, 'two'),
    ]
    const lanes = (order: readonly Uint8Array[]) => {
      const { send, segment, recv } = only(udpSession(order))
      return [send, segment, recv].map(intervals)
    }
    const expected = lanes(blocks)
    expect(lanes(blocks.toReversed().map((_, k) => blocks[(k + 2) % 6] ?? _))).toEqual(expected)
    expect(lanes([4, 5, 2, 3, 0, 1].map((k) => blocks[k] ?? new Uint8Array(0)))).toEqual(expected)
  })

  it('put datagrams without a known send after those that were sent, without a fate', () => {
    const session = udpSession([recvfrom(1, 64, 'who?'), sendto(2, 'me'), recvfrom(3, 64, 'me')])
    const stream = only(session)
    expect(intervals(stream.send)).toEqual([[0, 2]])
    expect(intervals(stream.recv)).toEqual([
      [0, 2],
      [2, 6],
    ])
    expect(session.fates(stream)).toHaveLength(1)
  })

  it('belong to one stream if sockets report 0.0.0.0 as their own address', () => {
    const any = (port: number) => ({ address: '0.0.0.0', port })
    const session = udpSession([
      sendto(1, 'ping', any(40_000), ends.server),
      recvfrom(2, 64, 'ping', any(9_000), ends.client),
      sendto(3, 'pong', any(9_000), ends.client),
      recvfrom(4, 64, 'pong', any(40_000), ends.server),
    ])
    expect(session.streams.map(({ name, send, recv }) => [name, send.count, recv.count])).toEqual([
      ['127.0.0.1:40000>127.0.0.1:9000', 1, 1],
      ['127.0.0.1:9000>127.0.0.1:40000', 1, 1],
    ])
  })

  it('belong to two streams if two clients send to one socket that is bound to 0.0.0.0', () => {
    const any = { address: '0.0.0.0', port: 9_000 }
    const session = udpSession([
      sendto(1, 'a', ends.client),
      sendto(2, 'b', ends.other),
      recvfrom(3, 64, 'b', any, ends.other),
      recvfrom(4, 64, 'a', any, ends.client),
    ])
    expect(session.streams.map(({ name, recv }) => [name, recv.count])).toEqual([
      ['127.0.0.1:40000>127.0.0.1:9000', 1],
      ['127.0.0.1:40001>127.0.0.1:9000', 1],
    ])
  })
})

describe("a datagram's fate", () => {
  it('is delivered, or reordered if it came after a later one', () => {
    expect(
      words([
        sendto(1, 'one'),
        sendto(2, 'two'),
        sendto(3, 'three'),
        recvfrom(4, 64, 'two'),
        recvfrom(5, 64, 'one'),
        recvfrom(6, 64, 'three'),
      ]),
    ).toEqual(['reordered', 'delivered', 'delivered'])
  })

  it('is truncated if the recv took no more than its limit, and says how many bytes are lost', () => {
    const long = 'x'.repeat(1024) + 'y'.repeat(976)
    const blocks = [
      sendto(1, long),
      sendto(2, 'next'),
      recvfrom(3, 1024, long.slice(0, 1024)),
      recvfrom(4, 1024, 'next'),
    ]
    expect(fates(blocks)).toMatchObject([
      {
        fate: 'truncated',
        gone: 976,
        text: 'A recvfrom of at most 1,024 bytes took the first 1,024 of its 2,000 bytes; the other 976 are lost, because the next recvfrom begins with the next datagram.',
      },
      { fate: 'delivered', gone: 0 },
    ])
    expect(intervals(only(udpSession(blocks)).recv)).toEqual([
      [0, 1024],
      [2000, 2004],
    ])
  })

  it("is not measured if the other end's recv calls are not in the log", () => {
    expect(fates([sendto(1, 'hello'), captured(1, 'hello')])).toMatchObject([
      {
        fate: 'not-measured',
        text: "The other end's recv calls are not in this log, so it is not known what became of the datagram. A packet with it was captured.",
      },
    ])
  })

  it('is lost if one that was sent later arrived, with what the capture and the kernel say', () => {
    const blocks = [
      sendto(1, 'one'),
      sendto(2, 'two'),
      sendto(3, 'six'),
      captured(1, 'one'),
      captured(3, 'six'),
      recvfrom(4, 64, 'one'),
      recvfrom(5, 64, 'six'),
      onSocket(6, 'getsockopt', ['SO_MEMINFO', 'drops'], 0),
    ]
    expect(fates(blocks)[1]).toMatchObject({
      fate: 'lost',
      gone: 3,
      text: "No recvfrom returned it, but 1 datagram sent after it arrived. The reader's kernel counted 0 datagrams as dropped at this socket. No packet with it was captured.",
    })
  })

  it('says that the reader was bound to its port only later, if the log shows that', () => {
    const early = fates([
      sendto(1, 'early'),
      onSocket(201, 'bind', [], 0),
      sendto(202, 'late'),
      recvfrom(203, 64, 'late'),
    ])
    expect(early.map(({ fate, text }) => [fate, text])).toEqual([
      [
        'lost',
        "No recvfrom returned it, but 1 datagram sent after it arrived. The reader's socket was bound to its port only 200 ms after it was sent.",
      ],
      ['delivered', 'A recvfrom of at most 64 bytes returned all 4 bytes of it 1 ms after it was sent.'],
    ])
  })

  it('is lost if a later recv found nothing, and unread if there was none', () => {
    const sent = [sendto(1, 'one'), sendto(2, 'two'), recvfrom(3, 64, 'one')]
    expect(words(sent)).toEqual(['delivered', 'unread'])
    expect(words([...sent, recvFailed(4, 'EAGAIN')])).toEqual(['delivered', 'lost'])
    expect(words([...sent, recvFailed(1.5, 'EAGAIN')])).toEqual(['delivered', 'unread'])
    expect(fates([...sent, onSocket(9, 'close', [], 0)])[1]?.text).toBe(
      "No recvfrom returned it before the reader's socket was closed; it may still have been in the receive buffer.",
    )
  })

  it("is lost if the kernel's counter equals the number missing, and unread if it is lower", () => {
    const drops = (count: number) => [
      ...['a', 'b', 'c', 'd'].map((text, at) => sendto(at, text)),
      recvfrom(5, 64, 'a'),
      onSocket(6, 'getsockopt', ['SO_MEMINFO', 'drops'], count),
    ]
    expect(words(drops(3))).toEqual(['delivered', 'lost', 'lost', 'lost'])
    expect(words(drops(2))).toEqual(['delivered', 'unread', 'unread', 'unread'])
  })

  it('is refused if the next call fails with ECONNREFUSED', () => {
    const refused = udpCall({
      name: 'send',
      at: 2,
      args: ['3'],
      result: { errno: 'ECONNREFUSED' },
      local: ends.client,
      remote: ends.server,
    })
    expect(fates([sendto(1, 'one'), refused, sendto(3, 'two')])).toMatchObject([
      {
        fate: 'refused',
        text: 'The next call on this socket failed with ECONNREFUSED: nobody listened at the port.',
      },
      { fate: 'not-measured' },
    ])
    const onRecv = recvFailed(3, 'ECONNREFUSED', ends.client, nowhere)
    expect(fates([sendto(1, 'one'), sendto(2, 'two'), onRecv])[0]).toMatchObject({
      fate: 'refused',
      text: 'A later call on this socket failed with ECONNREFUSED: for at least one of the 2 datagrams sent before it, nobody listened at the port.',
    })
  })

  it('is gone for good if it was lost or refused, and only then', () => {
    const refused = recvFailed(6, 'ECONNREFUSED', ends.client, ends.server)
    const blocks = [
      ...['one', 'two', 'three', 'four'].map((text, at) => sendto(at, text)),
      ...[recvfrom(4, 2, 'on'), recvfrom(5, 64, 'three')],
      ...[refused, sendto(7, 'five')],
    ]
    const session = udpSession(blocks)
    const all = session.fates(only(session))
    expect([...all].map(({ fate }) => fate)).toEqual([
      'truncated',
      'refused',
      'delivered',
      'refused',
      'unread',
    ])
    expect([0, 1, 2, 3, 4].map((index) => all.isLost(index))).toEqual([false, true, false, true, false])
    const late = udpSession([sendto(1, 'a'), sendto(2, 'b'), recvfrom(3, 9, 'b')])
    expect(late.fates(only(late)).isLost(0)).toBe(true)
  })

  it('matches the earliest datagram first if several have the same bytes', () => {
    expect(
      words([...[1, 2, 3].map((at) => sendto(at, 'same')), recvfrom(4, 64, 'same'), recvfrom(5, 64, 'same')]),
    ).toEqual(['delivered', 'delivered', 'unread'])
  })

  it("is in its send's JSON line", () => {
    const session = udpSession([sendto(1, 'one'), sendto(2, 'two'), recvfrom(3, 64, 'two')])
    const sends = [...sessionLines(session, spec('none'))].filter(
      (line) => 'lane' in line && line.lane === 'send',
    )
    expect(sends).toMatchObject([
      { index: 0, start: 0, end: 3, fate: 'lost', gone: 3 },
      { index: 1, start: 3, end: 6, fate: 'delivered' },
    ])
  })
})

describe('framing over a UDP stream', () => {
  const message = (text: string) => `${String.fromCharCode(0, 0, 0, text.length)}${text}`
  const two = message('hello') + message('world')

  it('cuts each datagram on its own: one may have several messages, but no message spans two', () => {
    const session = udpSession([
      sendto(1, two),
      sendto(2, message('cut').slice(0, 6)),
      sendto(3, message('egon')),
      recvfrom(4, 64, two),
      recvfrom(5, 64, message('cut').slice(0, 6)),
      recvfrom(6, 64, message('egon')),
    ])
    const framed = frameStream(only(session), spec('struct:!I'))
    expect(intervals(framed.lane)).toEqual([
      [0, 9],
      [9, 18],
      [24, 32],
    ])
    expect(framed.failures).toEqual([
      {
        time: 4e6,
        start: 18,
        end: 24,
        code: 'END_INSIDE_FRAME',
        message: 'The datagram ended 6 bytes into a frame of 7 bytes.',
      },
    ])
    expect(
      [...messageLines(session, framed)].map(({ index, start, error }) => [index, start, error]),
    ).toEqual([
      [0, 0, undefined],
      [1, 9, undefined],
      [2, 18, 'END_INSIDE_FRAME'],
      [2, 24, undefined],
    ])
    expect(findFindings(only(session), framed).map(({ kind, index }) => [kind, index])).toEqual([
      ['merge', 0],
    ])
  })

  it('continues with the next datagram after one that was truncated or lost', () => {
    const session = udpSession([
      sendto(1, two),
      sendto(2, message('lost')),
      sendto(3, message('egon')),
      recvfrom(4, 12, two.slice(0, 12)),
      recvfrom(6, 64, message('egon')),
    ])
    const framed = frameStream(only(session), spec('struct:!I'))
    expect(intervals(framed.lane)).toEqual([
      [0, 9],
      [26, 34],
    ])
    expect(framed.failures).toMatchObject([{ start: 9, end: 12, code: 'END_INSIDE_FRAME' }])
  })

  it('is the same as the session grows, block by block', () => {
    const blocks = [
      sendto(1, two),
      recvfrom(4, 64, message('egon')),
      recvfrom(5, 64, two),
      sendto(3, message('egon')),
      captured(3, two),
    ]
    const whole = udpSession(blocks)
    const expected = [...messageLines(whole, frameStream(only(whole), spec('struct:!I')))]
    const session = udpSession([])
    let framed: ReturnType<typeof frameStream> | undefined
    for (const block of blocks) {
      session.push(block)
      framed ??= frameStream(only(session), spec('struct:!I'))
      framed.advance()
    }
    expect(framed && [...messageLines(session, framed)]).toEqual(expected)
  })
})
