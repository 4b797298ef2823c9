import { expect, test } from 'vitest'
import { recvfrom, sendto, udpSession } from '../../../../../packages/session/test/udp-log.ts'
import { FoundFates } from './found-fates.ts'

/** What is found about the datagrams that a client sent to a server. */
const found = (blocks: readonly Uint8Array[], live: boolean): FoundFates => {
  const session = udpSession(blocks)
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return new FoundFates(session.fates(stream), live)
}

test('datagrams that arrived whole and in order, or were not measured, are no finding', () => {
  // The second log has no recv calls.
  for (const blocks of [[sendto(1, 'one'), recvfrom(2, 64, 'one')], [sendto(1, 'one')]]) {
    const fates = found(blocks, false)
    expect([...fates]).toEqual([])
    expect(fates.of(0)).toBeUndefined()
  }
})

test('an unread datagram is a finding once the log has ended, not before', () => {
  const blocks = [sendto(1, 'one'), recvfrom(2, 64, 'one'), sendto(3, 'two')]
  expect([...found(blocks, true)]).toEqual([])
  expect([...found(blocks, false)]).toMatchObject([{ index: 1, title: 'Datagram 2 was not read.' }])
})

test('each finding belongs to its own interval, counts from 1, and says how much is gone', () => {
  const blocks = [
    sendto(1, 'first'),
    sendto(2, 'second'),
    sendto(3, 'third'),
    recvfrom(4, 64, 'first'),
    recvfrom(5, 2, 'th'),
    recvfrom(6, 64, 'fourth'),
  ]
  const fates = found(blocks, false)
  expect(fates.column).toEqual({ kind: 'fate', lane: 'send', count: 2, indices: Uint32Array.of(1, 2) })
  expect(fates.of(0)).toBeUndefined()
  expect(fates.of(1)).toEqual({
    kind: 'fate',
    lane: 'send',
    index: 1,
    title: 'Datagram 2 was lost.',
    text: 'No recvfrom returned it, but 1 datagram sent after it arrived.',
  })
  expect(fates.of(2)).toMatchObject({ title: 'Datagram 3 was truncated: 3 bytes are gone.' })
  expect(fates.of(3)).toBeUndefined()
  expect([...fates]).toEqual([fates.of(1), fates.of(2)])
})
