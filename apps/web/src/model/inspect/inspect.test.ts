import { expect, test } from 'vitest'
import { opening, recv, send, traced } from '../../../test/sessions.ts'
import type { Interval } from '../lanes/interval.ts'
import { contentOf, fileOf } from './content-of.ts'
import { inspect } from './inspect.ts'
import { OpenedSession } from '../session/opened-session.ts'

const HELLO = '\0\0\0\u0005hello'
const WORLD = '\0\0\0\u0005world'

const shownOf = (framing: string, blocks: readonly Uint8Array[]) => {
  const session = new OpenedSession('id', framing, 0)
  for (const block of [...opening('inspected'), ...blocks]) session.push(block)
  session.end()
  const shown = session.look()
  if (!shown) throw new Error('nothing is shown')
  return shown
}

const inspectionOf = (framing: string, blocks: readonly Uint8Array[], interval: Interval) => {
  const inspection = inspect(shownOf(framing, blocks), framing, interval)
  if (!inspection) throw new Error('there is no such interval')
  return inspection
}

/** hello and world, framed, in recvs of 7, 6 and 5 bytes. */
const torn = [
  send(0, HELLO),
  send(1, WORLD),
  recv(10, 7, HELLO.slice(0, 7)),
  recv(11, 6, HELLO.slice(7) + WORLD.slice(0, 4)),
  recv(12, 1_024, WORLD.slice(4)),
]

test('the framer is shown after each recv that brought a message, and after the ones around them', () => {
  const { framer, gap } = inspectionOf('struct:!I', torn, { lane: 'message', index: 0 })
  expect(framer.map(({ lane, index, inside, text }) => [`${lane} ${index}`, inside, text])).toEqual([
    ['recv 0', true, 'holding 7 of 9 bytes'],
    ['recv 1', true, 'message 1 whole, holding 4 of 9 bytes'],
    ['recv 2', false, 'message 2 whole'],
  ])
  expect(gap).toBeUndefined()
})

test('with framing off there is no framer', () => {
  expect(inspectionOf('none', torn, { lane: 'recv', index: 0 }).framer).toEqual([])
})

test('for many recvs in one message the first and the last are shown, and how many lie between', () => {
  const bytes = Array.from(HELLO + WORLD)
  const blocks = [send(0, HELLO + WORLD), ...bytes.map((byte, k) => recv(1 + k, 1, byte))]
  const { framer, gap } = inspectionOf('struct:!I', blocks, { lane: 'send', index: 0 })
  expect(framer.map(({ index, text }) => `${index}: ${text}`)).toEqual([
    '0: holding 1 byte',
    '1: holding 2 bytes',
    '2: holding 3 bytes',
    '3: holding 4 of 9 bytes',
    '15: holding 7 of 9 bytes',
    '16: holding 8 of 9 bytes',
    '17: message 2 whole',
  ])
  expect(gap).toEqual({ after: 3, count: 11 })
})

test('bytes that do not follow the framing: the framer says where it stopped, with its code', () => {
  const blocks = [send(0, `${HELLO}junkjunk`), recv(10, 9, HELLO), recv(11, 8, 'junkjunk')]
  const { framer } = inspectionOf('struct:!I', blocks, { lane: 'recv', index: 1 })
  expect(framer.map(({ text }) => text)).toEqual(['message 1 whole', 'stopped at byte 9 (FRAME_TOO_LONG)'])
})

test('a finding names the intervals that support it, each with its bytes, limit and time', () => {
  const { findings } = inspectionOf('struct:!I', torn, { lane: 'send', index: 1 })
  const [split] = findings
  expect(split?.title).toBe('1 send arrived in 2 recvs.')
  expect(split?.evidence).toMatchObject([
    { lane: 'recv', index: 1, start: 7, size: '6\u00a0of 6\u00a0B, 4\u00a0here', at: '+11.050 ms' },
    { lane: 'recv', index: 2, start: 13, size: '5\u00a0of 1,024\u00a0B', at: '+12.050 ms' },
  ])
  expect(split?.more).toBe(0)
})

test('two messages that one recv completed are called the one and the other', () => {
  const { framer } = inspectionOf('struct:!I', [send(0, HELLO + WORLD), recv(1, 64, HELLO + WORLD)], {
    lane: 'recv',
    index: 0,
  })
  expect(framer.map(({ text }) => text)).toEqual(['messages 1 and 2 whole'])
})

test('many intervals inside are summed up from the first to the last, with links to both', () => {
  const blocks = [...Array.from('abcdef', (sign, k) => send(k, sign)), recv(20, 1_024, 'abcdef')]
  const { facts } = inspectionOf('none', blocks, { lane: 'recv', index: 0 })
  expect(facts.find(({ name }) => name === 'sends inside')).toMatchObject({
    value: '6:',
    links: [{ index: 0 }, { index: 5 }],
  })
})

test('a send went into what follows, and a message has what came before it inside', () => {
  const names = (lane: Interval['lane']) =>
    inspectionOf('none', torn, { lane, index: 0 }).facts.map(({ name }) => name)
  expect(names('send')).toEqual(expect.arrayContaining(['went into recvs', 'went into messages']))
  expect(names('message')).toEqual(expect.arrayContaining(['sends inside', 'recvs inside']))
})

