// Packets that were seen at both ends of a wire: when each left and arrived, what was lost, and what findings know by it.
import { describe, expect, it } from 'vitest'
import type { Step } from './log-of.ts'
import type { Captured } from './packets-of.ts'
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

describe('segments that were seen at both ends', () => {
  it('are one lane, and last from leaving to arriving', () => {
    const seen = read(
      [send(20, 'aaaaaa'), send(23, 'bbbbbb')],
      [...handshake, data(20, 0, 'aaaaaa'), data(23, 6, 'bbbbbb', 12)],
    )
    expect(segmentLanes(seen)).toEqual([
      {
        name: 'segment',
        rows: [
          [0, 6, 20, 30],
          [6, 12, 23, 35],
        ],
      },
    ])
  })

  it('that never arrive stay at the moment when they left', () => {
    const seen = read([send(20, 'aaaaaa')], [...handshake, lost(20, 0, 'aaaaaa')])
    expect(segmentLanes(seen)).toEqual([{ name: 'segment', rows: [[0, 6, 20, 20]] }])
    expect(Array.from(seen.stream.ends?.flights.arrivals.subarray(0, 1) ?? [])).toEqual([NaN])
  })

  it('that are sent again are shown as the copy that arrived', () => {
    const seen = read([send(20, 'aaaaaa')], [...handshake, lost(20, 0, 'aaaaaa'), data(240, 0, 'aaaaaa')])
    expect(segmentLanes(seen)).toEqual([{ name: 'segment', rows: [[0, 6, 240, 250]] }])
    expect(seen.stream.ends?.flights.count).toBe(2)
  })

  it('are two lanes where a copy carried the bytes of two', () => {
    const seen = read(
      [send(20, 'aaaaaa'), send(23, 'bbbbbb')],
      [...handshake, lost(20, 0, 'aaaaaa'), lost(23, 6, 'bbbbbb'), data(240, 0, 'aaaaaabbbbbb')],
    )
    expect(segmentLanes(seen)).toEqual([
      {
        name: 'segment@left',
        rows: [
          [0, 6, 20, 20],
          [6, 12, 23, 23],
        ],
      },
      { name: 'segment@arrived', rows: [[0, 12, 250, 250]] },
    ])
  })
})

