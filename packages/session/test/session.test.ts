import { parseFraming } from '@unstick/framing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  colourRuns,
  findFindings,
  frameStream,
  type Lane,
  Mark,
  Session,
  sessionLines,
  type Stream,
  summarize,
} from '../src/index.ts'
import { began, lateReader, logOf, type Step } from './log-of.ts'

const read = (...parts: Uint8Array[]): Session => {
  const session = new Session()
  for (const part of parts) session.push(part)
  session.end()
  return session
}

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const only = (session: Session): Stream => {
  const [stream, ...others] = session.streams
  if (!stream || others.length > 0) throw new Error(`${session.streams.length} streams`)
  return stream
}

const intervals = (lane: Lane) =>
  Array.from({ length: lane.count }, (_, i) => [lane.starts[i], lane.ends[i], lane.times[i], lane.dones[i]])

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('a session read from its log', () => {
  it('has one stream with two sends and one recv', () => {
    const session = read(logOf(lateReader('hello', 'world')))
    expect(session.problem).toBeUndefined()
    expect(session.header?.title).toBe('hello + world')
    expect(session.epoch).toBe(began)
    expect(session.span).toBe(206e6)
    const stream = only(session)
    expect(stream.name).toBe('127.0.0.1:51076>127.0.0.1:8080')
    expect([stream.writer, stream.reader, stream.role, stream.length]).toEqual([
      'client',
      'server',
      'client',
      10,
    ])
    expect(intervals(stream.send)).toEqual([
      [0, 5, 2e6, 3e6],
      [5, 10, 3e6, 4e6],
    ])
    expect(intervals(stream.recv)).toEqual([[0, 10, 203e6, 204e6]])
    expect(stream.recv.limits[0]).toBe(1024)
    expect(stream.segment.count).toBe(0)
    expect(stream.endSeen).toBe(206e6)
    expect(text(stream.bytes(3, 8))).toBe('lowor')
    expect(session.printed).toEqual([{ program: 'server', time: 205e6, text: "data1: b'helloworld'\n" }])
    expect(session.calls.map(({ call }) => call.name)).toEqual(['connect', 'accept', 'close', 'recv'])
  })

  it('is the same however the log was cut', () => {
    const log = logOf(lateReader('hello', 'world'))
    const whole = [...sessionLines(read(log), spec('none'))]
    expect(whole).toHaveLength(2 + 1 + 1 + 1)
    for (let cut = 0; cut <= log.length; cut += 1) {
      expect([...sessionLines(read(log.subarray(0, cut), log.subarray(cut)), spec('none'))]).toEqual(whole)
    }
  })

  it('keeps everything before a cut end and says where that is', () => {
    const log = logOf(lateReader('hello', 'world'))
    const session = read(log.subarray(0, log.length - 7))
    expect(session.problem?.code).toBe('CUT_INSIDE_BLOCK')
    expect(session.problem?.offset).toBe(session.length)
    expect(only(session).recv.count).toBe(1)
  })

  it('says why the two sends came as one', () => {
    const stream = only(read(logOf(lateReader('hello', 'world'))))
    const [finding, ...others] = findFindings(stream, frameStream(stream, spec('none')))
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      kind: 'merge',
      between: ['send', 'recv'],
      lane: 'recv',
      index: 0,
      count: 2,
      cause: 'reader-late',
      title: '2 sends arrived in 1 recv.',
      text: 'The reader called recv(1024) 200 ms after the first of them was sent, and took the 10 bytes that had piled up. No packets were captured, so how many segments carried them is not known.',
    })
  })

  it('says that a small recv limit cut a send', () => {
    const steps: Step[] = [
      ['client', 'connect', [], 0, 0, 1],
      ['client', 'send', ['5'], 5, 2, 1, 'hello'],
      ['server', 'recv', ['3'], 3, 10, 1, 'hel'],
      ['server', 'recv', ['3'], 2, 12, 1, 'lo'],
    ]
    const stream = only(read(logOf(steps)))
    const [finding] = findFindings(stream, frameStream(stream, spec('none')))
    expect(finding).toMatchObject({
      kind: 'split',
      between: ['send', 'recv'],
      lane: 'send',
      cause: 'recv-limit',
      title: '1 send arrived in 2 recvs.',
      text: 'recv(3) takes at most 3 bytes at a time; the send has 5.',
    })
  })

  it('does not say that a limit cut what came in pieces', () => {
    const steps: Step[] = [
      ['client', 'send', ['5'], 5, 2, 1, 'hello'],
      ['server', 'recv', ['1024'], 3, 1, 3, 'hel'],
      ['server', 'recv', ['1024'], 2, 12, 1, 'lo'],
    ]
    const stream = only(read(logOf(steps)))
    expect(findFindings(stream, frameStream(stream, spec('none')))[0]?.cause).toBe('arrived-in-pieces')
  })
})

