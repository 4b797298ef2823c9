// Everything that a hostile log can make grow has a limit, and what exceeds the limit is counted.
import { interfaceBlock, LINK_RAW, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { describe, expect, it } from 'vitest'
import { Session } from '../src/index.ts'
import { began, logOf, type Step } from './log-of.ts'

/** An IPv4 and TCP header by hand (RFC 791, RFC 9293), from a port of 10.0.0.0/8 to 10.0.0.1:80, and its payload. */
const packet = (connection: number, sequence: number, flags: number, payload = ''): Uint8Array => {
  const data = Buffer.alloc(40 + payload.length)
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(data.length, 2)
  data.writeUInt16BE(0x4006, 8)
  data.writeUInt32BE(0x0a000002 + (connection >> 16), 12)
  data.writeUInt32BE(0x0a000001, 16)
  data.writeUInt16BE(connection & 0xffff, 20)
  data.writeUInt16BE(80, 22)
  data.writeUInt32BE(sequence, 24)
  data.writeUInt16BE(0x5000 | flags, 32)
  data.write(payload, 40, 'latin1')
  return packetBlock({ interfaceId: 0, time: began, data })
}

const opening = () => Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: LINK_RAW })])

describe('a session', () => {
  it('keeps 65,536 connections and counts the packets of later ones', () => {
    const session = new Session()
    session.push(opening())
    for (let connection = 0; connection < 65_536 + 5; connection += 1)
      session.push(packet(connection, 7, 0, 'x'))
    session.push(packet(65_535, 8, 0, 'y'))
    session.end()
    expect(session.streams).toHaveLength(65_536)
    expect(session.streams.at(-1)?.length).toBe(2)
    expect(session.leftOut).toEqual({ TOO_MANY_CONNECTIONS: 5 })
  })

  it('puts a late segment into any of 40,000 holes', () => {
    const session = new Session()
    session.push(opening())
    // Every second byte, then the others backwards.
    for (let k = 0; k <= 40_000; k += 1) session.push(packet(1, 2 * k, 0, 'x'))
    for (let k = 39_999; k >= 0; k -= 1) session.push(packet(1, 2 * k + 1, 0, 'y'))
    const stream = session.streams[0]
    expect([stream?.capture.repeated, stream?.capture.late, stream?.segment.count]).toEqual([
      0, 40_000, 80_001,
    ])
    expect(Buffer.from(stream?.bytes(0, 80_001) ?? []).toString()).toBe('xy'.repeat(40_000) + 'x')
  })

  it('keeps 262,144 calls without bytes and 65,536 printed texts', () => {
    const calls = (step: Step, count: number): Session => {
      const session = new Session()
      const block = logOf([step])
      const header = logOf([])
      session.push(header)
      const one = block.subarray(header.length)
      for (let k = 0; k < count; k += 1) session.push(one)
      return session
    }
    const closing = calls(['client', 'close', [], 0, 0, 0], 262_144 + 3)
    expect([closing.calls.length, closing.leftOut]).toEqual([262_144, { TOO_MANY_CALLS: 3 }])
    const printing = calls(['client', 'write', ['1', '1'], 1, 0, 0, 'a'], 65_536 + 2)
    expect([printing.printed.length, printing.leftOut]).toEqual([65_536, { TOO_MUCH_PRINTED: 2 }])
  })
})
