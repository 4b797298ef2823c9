// Why a recv got several segments at once, where packets were seen at both ends of a wire and some were lost.
import { describe, expect, it } from 'vitest'
import { countLanes, Session } from '../src/index.ts'
import { logOf } from './log-of.ts'
import { type Captured, captureInterface, wireBlocks } from './packets-of.ts'
import {
  acknowledge,
  between,
  data,
  handshake,
  lost,
  read,
  recv,
  segmentLanes,
  send,
} from './two-ends-bench.ts'

const sends = [send(30, 'aaaaaa'), send(33, 'bbbbbb'), send(36, 'cccccc')]

describe('a recv after a lost segment', () => {
  // Segment 3 was there when the reader called; segment 2, before it in the stream, was not.
  it('was not late, though the last of its bytes had been there before it was called', () => {
    const packets = [
      ...handshake,
      data(30, 0, 'aaaaaa'),
      lost(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(90, 6, 'bbbbbb'),
    ]
    const calls = [recv(25, 16, 'aaaaaa'), recv(50, 51, 'bbbbbbcccccc')]
    expect(between(read([...sends, ...calls], packets).findings, 'segment', 'recv')).toMatchObject({
      cause: 'lost-segment',
      text: 'Segment 2 was lost on its way, and sent again 57 ms later. TCP hands bytes over in their order, so 1 segment that had arrived before it waited for it.',
    })
  })

  it('says how often the segment was lost', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      lost(240, 0, 'aaaaaa'),
      data(660, 0, 'aaaaaa'),
    ]
    const { findings } = read([...sends, recv(25, 646, 'aaaaaabbbbbbcccccc')], packets)
    expect(between(findings, 'segment', 'recv').text).toBe(
      'Segment 1 was lost on its way 2 times; the copy that arrived left 630 ms after the first, when its retransmission time-out had run out. TCP hands bytes over in their order, so 2 segments that had arrived before it waited for it.',
    )
  })

  // Linux waits a quarter of the round trip for reordered packets before it sends again (RACK, RFC 8985): at a round trip
  // of 900 ms that is longer than the shortest time-out, and TcpExtTCPTimeouts stays 0.
  it('names no time-out where an answer came since anything left', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(33, 6, 'bbbbbb', 450),
      { ...acknowledge(483, 0), travels: 450 },
      data(1_158, 0, 'aaaaaa', 450),
    ]
    const two = sends.slice(0, 2)
    const { findings } = read([...two, recv(25, 1_590, 'aaaaaabbbbbb')], packets)
    expect(between(findings, 'segment', 'recv').text).toBe(
      'Segment 1 was lost on its way, and sent again 1.1 s later. TCP hands bytes over in their order, so 1 segment that had arrived before it waited for it.',
    )
  })
})

describe('an interval of a segment lane', () => {
  /** For each lane, when its intervals left and arrived, in milliseconds after the log began. */
  const travelled = (packets: readonly Captured[]) => {
    const { stream, start } = read(sends, packets)
    return stream.lanes
      .filter(({ kind }) => kind === 'segment')
      .map((lane) =>
        Array.from({ length: lane.count }, (_, index) => {
          const { left, arrived } = stream.ends?.travelled(lane, index) ?? { left: NaN, arrived: NaN }
          return [(start + left) / 1e6, (start + arrived) / 1e6]
        }),
      )
  }

  it('left and arrived, on one lane', () => {
    const packets = [...handshake, data(30, 0, 'aaaaaa'), lost(33, 6, 'bbbbbb')]
    expect(travelled(packets)).toEqual([
      [
        [30, 40],
        [33, NaN],
      ],
    ])
  })

  it('left and arrived, on two lanes, too', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      lost(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(90, 0, 'aaaaaabbbbbb'),
    ]
    expect(travelled(packets)).toEqual([
      [
        [30, 100],
        [33, 100],
        [36, 46],
      ],
      [
        [90, 100],
        [36, 46],
      ],
    ])
  })
})

describe('segments on two lanes', () => {
  it('count once: those that left', () => {
    const packets = [...handshake, lost(30, 0, 'aaaaaa'), lost(33, 6, 'bbbbbb'), data(90, 0, 'aaaaaabbbbbb')]
    const { stream } = read(sends, packets)
    expect(stream.lanes.map(({ name, count }) => [name, count])).toEqual([
      ['send', 3],
      ['segment@left', 2],
      ['segment@arrived', 1],
      ['recv', 0],
    ])
    expect(countLanes(stream.lanes).segments).toBe(2)
  })
})

describe('the lane of what arrived', () => {
  it('gets segments that come late while the session is read, too', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      lost(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(90, 0, 'aaaaaabbbbbb'),
      lost(95, 18, 'dddddd'),
      data(97, 24, 'eeeeee'),
      data(140, 18, 'dddddd'),
    ]
    const session = new Session()
    session.push(logOf([...sends, send(94, 'dddddd'), send(95, 'eeeeee')]))
    for (const block of [captureInterface(), captureInterface(), ...wireBlocks(2, packets)]) {
      session.push(block)
      // Somebody looks at it as it grows.
      for (const stream of session.streams)
        for (const lane of stream.lanes) expect(lane.count).toBeGreaterThanOrEqual(0)
    }
    session.end()
    const [stream] = session.streams
    if (!stream) throw new Error('no stream')
    const whole = read([...sends, send(94, 'dddddd'), send(95, 'eeeeee')], packets)
    expect(segmentLanes({ ...whole, stream })).toEqual(segmentLanes(whole))
  })
})

describe('segments that left apart and arrived as one', () => {
  it('were sent again together', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      lost(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(240, 0, 'aaaaaabbbbbb'),
      acknowledge(250, 18),
    ]
    expect(between(read(sends, packets).findings, 'segment@left', 'segment@arrived')).toMatchObject({
      cause: 'lost-segment',
      title: '2 segments became 1 segment.',
      text: 'Segment 1 was lost on its way; 210 ms after it had first left, its bytes left again in 1 segment with those behind them, and arrived.',
    })
  })
})
