// Sends that took fewer bytes than they were given: a finding on their own lane, and what the log shows of the rest.
import { parseFraming } from '@unstick/framing'
import { describe, expect, it } from 'vitest'
import {
  callBlock,
  type CallName,
  type CallResult,
  Findings,
  findFindings,
  Framed,
  MAX_CALL_PACKET,
  Path,
  Session,
  sessionLines,
  summarize,
} from '../src/index.ts'
import { began, logOf, type Step } from './log-of.ts'

const read = (log: Uint8Array): Session => {
  const session = new Session()
  session.push(log)
  session.end()
  return session
}

const shortWrites = (session: Session) => {
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return findFindings(stream, new Framed(stream, { kind: 'none' })).filter(
    ({ kind }) => kind === 'short-write',
  )
}

/** `payload` are the bytes that were taken; a log may go on with those that were not. */
const send = (
  at: number,
  given: number,
  result: CallResult,
  payload: string,
  name: CallName = 'sendto',
): Step => ['client', name, [String(given), 'fd=5'], result, at, 1, payload]

describe('a send that took 3 of 10 bytes', () => {
  const first = send(2, 10, 3, 'abc')

  it('is a finding on the lane of sends, between no lanes', () => {
    const session = read(logOf([first]))
    expect(shortWrites(session)).toMatchObject([
      {
        kind: 'short-write',
        between: undefined,
        lane: 'send',
        index: 0,
        count: 1,
        cause: 'short-write',
        stream: '127.0.0.1:51076>127.0.0.1:8080',
        title: 'sendto took 3 of 10 bytes.',
        text: 'The other 7 are not in the stream: the program must send them itself. No send followed it in this log.',
      },
    ])
    expect(session.streams[0]?.length).toBe(3)
  })

  it('is counted, and is a JSON line that names the lane', () => {
    const session = read(logOf([first, send(5, 7, 7, 'defghij')]))
    expect(summarize(session)).toMatchObject({ sends: 2, merges: 0, splits: 0, shortWrites: 1 })
    const lines = [...sessionLines(session, { kind: 'none' })].filter((line) => 'finding' in line)
    expect(lines).toEqual([
      {
        finding: 'short-write',
        on: 'send',
        stream: '127.0.0.1:51076>127.0.0.1:8080',
        index: 0,
        cause: 'short-write',
        text: 'sendto took 3 of 10 bytes. The other 7 are not in the stream: the program must send them itself. The next send, 2 ms later, gave 7 bytes; the log does not have the bytes that were left, so it cannot tell whether they were among them.',
      },
    ])
  })

  it.each([
    ['exactly those bytes', send(5, 7, 7, 'defghij'), 'began with exactly those bytes.'],
    ['those bytes and more', send(5, 9, 9, 'defghijkl'), 'began with exactly those bytes.'],
    [
      'a part of them, short again',
      send(5, 7, 2, 'de'),
      'began with the first 2 bytes of them; the log has no more to compare.',
    ],
    ['a part of them, all known', send(5, 7, 2, 'defghij'), 'began with exactly those bytes.'],
    [
      'a part of them, and nothing more',
      send(5, 3, 3, 'def'),
      'began with the first 3 bytes of them, and no other send followed.',
    ],
    ['others', send(5, 3, 3, 'XYZ'), 'began with other bytes, so the stream goes on without them there.'],
  ])('says what the next send began with if the log has the bytes: %s', (_, next, says) => {
    const session = read(logOf([send(2, 10, 3, 'abcdefghij'), next]))
    expect(shortWrites(session)[0]?.text).toContain(`The next send, 2 ms later, ${says}`)
    // The bytes that were not taken are none of the stream's.
    const [stream] = session.streams
    expect(Buffer.from(stream?.bytes(0, 3) ?? []).toString()).toBe('abc')
    expect(stream?.send.captured(0)).toBe(3)
  })

  it('says whether smaller sends that followed were the rest, piece by piece', () => {
    const pieces = [send(5, 3, 3, 'def'), send(7, 3, 3, 'ghi'), send(9, 1, 1, 'j')]
    const text = (steps: readonly Step[]) =>
      shortWrites(read(logOf([send(2, 10, 3, 'abcdefghij'), ...steps])))[0]?.text
    expect(text(pieces)).toContain('began with exactly those bytes.')
    expect(text([...pieces.slice(0, 2), send(9, 1, 1, 'X')])).toContain('began with other bytes')
  })

  it('says that the rest was never sent if the program closed', () => {
    const close: Step = ['client', 'close', ['fd=5'], 0, 8, 1, '']
    expect(shortWrites(read(logOf([first, close])))[0]?.text).toBe(
      'The other 7 are not in the stream: the program must send them itself. No send followed: the program called close 5 ms later, so they were never sent.',
    )
  })

  it('is found on a stream that grows, between its merges and splits', () => {
    const session = new Session()
    const parsed = parseFraming('fixed:5')
    if (!parsed.ok) throw new Error(parsed.error.message)
    session.push(logOf([first]))
    const [stream] = session.streams
    if (!stream) throw new Error('no stream')
    const framed = new Framed(stream, parsed.spec)
    const findings = new Findings(new Path([stream], framed))
    expect(findings.count('short-write')).toBe(1)
    const opening = logOf([])
    session.push(logOf([send(5, 7, 6, 'defghi')]).subarray(opening.length))
    framed.advance()
    findings.advance()
    expect(findings.columns.filter(({ kind }) => kind === 'short-write')).toMatchObject([
      { lane: 'send', count: 2 },
    ])
    expect(findings.of('send', 1).map(({ title }) => title)).toEqual(['sendto took 6 of 7 bytes.'])
    expect([...findings].filter(({ kind }) => kind === 'short-write')).toHaveLength(2)
  })
})

