import { Session } from '@unstick/session'
import { expect, test } from 'vitest'
import { opening, recv, recvfrom, send, sendto } from '../../test/sessions.ts'
import { findNext, type Range } from '../model/search/find-bytes.ts'
import { bytesHit } from '../model/search/hit.ts'

const utf8 = new TextEncoder()
const streamOf = (...blocks: readonly Uint8Array[]) => {
  const session = new Session()
  for (const block of [...opening('sought'), ...blocks]) session.push(block)
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return stream
}
const all = (stream: ReturnType<typeof streamOf>, needle: Uint8Array): Range[] => {
  const found: Range[] = []
  for (let at: number | undefined = 0; at !== undefined;) {
    const { hits, next } = findNext(stream, needle, at)
    found.push(...hits)
    at = next
  }
  return found
}

test('a text that was cut over two recvs is found, and the hit says how many it spans', () => {
  const stream = streamOf(send(0, 'say hello now'), recv(1, 6, 'say he'), recv(2, 99, 'llo now'))
  const [hit, ...more] = all(stream, utf8.encode('hello'))
  expect([hit, more]).toEqual([{ start: 4, end: 9 }, []])
  expect(hit && bytesHit(stream, hit)).toMatchObject({
    interval: { lane: 'recv', index: 0 },
    pieces: 2,
    text: ['say ', 'hello', ' now'],
    ends: '127.0.0.1:51076 → 127.0.0.1:8080',
  })
})

test('hits do not overlap, and are found one after another', () => {
  const stream = streamOf(send(0, 'aaaaa'))
  expect(all(stream, utf8.encode('aa'))).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ])
})

test('a hit across the edge of a window is found once', () => {
  // By hand: a window is 262,144 bytes, so the needle at 262,140 begins in the first and ends in the second.
  const text = `${'.'.repeat(262_140)}needle${'.'.repeat(100)}needle`
  const stream = streamOf(send(0, text.slice(0, 200_000)), send(1, text.slice(200_000)))
  expect(all(stream, utf8.encode('needle')).map(({ start }) => start)).toEqual([262_140, 262_246])
})

test('an empty needle is never found, and nothing is found after the end', () => {
  const stream = streamOf(send(0, 'abc'))
  expect(all(stream, new Uint8Array(0))).toEqual([])
  expect(findNext(stream, utf8.encode('a'), 3)).toEqual({ hits: [], next: undefined })
})

test('no hit spans two datagrams, because no program had the bytes of both at once', () => {
  const stream = streamOf(
    ...[sendto(0, 'xxhel'), sendto(1, 'loyy'), sendto(2, 'hello'), sendto(3, 'aaa'), sendto(4, 'aab')],
    ...[recvfrom(5, 99, 'xxhel'), recvfrom(6, 99, 'loyy'), recvfrom(7, 99, 'hello')],
  )
  expect(all(stream, utf8.encode('hello'))).toEqual([{ start: 9, end: 14 }])
  // A match across both, at 16, hides neither the hit before it nor the one after.
  expect(all(stream, utf8.encode('aa'))).toEqual([
    { start: 14, end: 16 },
    { start: 17, end: 19 },
  ])
  expect(all(stream, utf8.encode('xh'))).toEqual([{ start: 1, end: 3 }])
})