test('a finding with many intervals names six of them and counts the rest', () => {
  const blocks = [...Array.from('abcdefgh', (sign, k) => send(k, sign)), recv(20, 1_024, 'abcdefgh')]
  const [merge] = inspectionOf('none', blocks, { lane: 'recv', index: 0 }).findings
  expect(merge?.evidence.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
  expect(merge?.more).toBe(2)
})

test('a recv has the messages with bytes in it; the first that begins in it is chosen', () => {
  expect(inspectionOf('struct:!I', torn, { lane: 'recv', index: 1 }).messages).toEqual({
    first: 0,
    count: 2,
    chosen: 1,
  })
  expect(inspectionOf('struct:!I', torn, { lane: 'recv', index: 2 }).messages).toEqual({
    first: 1,
    count: 1,
    chosen: 1,
  })
  expect(inspectionOf('none', torn, { lane: 'recv', index: 1 }).messages).toBeUndefined()
})

test('a message’s content is its body; an interval’s is its bytes, with what its send had before them', () => {
  const interval = { lane: 'recv', index: 1 } as const
  const shown = shownOf('struct:!I', torn)
  const body = contentOf(shown, { interval, message: 1 })
  expect(new TextDecoder().decode(body?.bytes)).toBe('world')
  expect(body).toMatchObject({ size: 5, decoded: false, lead: new Uint8Array(0) })
  const bytes = contentOf(shown, { interval, message: undefined })
  expect(new TextDecoder().decode(bytes?.bytes)).toBe(`lo${WORLD.slice(0, 4)}`)
  expect(new TextDecoder().decode(bytes?.lead)).toBe(HELLO.slice(0, 7))
})

test('a body that its framing escapes on the wire is returned decoded', () => {
  // COBS (Cheshire and Baker, 1999): 11 22 00 33 is 03 11 22 02 33 00 on the wire.
  const wire = '\u0003\u0011\u0022\u0002\u0033\0'
  const cobs = shownOf('cobs', [send(0, wire), recv(1, 1_024, wire)])
  expect(contentOf(cobs, { interval: { lane: 'message', index: 0 }, message: 0 })).toMatchObject({
    bytes: Uint8Array.of(0x11, 0x22, 0x00, 0x33),
    size: 4,
    decoded: true,
  })
})

test('content is cut at its bound, and its file is whole', async () => {
  const half = 'x'.repeat(600_000)
  const shown = shownOf('none', [send(0, half + half), recv(1, 2_000_000, half + half)])
  const of = { interval: { lane: 'recv', index: 0 }, message: undefined } as const
  const content = contentOf(shown, of)
  expect([content?.bytes.length, content?.size]).toEqual([1_048_576, 1_200_000])
  expect(await fileOf(shown, of)?.text()).toBe(half + half)
})

test('something that does not exist has no content', () => {
  const shown = shownOf('none', torn)
  expect(contentOf(shown, { interval: { lane: 'recv', index: 3 }, message: undefined })).toBeUndefined()
  expect(fileOf(shown, { interval: { lane: 'recv', index: 3 }, message: undefined })).toBeUndefined()
})

test('a short write says how many bytes were given, what it means, and which send came next', () => {
  const blocks = [traced(0, 'sendto', ['9', 'MSG_DONTWAIT'], 4, HELLO.slice(0, 4)), send(5, HELLO.slice(4))]
  const { title, facts, findings } = inspectionOf('none', blocks, { lane: 'send', index: 0 })
  expect(title).toBe('4 of 9 bytes')
  expect(facts[0]).toEqual({ name: 'call', value: 'sendto(9 B, MSG_DONTWAIT) = 4' })
  expect(findings).toMatchObject([
    {
      kind: 'short-write',
      title: 'sendto took 4 of 9 bytes.',
      evidence: [{ lane: 'send', index: 1, size: '5\u00a0B' }],
      more: 0,
    },
  ])
  expect(inspectionOf('none', blocks, { lane: 'send', index: 1 }).title).toBe('5 bytes')
})

test('bytes that a call took from a file are those that the other end received, and it says so', () => {
  const blocks = [send(0, HELLO), traced(1, 'sendfile', ['65536'], 9), recv(5, 1_024, HELLO + WORLD)]
  const { bytes, holes, note, facts } = inspectionOf('none', blocks, { lane: 'send', index: 1 })
  expect(Buffer.from(bytes).toString()).toBe(WORLD)
  expect(holes).toEqual([])
  expect(note).toBe(
    'sendfile: the kernel took the bytes from a file. They are shown as the other end received them.',
  )
  expect(facts[0]?.value).toBe('sendfile(9 B) = 9')
  expect(inspectionOf('none', blocks, { lane: 'send', index: 0 }).note).toBeUndefined()
})

test('bytes that no lane has are holes, and not zeros', () => {
  const blocks = [traced(1, 'sendfile', ['65536'], 9), recv(5, 4, HELLO.slice(0, 4))]
  const { holes, note } = inspectionOf('none', blocks, { lane: 'send', index: 0 })
  expect(holes).toEqual([{ start: 4, end: 9 }])
  expect(note).toBe(
    'sendfile: the kernel took the bytes from a file. They are shown as the other end received them; 5 bytes of them that no lane has as ··.',
  )
})

test('a string that the log has cut short says how much of it is there', () => {
  const blocks = [traced(1, 'sendto', ['9'], 9, HELLO.slice(0, 4))]
  const { holes, note, findings } = inspectionOf('none', blocks, { lane: 'send', index: 0 })
  expect(holes).toEqual([{ start: 4, end: 9 }])
  expect(note).toBe(
    'The log has the first 4 of the 9 bytes of this send. No lane has the others; they are shown as ··.',
  )
  expect(findings).toEqual([])
})
