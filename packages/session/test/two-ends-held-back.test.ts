// Why sends left late and together, where packets were seen at both ends of a wire: nothing is claimed that the packets
// contradict. The packets are like those that a kernel sent over the lab's wire, as tshark showed them.
import { describe, expect, it } from 'vitest'
import type { Step } from './log-of.ts'
import type { Captured } from './packets-of.ts'
import { acknowledge, between, data, handshake, lost, read, send } from './two-ends-bench.ts'

const noDelay: Step = ['client', 'setsockopt', ['TCP_NODELAY', '1'], 0, 25, 0]
const [syn] = handshake
const answered = (window: number): Captured[] => [
  ...(syn ? [syn] : []),
  { from: 'server', at: 10, mss: 1460, travels: 10, window },
]

describe("the reader's window", () => {
  // Sends may be far behind what has left, and so beyond the window's edge, while the window has room.
  it('was not full where the segment had room in it all the time', () => {
    const packets = [
      ...answered(11),
      data(30, 0, 'aaaaaa'),
      { ...acknowledge(40, 6), window: 64_000 },
      data(50, 6, 'bbbbbbcccccc'),
    ]
    const sends = [send(30, 'aaaaaa'), send(31, 'bbbbbb'), send(32, 'cccccc')]
    expect(between(read([noDelay, ...sends], packets).findings, 'send', 'segment').cause).toBe('full-window')
    const roomy = packets.map((packet) => (packet.window === 11 ? { ...packet, window: 12 } : packet))
    expect(between(read([noDelay, ...sends], roomy).findings, 'send', 'segment').cause).toBe('not-measured')
  })

  it('is no cause any more when something else held the segment back after it had opened', () => {
    const packets = [
      ...answered(6),
      data(30, 0, 'aaaaaa'),
      { ...acknowledge(40, 6), window: 64_000 },
      data(90, 6, 'bbbbbbcccccc'),
    ]
    const sends = [send(30, 'aaaaaa'), send(31, 'bbbbbb'), send(32, 'cccccc')]
    expect(between(read([noDelay, ...sends], packets).findings, 'send', 'segment').cause).toBe('not-measured')
  })
})

describe("Nagle's algorithm", () => {
  const full = 'f'.repeat(1_448)

  it('held a small send back until others had filled its segment', () => {
    const steps = [send(30, 'aaaaaa'), send(31, 'b'.repeat(1_000)), send(33, 'c'.repeat(448))]
    const packets = [...handshake, data(30, 0, 'aaaaaa'), data(33, 6, 'b'.repeat(1_000) + 'c'.repeat(448))]
    expect(between(read(steps, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'nagle',
      text: "Send 2 was made 2 ms before this segment left. 6 bytes sent earlier were not yet acknowledged then: Nagle's algorithm keeps small sends back until they are, or until they fill a segment. Send 3 filled it.",
    })
  })

  it('held no segment back that was full long before it left', () => {
    const steps = [send(30, 'aaaaaa'), send(31, 'b'.repeat(1_000)), send(33, 'c'.repeat(448))]
    const packets = [
      ...handshake,
      data(30, 0, 'aaaaaa'),
      acknowledge(40, 6),
      data(50, 6, 'b'.repeat(1_000) + 'c'.repeat(448)),
    ]
    expect(between(read(steps, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'not-measured',
      text: "Send 2 was made 19 ms before this segment left. The segment was full 17 ms before it left, and Nagle's algorithm keeps no full segment back. Only 1 segment was on its way. What else held the bytes back was not measured.",
    })
  })

  // Linux lets a small segment go while only full ones are not acknowledged (tcp_minshall_check).
  it('held nothing back where only full segments were on their way', () => {
    const steps = [send(30, full), send(31, 'bbbbbb'), send(33, 'cccccc')]
    const packets = [...handshake, data(30, 0, full), acknowledge(40, 1_448), data(50, 1_448, 'bbbbbbcccccc')]
    expect(between(read(steps, packets).findings, 'send', 'segment').cause).toBe('not-measured')
  })

  it('is judged when the segment left, though its first send had begun to leave earlier', () => {
    const steps = [send(30, 'a'), send(31, 'b'.repeat(2_000)), send(33, 'cccccc')]
    const packets = [
      ...handshake,
      data(30, 0, 'a'),
      data(31, 1, 'b'.repeat(1_448)),
      acknowledge(40, 1),
      data(50, 1_449, `${'b'.repeat(552)}cccccc`),
    ]
    const finding = read(steps, packets).findings.find(
      ({ kind, lane }) => kind === 'merge' && lane === 'segment',
    )
    expect(finding?.text).toMatch(/^Send 2 was made 19 ms before this segment left\. /)
  })
})

describe('an acknowledgement', () => {
  // Segment 2 had arrived, but the one before it had not: TCP acknowledges no byte after a hole (RFC 9293, 3.10.7.4).
  it('was not delayed where it waited for a lost segment', () => {
    const steps = [send(30, 'aaaaaa'), send(31, 'bbbbbb'), send(60, 'cccccc'), send(61, 'dddddd')]
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(31, 6, 'bbbbbb'),
      data(240, 0, 'aaaaaa'),
      acknowledge(250, 12),
      data(260, 12, 'ccccccdddddd'),
    ]
    expect(between(read(steps, packets).findings, 'send', 'segment').cause).toBe('nagle')
  })
})

describe('1 send that left in many segments', () => {
  it('was cut by the MSS though some of them are shorter', () => {
    const full = 'f'.repeat(1_448)
    const steps = [send(30, `${full}${full}ggg${full}`)]
    const packets = [
      ...handshake,
      data(30, 0, full),
      data(30, 1_448, full),
      data(30, 2_896, 'ggg'),
      data(30, 2_899, full),
    ]
    expect(between(read(steps, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'mss',
      text: 'The send has 4,347 bytes; a segment carried at most 1,448 (the other side announced an MSS of 1,460, less the options of each segment). 1 segment before the last carried less; why was not measured.',
    })
  })
})
