// One connection seen by its programs' calls and by a capture: four lanes of one stream, and findings that name the
// sender's TCP if, and only if, the evidence does.
import { describe, expect, it } from 'vitest'
import { type Finding, findFindings, frameStream, Session, streamNotes } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const read = (steps: readonly Step[], packets: readonly Captured[]) => {
  const session = new Session()
  session.push(logOf(steps))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  const [stream, ...others] = session.streams
  if (!stream || others.length > 0) throw new Error(`${session.streams.length} streams`)
  return { stream, findings: findFindings(stream, frameStream(stream, { kind: 'none' })) }
}

const handshake: Captured[] = [
  { from: 'client', at: 0, mss: 1460 },
  { from: 'server', at: 0, mss: 1460 },
]

const send = (at: number, payload: string): Step => [
  'client',
  'send',
  [String(payload.length)],
  payload.length,
  at,
  0,
  payload,
]

const one = (findings: readonly Finding[], upper: string, lower: string): Finding => {
  const [finding, ...others] = findings.filter(
    ({ between }) => between?.[0] === upper && between[1] === lower,
  )
  if (!finding || others.length > 0) throw new Error(JSON.stringify(findings))
  return finding
}

/** Three sends of six bytes: the first left at once, the other two together after its ACK had come. */
const sends: Step[] = [send(10, 'aaaaaa'), send(13, 'bbbbbb'), send(16, 'cccccc')]
const packets: Captured[] = [
  ...handshake,
  { from: 'client', at: 10, payload: 'aaaaaa' },
  { from: 'server', at: 30, acknowledges: 6 },
  { from: 'client', at: 31, offset: 6, payload: 'bbbbbbcccccc' },
]

describe('calls and packets of one connection', () => {
  it('are the lanes of one stream, at the same offsets', () => {
    const { stream } = read(sends, packets)
    expect(Array.from(stream.send.starts.subarray(0, 3))).toEqual([0, 6, 12])
    expect(Array.from(stream.segment.starts.subarray(0, 2))).toEqual([0, 6])
    expect(stream.segment.ends[1]).toBe(18)
  })

  it("name Nagle's algorithm if sends waited for an acknowledgment", () => {
    expect(one(read(sends, packets).findings, 'send', 'segment')).toMatchObject({
      kind: 'merge',
      lane: 'segment',
      index: 1,
      count: 2,
      cause: 'nagle',
      title: '2 sends left in 1 segment.',
      text: "Send 2 was made 18 ms before this segment left. 6 bytes sent earlier were not yet acknowledged then: Nagle's algorithm keeps small sends back until they are.",
    })
  })

  it("name it if earlier bytes were still in the device's queue, before the capture could see them", () => {
    const queued: Captured[] = [
      ...handshake,
      { from: 'client', at: 20, payload: 'aaaaaa' },
      { from: 'server', at: 30, acknowledges: 6 },
      { from: 'client', at: 35, offset: 6, payload: 'bbbbbbcccccc' },
    ]
    const finding = one(read(sends, queued).findings, 'send', 'segment')
    expect(finding.cause).toBe('nagle')
    expect(finding.text).toContain('6 bytes sent earlier were not yet acknowledged then')
  })

  it('do not name it if TCP_NODELAY was set', () => {
    const noDelay: Step = ['client', 'setsockopt', ['TCP_NODELAY', '1'], 0, 5, 0]
    const finding = one(read([noDelay, ...sends], packets).findings, 'send', 'segment')
    expect(finding.cause).toBe('not-measured')
    expect(finding.text).toContain('TCP_NODELAY was set')
  })

  it('do not name it if everything earlier had been acknowledged', () => {
    const early = packets.map((packet) => (packet.acknowledges === 6 ? { ...packet, at: 12 } : packet))
    expect(one(read(sends, early).findings, 'send', 'segment').cause).toBe('not-measured')
  })

  const large = 'x'.repeat(3000)
  const cut = (sizes: readonly number[]): Captured[] => {
    let offset = 0
    return [
      ...handshake,
      ...sizes.map((size): Captured => {
        const packet: Captured = { from: 'client', at: 11, offset, payload: 'x'.repeat(size) }
        offset += size
        return packet
      }),
    ]
  }

  it('name the MSS if a send was cut at it, less the options of every segment', () => {
    expect(one(read([send(10, large)], cut([1448, 1448, 104])).findings, 'send', 'segment')).toMatchObject({
      kind: 'split',
      cause: 'mss',
      title: '1 send left in 3 segments.',
      text: 'The send has 3,000 bytes; a segment carried at most 1,448 (the other side announced an MSS of 1,460, less the options of each segment).',
    })
  })

  it('call a captured packet longer than the MSS a super-segment, and name no cause', () => {
    const finding = one(read([send(10, large)], cut([2896, 104])).findings, 'send', 'segment')
    expect(finding.cause).toBe('not-measured')
    expect(finding.text).toContain('super-segment')
  })

  it('say how long segments lay in the receive buffer', () => {
    const recv: Step = ['server', 'recv', ['1024'], 18, 231, 1, 'aaaaaabbbbbbcccccc']
    expect(one(read([...sends, recv], packets).findings, 'segment', 'recv')).toMatchObject({
      kind: 'merge',
      cause: 'reader-late',
      title: '2 segments arrived in 1 recv.',
      text: 'The reader called recv(1024) 221 ms after the first of them was captured, and took the 18 bytes that had piled up.',
    })
  })
})

