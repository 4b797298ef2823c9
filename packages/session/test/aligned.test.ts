// One connection seen by its programs' calls and by a capture: four lanes of one stream, and findings that name the
// sender's TCP where, and only where, the evidence does.
import { describe, expect, it } from 'vitest'
import { type Finding, findFindings, frameStream, Session } from '../src/index.ts'
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
  const [finding, ...others] = findings.filter(({ between }) => between[0] === upper && between[1] === lower)
  if (!finding || others.length > 0) throw new Error(JSON.stringify(findings))
  return finding
}

/** Three sends of six bytes; the first left at once, the other two together when its ACK had come. */
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

  it("name Nagle's algorithm where sends waited for an acknowledgment", () => {
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

  it('do not name it where TCP_NODELAY was set', () => {
    const noDelay: Step = ['client', 'setsockopt', ['TCP_NODELAY', '1'], 0, 5, 0]
    const finding = one(read([noDelay, ...sends], packets).findings, 'send', 'segment')
    expect(finding.cause).toBe('not-measured')
    expect(finding.text).toContain('TCP_NODELAY was set')
  })

  it('do not name it where everything earlier had been acknowledged', () => {
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

  it('name the MSS where a send was cut at it, less the options of every segment', () => {
    expect(one(read([send(10, large)], cut([1448, 1448, 104])).findings, 'send', 'segment')).toMatchObject({
      kind: 'split',
      cause: 'mss',
      title: '1 send left in 3 segments.',
      text: 'The send has 3,000 bytes; a segment carried at most 1,448 (the other side announced an MSS of 1,460, less the options of each segment).',
    })
  })

  it('call a captured packet beyond the MSS a super-segment, and nothing the cause', () => {
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
