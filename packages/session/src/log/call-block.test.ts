// A call's blocks: a call of any length reads back as one call, and no block is too long for Wireshark.
import { CaptureReader } from '@unstick/pcapng'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, callBlock, callInterfaceBlock, Session, sessionHeaderBlock } from '../index.ts'

const call = (payload: Uint8Array, more: Partial<Call> = {}): Call => ({
  name: 'send',
  args: [String(payload.length)],
  result: payload.length,
  transport: 'tcp',
  local: { address: '127.0.0.1', port: 50_000 },
  remote: { address: '127.0.0.1', port: 8_080 },
  start: 1_795_357_800_000_000_000n,
  duration: 5_000n,
  payload,
  ...more,
})

const recv = (payload: Uint8Array, limit: number): Call =>
  call(payload, {
    name: 'recv',
    args: [String(limit)],
    local: { address: '127.0.0.1', port: 8_080 },
    remote: { address: '127.0.0.1', port: 50_000 },
  })

/** Bytes in which no two places look alike. */
const pattern = (length: number, seed = 0): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index >>> 8) ^ (index * 31 + seed))

const opening = [sessionHeaderBlock({ title: 't' }), callInterfaceBlock('a'), callInterfaceBlock('b')]

const read = (...blocks: Uint8Array[]): Session => {
  const session = new Session()
  for (const block of [...opening, ...blocks]) session.push(block)
  session.end()
  return session
}

const packetsOf = (bytes: Uint8Array) => {
  const packets: { length: number; comment: string | undefined }[] = []
  const reader = new CaptureReader({ packet: ({ length, comment }) => packets.push({ length, comment }) })
  for (const block of [...opening, bytes]) reader.push(block)
  return packets
}

describe('callBlock(interfaceId, call)', () => {
  it('writes up to 262,068 bytes as one packet of at most 262,144', () => {
    // Between IPv6 addresses there are 76 bytes of head before the payload.
    const ends = { local: { address: '::1', port: 1 }, remote: { address: '::2', port: 2 } }
    expect(packetsOf(callBlock(0, call(pattern(262_068), ends)))).toEqual([
      { length: 262_144, comment: 'send(262068) = 262068 <0.000005000>' },
    ])
  })

  it('continues a longer call in more packets, each with the number of bytes before it', () => {
    expect(packetsOf(callBlock(0, call(pattern(600_000)))).map(({ comment }) => comment)).toEqual([
      'send(600000) = 600000 <0.000005000>',
      '<... send resumed> 262068',
      '<... send resumed> 524136',
    ])
  })

  it.each([262_068, 262_069, 524_136, 524_137, 1_000_000])('of %i bytes is read back as one', (length) => {
    const payload = pattern(length)
    const session = read(callBlock(0, call(payload)), callBlock(1, recv(payload, 2_000_000)))
    const [stream] = session.streams
    expect(session.leftOut).toEqual({})
    for (const lane of [stream?.send, stream?.recv]) {
      expect([lane?.count, lane?.ends[0]]).toEqual([1, length])
      if (stream && lane) expect(Buffer.compare(stream.intervalBytes(lane, 0), payload)).toBe(0)
    }
    expect(Buffer.compare(stream?.bytes(0, length) ?? payload.subarray(1), payload)).toBe(0)
  })

  it('keeps the calls of two programs apart, even if a tool has interleaved their packets', () => {
    const [first, second] = [pattern(700_000), pattern(700_000, 7)] as const
    const blocks = [callBlock(0, call(first)), callBlock(1, recv(second, 1_000_000))].map((bytes) => {
      const cuts: number[] = []
      const reader = new CaptureReader({ packet: ({ fileOffset }) => cuts.push(fileOffset) })
      for (const block of [...opening, bytes]) reader.push(block)
      const before = opening.reduce((sum, { length }) => sum + length, 0) + 28
      return cuts.map((cut, k) =>
        bytes.subarray(cut - before, (cuts[k + 1] ?? before + bytes.length) - before),
      )
    })
    const turns = [0, 1, 2].flatMap((k) => blocks.map((each) => each[k] ?? new Uint8Array(0)))
    const [stream] = read(...turns).streams
    if (!stream) throw new Error('no stream')
    expect(Buffer.compare(stream.intervalBytes(stream.send, 0), first)).toBe(0)
    expect(Buffer.compare(stream.intervalBytes(stream.recv, 0), second)).toBe(0)
  })

  it('keeps the count of a call that a crash cut after its first packet, and how many bytes are there', () => {
    const blocks = callBlock(0, call(pattern(600_000)))
    const [stream] = read(blocks.subarray(0, blocks.length - 4)).streams
    expect([stream?.send.ends[0], stream?.send.captured(0)]).toEqual([600_000, 524_136])
  })

  it('is not continued by packets that belong to no call', () => {
    const blocks = callBlock(0, call(pattern(600_000)))
    const first = callBlock(0, call(pattern(262_068))).length
    expect(read(blocks.subarray(first)).leftOut).toEqual({ NOT_A_CALL: 2 })
  })

  it('is read back whatever the text of its comment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(2_000), (text, length) => {
        const args = [text.replaceAll(/[(),]/g, '')]
        const [packet] = packetsOf(callBlock(0, call(pattern(length), { args })))
        expect(packet?.comment).toBe(`send(${args.join()}) = ${length} <0.000005000>`.split('\0')[0])
      }),
      { seed: 20_261_123, numRuns: 200 },
    )
  })
})
