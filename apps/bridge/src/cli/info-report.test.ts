import { interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { parseFraming } from '@unstick/framing'
import { SummaryReader } from '@unstick/session'
import { expect, it } from 'vitest'
import { lateReader, logOf } from '../../../../packages/session/test/log-of.ts'
import { capturedBlock, simpleBlock } from '../../../../packages/session/test/packets-of.ts'
import { infoFacts, infoLines } from './info-report.ts'

const factsOf = (bytes: Uint8Array) => {
  const reader = new SummaryReader({})
  reader.push(bytes)
  return infoFacts(reader)
}

const opening = Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: LINK_ETHERNET })])

it('the table has a line for each stream, and one for all', () => {
  const log = logOf(lateReader('\0\0\0\x05hello', '\0\0\0\x05world'), 'struct:!I')
  expect([...infoLines(factsOf(log))]).toEqual([
    'hello + world',
    `${log.length.toLocaleString('en')} bytes, 8 packets from 2026-11-22 14:30:00 UTC, 206 ms long; framing struct:!I`,
    '',
    'stream                              bytes  sends  segments  recvs  messages  merges  splits',
    '127.0.0.1:51076>127.0.0.1:8080 tcp     18      2         0      1         2       2       0',
    '1 stream                               18      2         0      1         2       2       0',
    // What `unstick lab` says of the same run.
    '  127.0.0.1:51076>127.0.0.1:8080: 2 sends arrived in 1 recv. The reader called recv(1024) 200 ms after the first of them was sent, and took the 18 bytes that had piled up. No packets were captured, so how many segments carried them is not known.',
    '  127.0.0.1:51076>127.0.0.1:8080: 2 messages stuck in one recv. recv #1 returned 18 bytes with messages 1 and 2; the framing tells where one ends and the next begins.',
  ])
})

it('packets without a time are left out of the span, and reported', () => {
  const facts = factsOf(
    Buffer.concat([
      opening,
      simpleBlock(capturedBlock(0, { from: 'client', at: 0, payload: 'a' })),
      capturedBlock(0, { from: 'client', at: 5, offset: 1, payload: 'b' }),
      capturedBlock(0, { from: 'client', at: 7, offset: 2, payload: 'c' }),
    ]),
  )
  expect(facts).toMatchObject({ packets: 3, untimedPackets: 1, nanoseconds: 2_000_000 })
  const lines = [...infoLines(facts)]
  expect(lines[0]).toMatch(/ from 2026-11-22 14:30:00 UTC, 2 ms long;/)
  expect(lines.at(-1)).toBe(
    '1 packet without a time (simple packet blocks). Each is shown at the time of the packet before it.',
  )
})

const framed = (framing: string, bytes: string) => {
  const parsed = parseFraming(framing)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const reader = new SummaryReader({}, parsed.spec)
  reader.push(
    logOf([
      ['server', 'recv', ['99'], bytes.length, 10, 1, bytes],
      ['server', 'recv', ['99'], 0, 12, 1],
    ]),
  )
  const facts = infoFacts(reader)
  return { facts: facts.connections[0], text: [...infoLines(facts)].join('\n') }
}

it('frames below the messages, skipped bytes and those of a tunnel are counted apart', () => {
  // Three frames of two, two and one byte are one message.
  const layers = framed('joined,full=2 over length:u8', '\x02ab\x02cd\x01e')
  expect(layers.facts).toMatchObject({ messages: 1, frames: 3 })
  expect(layers.text).toContain('3 frames below the messages')

  const resync = framed('length:u8,at=1,resync=24', 'xy$\x01az$\x01b')
  expect(resync.facts).toMatchObject({ messages: 2, skippedBytes: 3 })
  expect(resync.text).toContain('3 bytes skipped')

  const tunnel = framed('http1', 'CONNECT a:1 HTTP/1.1\r\n\r\n\x01\x02\x03')
  expect(tunnel.facts).toMatchObject({ messages: 1, tunnelBytes: 3 })
})
