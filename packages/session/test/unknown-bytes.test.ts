// Calls whose bytes the log does not have: sendfile and splice, and strings that were cut short. Other lanes fill them.
import { parseFraming } from '@unstick/framing'
import { describe, expect, it } from 'vitest'
import {
  findFindings,
  frameStream,
  holesOf,
  missingBytes,
  Session,
  sessionLines,
  streamBytes,
} from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const read = (steps: readonly Step[], packets: readonly Captured[] = []) => {
  const session = new Session()
  session.push(logOf(steps))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return { session, stream }
}

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const HELLO = '\0\0\0\x05hello'
const WORLD = '\0\0\0\x05world'
const head: Step = ['client', 'sendto', ['9', 'fd=5'], 9, 1, 0, HELLO]
const file: Step = ['client', 'sendfile', ['65536', 'fd=5'], 9, 2, 0]
const got: Step = ['server', 'recvfrom', ['1024', 'fd=4'], 18, 3, 0, HELLO + WORLD]
const wire: Captured[] = [
  { from: 'client', at: 0, mss: 1460 },
  { from: 'server', at: 0, mss: 1460 },
  { from: 'client', at: 2, payload: HELLO },
  { from: 'client', at: 3, offset: 9, payload: WORLD },
]

const textOf = (pieces: Iterable<Uint8Array>): string =>
  [...pieces].map((piece) => Buffer.from(piece).toString('latin1')).join('')

const framesOf = (stream: Parameters<typeof frameStream>[0]) => {
  const framed = frameStream(stream, spec('struct:!I'))
  const { lane, error, holes } = framed
  return {
    frames: Array.from({ length: lane.count }, (_, k) => [lane.starts[k], lane.ends[k]]),
    holes,
    error,
  }
}

describe('bytes of sendfile', () => {
  it.each([
    ['the recv has', [head, file, got], []],
    ['the capture has', [head, file], wire],
  ])('are those that %s', (_, steps, packets) => {
    const { stream } = read(steps, packets)
    expect(stream.send.captured(1)).toBe(0)
    expect(textOf([stream.bytes(0, 18)])).toBe(HELLO + WORLD)
    expect(missingBytes(stream)).toBe(0)
    expect(textOf(streamBytes(stream, 'skip'))).toBe(HELLO + WORLD)
    expect(framesOf(stream)).toEqual({
      frames: [
        [0, 9],
        [9, 18],
      ],
      holes: [],
      error: undefined,
    })
  })

  it('are a hole if no lane has them, before which framing stops', () => {
    const { session, stream } = read([head, file])
    expect(holesOf(stream, 0, 18)).toEqual([{ start: 9, end: 18 }])
    expect(missingBytes(stream)).toBe(9)
    expect(textOf(streamBytes(stream, 'skip'))).toBe(HELLO)
    expect(framesOf(stream)).toEqual({ frames: [[0, 9]], holes: [{ start: 9, end: 18 }], error: undefined })
    const lines = [...sessionLines(session, spec('struct:!I'))]
    expect(lines.at(-1)).toMatchObject({
      lane: 'message',
      error: 'BYTES_MISSING',
      message: 'Bytes 9 to 18 are not in the log, and nothing comes after them.',
    })
  })

  it('are joined and cut as all others', () => {
    const { session, stream } = read([head, file, got])
    expect(findFindings(stream, frameStream(stream, spec('none')))).toMatchObject([
      { kind: 'merge', title: '2 sends arrived in 1 recv.', cause: 'reader-late' },
    ])
    expect(session.streams).toHaveLength(1)
  })
})

it('bytes that splice moved out of a socket are those that were sent, and framed like them', () => {
  const splice: Step = ['server', 'splice', ['65536', 'from socket', 'fd=4'], 18, 3, 0]
  const world: Step = ['client', 'sendto', ['9', 'fd=5'], 9, 2, 0, WORLD]
  const { stream } = read([head, world, splice])
  expect([stream.recv.count, stream.recv.captured(0)]).toEqual([1, 0])
  expect(framesOf(stream)).toEqual({
    frames: [
      [0, 9],
      [9, 18],
    ],
    holes: [],
    error: undefined,
  })
})

describe('strings that the log has cut short', () => {
  const short = ([who, name, args, result, at, took, payload = '']: Step, kept: number): Step => [
    who,
    name,
    args,
    result,
    at,
    took,
    payload.slice(0, kept),
  ]
  const world: Step = ['client', 'sendto', ['9', 'fd=5'], 9, 2, 0, WORLD]

  it('are filled from the other end, each from where it is whole', () => {
    const { stream } = read([short(head, 6), world, short(got, 12)])
    // Bytes 6 to 9 are the recv's, 12 to 18 the second send's.
    expect(textOf([stream.bytes(0, 18)])).toBe(HELLO + WORLD)
    expect(framesOf(stream)).toEqual({
      frames: [
        [0, 9],
        [9, 18],
      ],
      holes: [],
      error: undefined,
    })
  })

  it('are a hole where no end has the bytes, and findings are the same', () => {
    const whole = read([head, world, got])
    const { stream } = read([short(head, 9), short(world, 2), short(got, 12)])
    expect(framesOf(stream)).toEqual({ frames: [[0, 9]], holes: [{ start: 12, end: 18 }], error: undefined })
    expect(holesOf(stream, 0, 18)).toEqual([{ start: 12, end: 18 }])
    const told = (each: typeof stream) =>
      findFindings(each, frameStream(each, spec('none'))).map(({ title, text, cause }) => [
        title,
        text,
        cause,
      ])
    expect(told(stream)).toEqual(told(whole.stream))
    expect(told(stream)).toHaveLength(1)
  })
})