describe('framing over a session', () => {
  const framedWords = ['\0\0\0\x05hello', '\0\0\0\x05world'] as const

  it('cuts two messages out of one recv', () => {
    const session = read(logOf(lateReader(...framedWords), 'struct:!I'))
    const stream = only(session)
    const framed = frameStream(stream, spec('struct:!I'))
    expect(framed.error).toBeUndefined()
    expect(intervals(framed.lane)).toEqual([
      [0, 9, 204e6, 204e6],
      [9, 18, 204e6, 204e6],
    ])
    expect(Array.from(framed.headers.subarray(0, 2))).toEqual([4, 4])
    expect(findFindings(stream, framed).at(-1)).toMatchObject({
      kind: 'merge',
      between: ['recv', 'message'],
      cause: 'stuck',
      title: '2 messages stuck in one recv.',
    })
    expect(summarize(session)).toEqual({
      streams: 1,
      sends: 2,
      segments: 0,
      recvs: 1,
      messages: 2,
      merges: 2,
      splits: 0,
      shortWrites: 0,
    })
  })

  it('gives what the framer held after each recv: 7 of 9', () => {
    const [word] = framedWords
    const steps: Step[] = [
      ['client', 'send', ['9'], 9, 2, 1, word],
      ['server', 'recv', ['7'], 7, 10, 1, word.slice(0, 7)],
      ['server', 'recv', ['7'], 2, 12, 1, word.slice(7)],
    ]
    const stream = only(read(logOf(steps)))
    const framed = frameStream(stream, spec('struct:!I'))
    expect(framed.holding(0)).toEqual({ held: 7, needed: 9 })
    expect(framed.holding(1).held).toBe(0)
    expect(findFindings(stream, framed).at(-1)).toMatchObject({
      kind: 'split',
      lane: 'message',
      cause: 'torn',
      title: 'Message 1 needed 2 recvs.',
      text: 'After recv #1 the reader held 7 of 9 bytes; it kept them and read on until all 9 were there.',
    })
  })

  it('stops where the bytes do not fit it, and leaves them the colours of their sends', () => {
    const stream = only(read(logOf(lateReader('hello', 'world'))))
    const framed = frameStream(stream, spec('struct:!I'))
    expect(framed.lane.count).toBe(0)
    // "hell" is 0x68656c6c = 1,751,477,356 bytes of body, with the header 1,751,477,360, beyond the 16 MiB that a frame may have.
    expect(framed.error).toMatchObject({ code: 'FRAME_TOO_LONG', offset: 0 })
    expect(framed.error?.message).toContain('1,751,477,360 bytes')
    const runs = colourRuns(stream, framed)
    expect([Array.from(runs.starts), Array.from(runs.ends), Array.from(runs.owners)]).toEqual([
      [0, 5],
      [5, 10],
      [0, 1],
    ])
  })

  it('leaves bytes after an error the colours of their sends, and gives an unfinished frame its own', () => {
    const stream = only(read(logOf(lateReader('\0\0\0\x01a\0\0\0\x01b', 'hello'))))
    const coloured = (framing: string) => {
      const { starts, ends, owners, count } = colourRuns(stream, frameStream(stream, spec(framing)))
      return Array.from({ length: count }, (_, k) => [starts[k], ends[k], owners[k]])
    }
    // Two messages, both out of the first send; "hell" is no length, so the rest has the colour of send 2, number 1.
    expect(coloured('struct:!I')).toEqual([
      [0, 5, 0],
      [5, 10, 1],
      [10, 15, 1],
    ])
    // Of fifteen bytes, three messages of four: the last three bytes belong to a fourth that was cut short.
    expect(coloured('fixed:4')).toEqual([
      [0, 4, 0],
      [4, 8, 1],
      [8, 12, 2],
      [12, 15, 3],
    ])
  })

  it('says at the end of the stream that a message was cut short, and by how much', () => {
    const word = '\0\0\0\x05hel'
    const steps: Step[] = [
      ['client', 'send', ['7'], 7, 2, 1, word],
      ['server', 'recv', ['1024'], 7, 10, 1, word],
    ]
    const open = frameStream(only(read(logOf(steps))), spec('struct:!I'))
    expect([open.held, open.needed, open.error]).toEqual([7, 9, undefined])
    const over = frameStream(
      only(read(logOf([...steps, ['server', 'recv', ['1024'], 0, 12, 0]]))),
      spec('struct:!I'),
    )
    expect(over.error).toMatchObject({ code: 'END_INSIDE_FRAME', offset: 0 })
  })

  // Times count from the first record, the send at 2 ms; the recv that returns 0 ends at 13 ms.
  it('gives a message that only the end of the stream completes: a bare JSON number', () => {
    const steps: Step[] = [
      ['client', 'send', ['2'], 2, 2, 1, '42'],
      ['server', 'recv', ['1024'], 2, 10, 1, '42'],
      ['server', 'recv', ['1024'], 0, 12, 1],
    ]
    expect(intervals(frameStream(only(read(logOf(steps))), spec('json')).lane)).toEqual([[0, 2, 11e6, 11e6]])
  })

  it('marks recvs taken for one message each: stuck, torn, both', () => {
    const steps: Step[] = [
      ['client', 'send', ['5'], 5, 2, 1, 'hello'],
      ['client', 'send', ['5'], 5, 3, 1, 'world'],
      ['client', 'send', ['4'], 4, 4, 1, 'egon'],
      ['server', 'recv', ['3'], 3, 10, 1, 'hel'],
      ['server', 'recv', ['4'], 4, 11, 1, 'lowo'],
      ['server', 'recv', ['3'], 3, 12, 1, 'rld'],
      ['server', 'recv', ['4'], 4, 13, 1, 'egon'],
    ]
    const framed = frameStream(only(read(logOf(steps))), spec('none'))
    expect(Array.from(framed.marks.subarray(0, 4))).toEqual([
      Mark.torn,
      Mark.stuckAndTorn,
      Mark.torn,
      Mark.whole,
    ])
  })

  it('gives the same messages framed as the session grows as framed at once', () => {
    const log = logOf(lateReader(...framedWords))
    const whole = frameStream(only(read(log)), spec('struct:!I'))
    const session = new Session()
    const cuts = fc.sample(fc.nat(log.length), { numRuns: 20, seed: 20_261_122 }).sort((a, b) => a - b)
    let from = 0
    let growing: ReturnType<typeof frameStream> | undefined
    for (const cut of [...cuts, log.length]) {
      session.push(log.subarray(from, cut))
      from = cut
      const stream = session.streams[0]
      if (stream?.recv.count) growing ??= frameStream(stream, spec('struct:!I'))
      growing?.advance()
    }
    if (!growing) throw new Error('the stream never came')
    expect(intervals(growing.lane)).toEqual(intervals(whole.lane))
  })
})

describe('a log that lies', () => {
  it('about how many bytes a call returned is believed only as far as the bytes are there', () => {
    const steps: Step[] = [
      ['client', 'send', ['5'], 5, 2, 1, 'hello'],
      ['server', 'recv', ['1024'], 1_000_000, 3, 1, 'hello'],
    ]
    const stream = only(read(logOf(steps)))
    const framed = frameStream(stream, spec('fixed:5'))
    expect(stream.length).toBe(1_000_000)
    expect(text(stream.bytes(0, 8))).toBe('hello\0\0\0')
    expect(framed.findMissing()).toBeUndefined()
    expect(framed.failures).toMatchObject([{ start: 5, end: 1_000_000, code: 'BYTES_MISSING' }])
  })
})
