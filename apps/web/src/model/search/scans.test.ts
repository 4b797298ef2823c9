// Searches by size and by code over sessions made by hand. The hits must equal a look at everything.
import { parseFraming } from '@unstick/framing'
import { type Framed, frameStream, type Lane, Session, type Stream } from '@unstick/session'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failed, opening, recv, recvfrom, send, sendto } from '../../../test/sessions.ts'
import type { Hit } from './hit.ts'
import { scanOf } from './search-job.ts'
import type { Sought } from './query.ts'
import { readQuery } from './sought.ts'
import type { Scan, Scene } from './scan.ts'

const sceneOf = (framing: string, ...blocks: readonly Uint8Array[]): Scene => {
  const session = new Session()
  for (const block of [...opening('sought'), ...blocks]) session.push(block)
  const parsed = parseFraming(framing)
  if (!parsed.ok) throw new Error(framing)
  return { session, live: false, framed: (stream) => frameStream(stream, parsed.spec) }
}
const soughtBy = (kind: 'length' | 'code', text: string): Sought => {
  const query = readQuery(text, kind)
  if (!query.ok || !query.sought) throw new Error(text)
  return query.sought
}
const run = (scene: Scene, sought: Sought): { hits: Hit[]; codes: Scan['codes'] } => {
  const scan = scanOf(scene, sought)
  const scans = [...scene.session.streams.map((stream) => scan.through(stream)), scan.elsewhere?.() ?? []]
  const hits = scans.flatMap((steps) => [...steps]).filter((step) => typeof step !== 'number')
  return { hits, codes: scan.codes }
}
const named = ({ hits }: { readonly hits: readonly Hit[] }): string[] =>
  hits.map(({ where, text: [, found] }) => `${where}: ${found}`)

// Two frames, `00 02 h i` and `00 03 y o u`, in one send; read in two recvs of 5 and 4 bytes.
const hiYou = [send(0, '\0\x02hi\0\x03you'), recv(1, 5, '\0\x02hi\0'), recv(2, 9, '\x03you')]

test('a size is found on every lane, in the order of the bytes, with the bytes there', () => {
  const scene = sceneOf('struct:!H', ...hiYou)
  expect(named(run(scene, soughtBy('length', '4..5')))).toEqual([
    'recv #1: 5 bytes',
    'message #1: 4 bytes',
    'message #2: 5 bytes',
    'recv #2: 4 bytes',
  ])
  expect(named(run(scene, soughtBy('length', 'message 5')))).toEqual(['message #2: 5 bytes'])
  const [hit] = run(scene, soughtBy('length', '>8')).hits
  expect(hit).toMatchObject({
    interval: { lane: 'send', index: 0 },
    start: 0,
    end: 9,
    stream: 0,
    ends: '127.0.0.1:51076 → 127.0.0.1:8080',
    text: ['', '9 bytes', '··hi··you'],
    around: undefined,
  })
})

test('with framing off, recvs taken for one message each are found if the query names messages', () => {
  const scene = sceneOf('none', ...hiYou)
  expect(named(run(scene, soughtBy('length', '5')))).toEqual(['recv #1: 5 bytes'])
  expect(named(run(scene, soughtBy('length', 'message 5')))).toEqual(['message #1: 5 bytes'])
})

