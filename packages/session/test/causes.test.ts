// What a program asked for, as its calls say it, is named as the cause; what it did not ask for is not.
import { describe, expect, it } from 'vitest'
import { type Finding, findFindings, frameStream, Session } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const findingsOf = (steps: readonly Step[], packets: readonly Captured[] = []): readonly Finding[] => {
  const session = new Session()
  session.push(logOf(steps))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return findFindings(stream, frameStream(stream, { kind: 'none' }))
}

const one = (findings: readonly Finding[], upper: string, lower: string): Finding => {
  const [finding, ...others] = findings.filter(({ between }) => between?.join() === `${upper},${lower}`)
  if (!finding || others.length > 0) throw new Error(JSON.stringify(findings))
  return finding
}

const send = (at: number, payload: string, ...flags: string[]): Step => [
  'client',
  'sendto',
  [String(payload.length), ...flags, 'fd=5'],
  payload.length,
  at,
  0,
  payload,
]

const recv = (at: number, took: number, limit: number, payload: string, ...flags: string[]): Step => [
  'server',
  'recvfrom',
  [String(limit), ...flags, 'fd=4'],
  payload.length,
  at,
  took,
  payload,
]

const option = (at: number, name: string, value: string, who: 'client' | 'server' = 'client'): Step => [
  who,
  'setsockopt',
  [name, value, 'fd=5'],
  0,
  at,
  0,
]

/** The first send left at once; the others together after its bytes were acknowledged, as Nagle's algorithm does it. */
const packets = (...payloads: readonly string[]): Captured[] => {
  let offset = 0
  const bytes = payloads.map((payload, k): Captured => {
    const packet: Captured = { from: 'client', at: 11 + k * 20, offset, payload }
    offset += payload.length
    return packet
  })
  return [
    { from: 'client', at: 0, mss: 1460 },
    { from: 'server', at: 0, mss: 1460 },
    ...bytes.slice(0, 1),
    { from: 'server', at: 30, acknowledges: payloads[0]?.length ?? 0 },
    ...bytes.slice(1),
  ]
}

describe('sends in one segment', () => {
  const joined = packets('aaaaaa', 'bbbbbbcccccc')

  it("are Nagle's if the program asked for nothing", () => {
    const steps = [send(10, 'aaaaaa'), send(13, 'bbbbbb'), send(16, 'cccccc')]
    expect(one(findingsOf(steps, joined), 'send', 'segment').cause).toBe('nagle')
  })

  it('were announced if the first was made with MSG_MORE', () => {
    const steps = [send(10, 'aaaaaa'), send(13, 'bbbbbb', 'MSG_MORE'), send(16, 'cccccc')]
    expect(one(findingsOf(steps, joined), 'send', 'segment')).toMatchObject({
      cause: 'more-announced',
      title: '2 sends left in 1 segment.',
      text: 'Send 2 was made 18 ms before this segment left. Send 2 was made with MSG_MORE: the program itself asked TCP to hold the bytes back until more came.',
    })
  })

  it('were not announced if only the last was made with MSG_MORE', () => {
    const steps = [send(10, 'aaaaaa'), send(13, 'bbbbbb'), send(16, 'cccccc', 'MSG_MORE')]
    expect(one(findingsOf(steps, joined), 'send', 'segment').cause).toBe('nagle')
  })

  it('are announced as far as MSG_MORE goes, and the others are said not to be', () => {
    const steps = [
      send(10, 'aaaaaa'),
      send(13, 'bbb', 'MSG_MORE'),
      send(14, 'bb', 'MSG_MORE'),
      send(15, 'b'),
      send(16, 'cccccc'),
    ]
    const { text } = one(findingsOf(steps, joined), 'send', 'segment')
    expect(text).toContain('Sends 2 to 3 were made with MSG_MORE')
    expect(text).toContain('That is not why the last send is here too.')
  })

  it('are corked if TCP_CORK was on for both', () => {
    const steps = [
      option(5, 'TCP_CORK', '1'),
      send(10, 'aaaaaa'),
      send(13, 'bbbbbb'),
      send(16, 'cccccc'),
      option(17, 'TCP_CORK', '0'),
    ]
    expect(one(findingsOf(steps, joined), 'send', 'segment')).toMatchObject({
      cause: 'corked',
      text: 'Send 2 was made 18 ms before this segment left. TCP_CORK was on from send 2 to send 3: the program itself asked TCP to send full segments only.',
    })
  })

  it.each([
    ['before the first', [option(5, 'TCP_CORK', '1'), option(12, 'TCP_CORK', '0')]],
    ['between them', [option(5, 'TCP_CORK', '1'), option(14, 'TCP_CORK', '0'), option(15, 'TCP_CORK', '1')]],
    ['never on', [option(5, 'TCP_CORK', '0')]],
    ['after them', [option(17, 'TCP_CORK', '1')]],
  ])('are not corked if the cork was pulled %s', (_, options) => {
    const steps = [...options, send(10, 'aaaaaa'), send(13, 'bbbbbb'), send(16, 'cccccc')]
    expect(one(findingsOf(steps, joined), 'send', 'segment').cause).toBe('nagle')
  })

  it.each([
    ['was set before', [option(5, 'TCP_NODELAY', '1')], 'not-measured'],
    ['was set only afterwards', [option(20, 'TCP_NODELAY', '1')], 'nagle'],
    ['had been taken back', [option(5, 'TCP_NODELAY', '1'), option(12, 'TCP_NODELAY', '0')], 'nagle'],
    ['came late in the log', [option(12, 'TCP_NODELAY', '0'), option(5, 'TCP_NODELAY', '1')], 'nagle'],
  ])("are Nagle's as TCP_NODELAY was when they were made: it %s", (_, options, cause) => {
    const steps = [send(10, 'aaaaaa'), send(13, 'bbbbbb'), send(16, 'cccccc'), ...options]
    expect(one(findingsOf(steps, joined), 'send', 'segment').cause).toBe(cause)
  })
})