describe('findings of segments that were seen at both ends', () => {
  const sends = [send(30, 'aaaaaa'), send(33, 'bbbbbb'), send(36, 'cccccc')]

  it("name Nagle's algorithm where the acknowledgement had left, but not arrived", () => {
    const packets = [...handshake, data(30, 0, 'aaaaaa', 2), acknowledge(32, 6), data(42, 6, 'bbbbbbcccccc')]
    expect(between(read(sends, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'nagle',
      text: "Send 2 was made 9 ms before this segment left. 6 bytes sent earlier were not yet acknowledged then: Nagle's algorithm keeps small sends back until they are.",
    })
  })

  it('name the delayed acknowledgement that it waited for', () => {
    const packets = [...handshake, data(30, 0, 'aaaaaa'), acknowledge(80, 6), data(90, 6, 'bbbbbbcccccc')]
    expect(between(read(sends, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'delayed-acknowledgement',
      text: "Send 2 was made 57 ms before this segment left. 6 bytes sent earlier were not yet acknowledged then: Nagle's algorithm keeps small sends back until they are. The other side's TCP acknowledged them only 40 ms after they had arrived: a delayed acknowledgement.",
    })
  })

  const noDelay: Step = ['client', 'setsockopt', ['TCP_NODELAY', '1'], 0, 25, 0]
  const ten = Array.from({ length: 10 }, (_, index) => index)

  it('name the congestion window where ten segments were on their way', () => {
    const steps = [noDelay, ...ten.map((n) => send(30 + n, 'xxxxxx')), send(41, 'bbbbbb'), send(43, 'cccccc')]
    const packets = [
      ...handshake,
      ...ten.map((n) => data(30 + n, 6 * n, 'xxxxxx', 50)),
      { ...acknowledge(80, 6), travels: 50 },
      data(130, 60, 'bbbbbbcccccc', 50),
    ]
    expect(between(read(steps, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'congestion-window',
      text: "Send 11 was made 89 ms before this segment left. 10 segments with 60 bytes were on their way and not yet acknowledged. TCP_NODELAY was set, so it was not Nagle's algorithm. The reader's window had room, so the congestion window, 10 segments at first, let no more through.",
    })
  })

  it("decide nothing where ten were on their way and Nagle's algorithm is on", () => {
    const steps = [...ten.map((n) => send(30 + n, 'xxxxxx')), send(41, 'bbbbbb'), send(43, 'cccccc')]
    const packets = [
      ...handshake,
      ...ten.map((n) => data(30 + n, 6 * n, 'xxxxxx', 50)),
      { ...acknowledge(80, 6), travels: 50 },
      data(130, 60, 'bbbbbbcccccc', 50),
    ]
    expect(between(read(steps, packets).findings, 'send', 'segment').cause).toBe('not-measured')
  })

  it('name no congestion window where fewer were', () => {
    const steps = [noDelay, ...sends]
    const packets = [...handshake, data(30, 0, 'aaaaaa'), acknowledge(40, 6), data(50, 6, 'bbbbbbcccccc')]
    expect(between(read(steps, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'not-measured',
      text: "Send 2 was made 17 ms before this segment left. TCP_NODELAY was set, so it was not Nagle's algorithm. Only 1 segment was on its way. What else held the bytes back was not measured.",
    })
  })

  it("name the reader's full window", () => {
    const small: Captured = { from: 'server', at: 10, mss: 1460, travels: 10, window: 6 }
    const [syn] = handshake
    const packets = [
      ...(syn ? [syn] : []),
      small,
      data(30, 0, 'aaaaaa'),
      { ...acknowledge(40, 6), window: 0 },
      { ...acknowledge(80, 6), window: 64_000 },
      data(90, 6, 'bbbbbbcccccc'),
    ]
    expect(between(read(sends, packets).findings, 'send', 'segment')).toMatchObject({
      cause: 'full-window',
      text: "Send 2 was made 57 ms before this segment left. The reader's TCP had announced room for only 0 bytes more: its window was full.",
    })
  })

  it('name the lost segment that those behind it waited for', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(240, 0, 'aaaaaa'),
    ]
    const { findings } = read([...sends, recv(25, 226, 'aaaaaabbbbbbcccccc')], packets)
    expect(between(findings, 'segment', 'recv')).toMatchObject({
      cause: 'lost-segment',
      text: 'Segment 1 was lost on its way, and sent again 210 ms later, when its retransmission time-out had run out. TCP hands bytes over in their order, so 2 segments that had arrived before it waited for it.',
    })
  })

  it('name no time-out where something else had left shortly before', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(33, 6, 'bbbbbb'),
      data(36, 12, 'cccccc'),
      data(57, 0, 'aaaaaa'),
    ]
    const { findings } = read([...sends, recv(25, 43, 'aaaaaabbbbbbcccccc')], packets)
    expect(between(findings, 'segment', 'recv').text).toBe(
      'Segment 1 was lost on its way, and sent again 27 ms later. TCP hands bytes over in their order, so 2 segments that had arrived before it waited for it.',
    )
  })

  it('name no time-out where an acknowledgement had just arrived, however long nothing left', () => {
    const packets = [
      ...handshake,
      lost(30, 0, 'aaaaaa'),
      data(33, 6, 'bbbbbb', 150),
      data(36, 12, 'cccccc', 150),
      { ...acknowledge(183, 0), travels: 150 },
      data(334, 0, 'aaaaaa', 150),
    ]
    const { findings } = read([...sends, recv(25, 470, 'aaaaaabbbbbbcccccc')], packets)
    expect(between(findings, 'segment', 'recv').text).toBe(
      'Segment 1 was lost on its way, and sent again 304 ms later. TCP hands bytes over in their order, so 2 segments that had arrived before it waited for it.',
    )
  })

  it('count as piled up what had arrived, and not what had left', () => {
    const packets = [
      ...handshake,
      data(30, 0, 'aaaaaa', 20),
      data(33, 6, 'bbbbbb', 20),
      data(36, 12, 'cccccc', 20),
    ]
    const { findings } = read([...sends, recv(100, 0, 'aaaaaabbbbbbcccccc')], packets)
    expect(between(findings, 'segment', 'recv').text).toBe(
      'The reader called recv(1024) 50 ms after the first of them arrived, and took the 18 bytes that had piled up.',
    )
  })
})

describe('a recv that its limit cut', () => {
  it('took a part of what had piled up', () => {
    const limited: Step = ['server', 'recv', ['8'], 8, 100, 0, 'aaaaaabb']
    const packets = [...handshake, data(30, 0, 'aaaaaa'), data(33, 6, 'bbbbbb')]
    const { findings } = read([send(30, 'aaaaaa'), send(33, 'bbbbbb'), limited], packets)
    expect(findings.find(({ kind, lane }) => kind === 'merge' && lane === 'recv')?.text).toBe(
      'The reader called recv(8) 60 ms after the first of them arrived, and took 8 of the 12 bytes that had piled up: its limit allows no more. Segment 2 is cut: 2 of 6 bytes are here.',
    )
  })
})