test('the property: equal to a look at every interval of every lane, in stream order', () => {
  const texts = fc.array(fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme-ascii' }), { maxLength: 30 })
  const lane = fc.constantFrom(undefined, 'send', 'recv', 'message')
  fc.assert(
    fc.property(texts, fc.array(fc.nat(9)), lane, fc.nat(8), fc.nat(8), (sends, cuts, only, a, b) => {
      const all = sends.join('')
      const pieces: string[] = []
      for (let at = 0; at < all.length;) {
        const size = (cuts[pieces.length] ?? 3) + 1
        pieces.push(all.slice(at, at + size))
        at += size
      }
      const scene = sceneOf(
        'fixed:3',
        ...sends.map((text, k) => send(k, text)),
        ...pieces.map((text, k) => recv(100 + k, 99, text)),
      )
      const [least, most] = [Math.min(a, b), Math.max(a, b)]
      const sought: Sought = { by: 'length', lane: only, least, most }
      const found = run(scene, sought).hits.map(({ interval, start }) => ({ ...interval, start }))
      expect(found).toEqual(naively(scene, only, least, most))
    }),
    { seed: 6, numRuns: 200 },
  )
})

const naively = (scene: Scene, only: string | undefined, least: number, most: number) =>
  scene.session.streams
    .flatMap((stream) =>
      [stream.send, stream.segment, stream.recv, messagesOf(scene, stream)].flatMap((lane) =>
        Array.from({ length: lane.count }, (_, index) => ({
          lane: lane.kind,
          index,
          start: lane.starts[index] ?? 0,
          size: (lane.ends[index] ?? 0) - (lane.starts[index] ?? 0),
        })),
      ),
    )
    .filter(({ lane, size }) => (only ?? lane) === lane && size >= least && size <= most)
    .sort((a, b) => a.start - b.start)
    .map(({ lane, index, start }) => ({ lane, index, start }))

const messagesOf = ({ framed }: Scene, stream: Stream): Lane => (framed(stream) as Framed).lane

test('the codes of a session are counted, each at its place', () => {
  const late = [send(0, 'hello'), send(1, 'world'), recv(5, 1024, 'helloworld')]
  const scene = sceneOf('fixed:4', ...late, recv(9, 1024, ''), failed(7, 'send', ['5'], 'EPIPE'))
  const { hits, codes } = run(scene, { by: 'codes' })
  expect(hits).toEqual([])
  // By hand: two sends in one recv; three pieces (4 + 4 + 2 unfinished), with two frames stuck in the recv; the second
  // recv returned 0, so the stream ended 2 bytes into a frame of 4; and the send that failed.
  expect(Object.fromEntries(codes ?? [])).toEqual({
    'reader-late': 1,
    stuck: 1,
    END_INSIDE_FRAME: 1,
    EPIPE: 1,
  })
  expect(
    run(scene, soughtBy('code', 'e')).hits.map(({ where, start, end, text }) => [where, start, end, ...text]),
  ).toEqual([
    [
      'recv #1',
      0,
      10,
      '',
      'reader-late',
      expect.stringMatching(/^2 sends arrived in 1 recv\. The reader called/),
    ],
    ['recv #1', 8, 10, '', 'END_INSIDE_FRAME', 'The stream ended 2 bytes into a frame of 4 bytes.'],
    ['send #2', 10, 10, '', 'EPIPE', 'client: send(5) = -1 EPIPE, at +7.000 ms'],
  ])
})

test('a failed call of a connection that carried no byte is found too, and has nothing to show', () => {
  const scene = sceneOf('none', failed(3, 'connect', [], 'ECONNREFUSED'))
  expect(scene.session.streams).toEqual([])
  expect(run(scene, soughtBy('code', 'econn')).hits).toEqual([
    {
      by: 'code',
      stream: -1,
      ends: '127.0.0.1:51076 → 127.0.0.1:8080',
      interval: undefined,
      where: 'connect()',
      pieces: 1,
      start: 0,
      end: 0,
      text: ['', 'ECONNREFUSED', 'client: connect() = -1 ECONNREFUSED, at +0.000 ms'],
      around: undefined,
    },
  ])
})

test('the fate of a datagram is found on the datagram that was sent', () => {
  const sent = [sendto(0, 'aaaa'), sendto(1, 'bbbb'), sendto(2, 'cccc')]
  const scene = sceneOf('none', ...sent, recvfrom(5, 2, 'aa'), recvfrom(6, 9, 'cccc'))
  expect(Object.fromEntries(run(scene, { by: 'codes' }).codes ?? [])).toEqual({ truncated: 1, lost: 1 })
  expect(named(run(scene, soughtBy('code', 'lost')))).toEqual(['send #2: lost'])
  expect(named(run(scene, soughtBy('length', 'recvfrom 2')))).toEqual(['recv #1: 2 bytes'])
})