describe('a capture that began in the middle of a connection', () => {
  const parts = ['first sent, ', 'then this part, ', 'and at last the end']
  const all = parts.join('')
  const sent = parts.map((text, k) => send(10 + 10 * k, text))
  const got: Step = ['server', 'recv', ['1024'], all.length, 100, 1, all]
  /** What the second and third send had in their packets; offset 0 is the first captured byte. */
  const late: Captured[] = [
    { from: 'client', at: 20, offset: 500, payload: 'then this part, ' },
    { from: 'server', at: 21, acknowledges: 516 },
    { from: 'client', at: 30, offset: 516, payload: 'and at last the end' },
  ]
  const readMiddle = (
    steps: readonly Step[],
    packets: readonly Captured[],
    calls: 'first' | 'last' = 'first',
  ) => {
    const session = new Session()
    const log = logOf(steps)
    const opening = logOf([])
    session.push(opening)
    session.push(captureInterface())
    const pushes = [
      () => session.push(log.subarray(opening.length)),
      () => packets.forEach((packet) => session.push(capturedBlock(2, packet))),
    ]
    for (const push of calls === 'first' ? pushes : pushes.toReversed()) push()
    const stream = session.streams.find(({ source }) => source.port === 51_076)
    if (!stream) throw new Error('no stream')
    return stream
  }
  const starts = ({ segment }: { segment: { starts: Float64Array; count: number } }) =>
    Array.from(segment.starts.subarray(0, segment.count))

  it.each(['first', 'last'] as const)('is put where its bytes are, with the calls read %s', (calls) => {
    const stream = readMiddle([...sent, got], late, calls)
    expect(stream.alignment).toEqual({ state: 'aligned', offset: 12 })
    expect(starts(stream)).toEqual([12, 28])
    expect([stream.length, stream.acknowledged.at(25e6)]).toEqual([47, 28])
    expect(streamNotes(stream)).toEqual([
      "The capture began in the middle of the connection; its bytes are the calls' bytes from byte 12 on.",
    ])
  })

  it('continues there with what is captured later', () => {
    const session = new Session()
    session.push(logOf(sent))
    session.push(captureInterface())
    const [first, ...rest] = late
    if (first) session.push(capturedBlock(2, first))
    const [stream] = session.streams
    expect(stream && starts(stream)).toEqual([12])
    for (const packet of rest) session.push(capturedBlock(2, packet))
    expect(stream && starts(stream)).toEqual([12, 28])
  })

  it('is found while its bytes are in memory, if the log keeps only the newest', () => {
    const session = new Session({ window: 16 * 1024 })
    const opening = logOf([])
    session.push(opening)
    session.push(captureInterface())
    // The capture has the third and later ones of 64 sends of 1,000 bytes each.
    for (let k = 0; k < 64; k += 1) {
      const payload = Array.from({ length: 125 }, (_, n) => `${k},${n};`.padEnd(8, '.')).join('')
      session.push(logOf([send(10 + 10 * k, payload)]).subarray(opening.length))
      if (k < 2) continue
      const packet: Captured = { from: 'client', at: 11 + 10 * k, offset: 500 + 1_000 * k, payload }
      session.push(capturedBlock(2, packet))
    }
    expect(session.streams[0]?.alignment).toEqual({ state: 'aligned', offset: 2_000 })
  })

  it('is not shown if its bytes fit in several places, and a note says so', () => {
    const pings = Array.from({ length: 4 }, (_, k) => send(10 + 10 * k, 'pingping'))
    const packets: Captured[] = [{ from: 'client', at: 45, offset: 500, payload: 'pingping' }]
    const stream = readMiddle(pings, packets)
    expect([stream.alignment, starts(stream), stream.length]).toEqual([{ state: 'ambiguous' }, [], 32])
    expect(streamNotes(stream).at(-1)).toBe(
      "The capture began in the middle of the connection, and its bytes fit the calls' in more than one place: 1 segment could not be lined up with the calls and is not shown.",
    )
  })

  it('is found by its times if the bytes repeat, because nothing is received before it was captured', () => {
    const steps = Array.from({ length: 4 }, (_, k): Step[] => [
      send(10 + 10 * k, 'pingping'),
      ['server', 'recv', ['8'], 8, 12 + 10 * k, 1, 'pingping'],
    ]).flat()
    const packets = [30, 40].map((at, k): Captured => ({
      from: 'client',
      at: at + 1,
      offset: 500 + 8 * k,
      payload: 'pingping',
    }))
    expect(readMiddle(steps, packets).alignment).toEqual({ state: 'aligned', offset: 16 })
  })

  it('is not shown if its bytes are not those of the calls, or too few to decide', () => {
    const other = readMiddle(sent, [{ from: 'client', at: 45, offset: 500, payload: 'other bytes' }])
    expect([other.alignment, starts(other)]).toEqual([{ state: 'not-found' }, []])
    const few = readMiddle(sent, [{ from: 'client', at: 45, offset: 500, payload: 'the end' }])
    expect([few.alignment, starts(few)]).toEqual([{ state: 'too-few' }, []])
  })

  it('has a note if only one end has calls in the log', () => {
    expect(streamNotes(readMiddle(sent, []))).toEqual([
      "Only the sender's calls are in this log; the other end's recv calls are missing.",
    ])
    expect(streamNotes(readMiddle([got], []))).toEqual([
      "Only the reader's calls are in this log; the other end's send calls are missing.",
    ])
  })
})
