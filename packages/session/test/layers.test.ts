// Messages over frames as lanes of a path. Expected values by hand.
import { parseFraming } from '@unstick/framing'
import { expect, it } from 'vitest'
import { Findings, frameStream, Mark, Path, Session, SummaryReader, sessionLines } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

/** Two frames of two bytes that go on, and one of one byte; then a whole one. Each recv takes 4 bytes. */
const bytes = '\x02ab\x02cd\x01e\x01f'
const log: readonly Step[] = [
  ['client', 'send', ['10'], 10, 2, 1, bytes],
  ['server', 'recv', ['4'], 4, 10, 1, bytes.slice(0, 4)],
  ['server', 'recv', ['4'], 4, 12, 1, bytes.slice(4, 8)],
  ['server', 'recv', ['4'], 2, 14, 1, bytes.slice(8)],
]
const framing = spec('joined,full=2 over length:u8')

const opened = () => {
  const session = new Session()
  session.push(logOf(log))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('the log has no stream')
  return { session, path: new Path([stream], frameStream(stream, framing)) }
}

it('the frames that carry messages are a lane between the recvs and the messages', () => {
  const { path } = opened()
  expect(path.observed.map(({ name, count }) => [name, count])).toEqual([
    ['send', 1],
    ['recv', 3],
    ['frame', 4],
    ['message', 2],
  ])
  expect(Array.from(path.lane('frame')?.ends.subarray(0, 4) ?? [])).toEqual([3, 6, 8, 10])
  expect(Array.from(path.lane('message')?.ends.subarray(0, 2) ?? [])).toEqual([8, 10])
})

it('a message in several frames and a frame in several recvs are findings between their lanes', () => {
  const found = [...new Findings(opened().path)].map(({ kind, between, title }) => [
    kind,
    between?.[1],
    title,
  ])
  expect(found).toEqual([
    ['split', 'recv', '1 send arrived in 3 recvs.'],
    ['merge', 'frame', '2 frames in one recv.'],
    ['merge', 'frame', '2 frames in one recv.'],
    ['split', 'frame', 'Frame 2 lies in 2 recvs.'],
    ['split', 'message', 'Message 1 lies in 3 frames.'],
  ])
})

it('JSON has a line for each frame, then one for each message', () => {
  const lines = [...sessionLines(opened().session, framing)]
  const framed = lines.flatMap((line) =>
    'lane' in line && (line.lane === 'frame' || line.lane === 'message')
      ? [`${line.lane} ${line.index} [${line.start}, ${line.end})`]
      : [],
  )
  expect(framed).toEqual([
    'frame 0 [0, 3)',
    'frame 1 [3, 6)',
    'frame 2 [6, 8)',
    'frame 3 [8, 10)',
    'message 0 [0, 8)',
    'message 1 [8, 10)',
  ])
})

it('the beginning of a message that another one interrupts is no message', () => {
  // "Hel", which goes on; "p", which stands for itself; "lo", the end of the first.
  const fragments = '\x01\x03Hel\x09\x01p\x00\x02lo'
  const steps: readonly Step[] = [['server', 'recv', ['99'], fragments.length, 10, 1, fragments]]
  const reader = new SummaryReader({}, spec('joined,of=(0?????0?),more=01 over length:u8,at=1'))
  reader.push(logOf(steps))
  expect(reader.end().messages).toBe(2)
  const [summary] = reader.streams()
  expect(summary?.error).toBeUndefined()
})

it('what resync= skips is no message, and has its own mark', () => {
  const text = 'xx\x68\x02aby\x68\x00'
  const session = new Session()
  session.push(logOf([['server', 'recv', ['99'], text.length, 10, 1, text]]))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('the log has no stream')
  const framed = frameStream(stream, spec('length:u8,at=1,resync=68'))
  const { lane, marks } = framed
  expect(Array.from(lane.ends.subarray(0, lane.count))).toEqual([2, 6, 7, 9])
  expect(Array.from(marks)).toEqual([Mark.skipped, Mark.whole, Mark.skipped, Mark.whole])
  expect(lane.counted).toBe(2)
})