describe('sends in one recv, without a capture', () => {
  it('were announced if the reader was waiting while MSG_MORE held the first back', () => {
    const steps = [send(10, 'head', 'MSG_MORE'), send(20, 'body'), recv(5, 16, 1024, 'headbody')]
    expect(one(findingsOf(steps), 'send', 'recv')).toMatchObject({
      cause: 'more-announced',
      text: 'The reader was already waiting in recv(1024) when the last of them was sent; it got 8 bytes at once. Send 1 was made with MSG_MORE: the program itself asked TCP to hold the bytes back until more came. No packets were captured, so how many segments carried them is not known.',
    })
  })

  it("are the late reader's even so, because that is enough, and MSG_MORE is said too", () => {
    const steps = [send(10, 'head', 'MSG_MORE'), send(20, 'body'), recv(50, 1, 1024, 'headbody')]
    const { cause, text } = one(findingsOf(steps), 'send', 'recv')
    expect(cause).toBe('reader-late')
    expect(text).toContain('Send 1 was made with MSG_MORE')
  })

  it('are one because the recv waited for all with MSG_WAITALL', () => {
    const steps = [send(10, 'head'), send(20, 'body'), recv(5, 16, 8, 'headbody', 'MSG_WAITALL')]
    const { cause, text } = one(findingsOf(steps), 'send', 'recv')
    expect(cause).toBe('waited-for-all')
    expect(text).toContain('MSG_WAITALL asks the recv to wait until 8 bytes are there.')
  })

  it('are one because the reader had set SO_RCVLOWAT', () => {
    const low = option(1, 'SO_RCVLOWAT', '6', 'server')
    const steps = [low, send(10, 'head'), send(20, 'body'), recv(5, 16, 1024, 'headbody')]
    const { cause, text } = one(findingsOf(steps), 'send', 'recv')
    expect(cause).toBe('waited-for-all')
    expect(text).toContain('SO_RCVLOWAT asks the recv to wait until 6 bytes are there.')
    const other = option(1, 'SO_RCVLOWAT', '6', 'client')
    expect(one(findingsOf([other, ...steps.slice(1)]), 'send', 'recv').cause).toBe('not-measured')
  })
})