describe('no short write is', () => {
  it.each([
    ['a send that took all', send(2, 3, 3, 'abc')],
    ['one that would block', send(2, 10, { errno: 'EAGAIN' }, '')],
    ['one that failed', send(2, 10, { errno: 'EPIPE' }, '')],
    ['sendfile that came to the end of its file', send(2, 65_536, 3, '', 'sendfile')],
    ['splice', send(2, 65_536, 3, '', 'splice')],
    [
      'a recv that returned less than its limit',
      ['client', 'recvfrom', ['10', 'fd=5'], 3, 2, 1, 'abc'] as Step,
    ],
  ])('%s', (_, step) => {
    const session = read(logOf([step]))
    expect(session.streams.flatMap(() => shortWrites(session))).toEqual([])
    expect(summarize(session).shortWrites).toBe(0)
  })
})

it('one byte is in the singular', () => {
  const session = read(logOf([send(2, 2, 1, 'ab'), send(5, 1, 1, 'b')]))
  expect(shortWrites(session)[0]).toMatchObject({
    title: 'sendto took 1 of 2 bytes.',
    text: 'The other byte is not in the stream: the program must send it itself. The next send, 2 ms later, began with exactly that byte.',
  })
})

it.each([
  [MAX_CALL_PACKET - 5, MAX_CALL_PACKET + 500],
  [MAX_CALL_PACKET, MAX_CALL_PACKET + 500],
  [MAX_CALL_PACKET + 5, MAX_CALL_PACKET + 500],
])(
  '%i of %i bytes, logged in several packets, are what was taken, and no packet is left over',
  (taken, given) => {
    const payload = Uint8Array.from({ length: given }, (_, k) => k % 251)
    const session = new Session()
    session.push(logOf([]))
    session.push(
      callBlock(1, {
        name: 'write',
        args: [String(given), 'fd=5'],
        result: taken,
        transport: 'tcp',
        local: { address: '127.0.0.1', port: 51_076 },
        remote: { address: '127.0.0.1', port: 8_080 },
        start: began,
        duration: 0n,
        payload,
      }),
    )
    session.end()
    const [stream] = session.streams
    expect(session.leftOut).toEqual({})
    expect([stream?.length, stream?.send.captured(0)]).toEqual([taken, taken])
    expect(Buffer.compare(stream?.bytes(0, taken) ?? payload, payload.subarray(0, taken))).toBe(0)
    expect(shortWrites(session)[0]?.title).toMatch(/^write took 262,0\d\d of 262,5\d\d bytes\.$/)
  },
)
