// Which packets of a machine get into a recording.
import { interfaceBlock, LINK_RAW, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import type { Call } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { HeldPackets } from './held-packets.ts'
import { TracedPackets } from './traced-packets.ts'

interface Sent {
  readonly from: readonly [address: string, port: number]
  readonly to: readonly [address: string, port: number]
  readonly transport?: 'tcp' | 'udp'
  readonly text?: string
  /** Of TCP: a SYN with this sequence number. */
  readonly begins?: number
  /** Of IPv4: offset in units of 8 bytes, and whether more come; only the first has ports. */
  readonly fragment?: readonly [offset: number, more: boolean]
}

/** An IPv4 packet (RFC 791, 3.1) of TCP (RFC 9293, 3.1) or UDP (RFC 768). */
const ipPacket = ({ from, to, transport = 'tcp', text = '', begins, fragment }: Sent): Buffer => {
  const ip = Buffer.alloc(20)
  const head = Buffer.alloc(transport === 'tcp' ? 20 : 8)
  head.writeUInt16BE(from[1], 0)
  head.writeUInt16BE(to[1], 2)
  if (transport === 'tcp') {
    head.writeUInt32BE(begins ?? 1, 4)
    head[12] = 5 << 4
    head[13] = begins === undefined ? 0x10 : 0x02
  } else head.writeUInt16BE(fragment ? 24 : 8 + text.length, 4)
  const body = Buffer.from(text)
  const whole = Buffer.concat([ip, ...(fragment && fragment[0] > 0 ? [] : [head]), body])
  ip[0] = 0x45
  whole[0] = 0x45
  whole.writeUInt16BE(whole.length, 2)
  whole.writeUInt16BE(7, 4)
  if (fragment) whole.writeUInt16BE((fragment[1] ? 0x2000 : 0) | fragment[0], 6)
  whole[9] = transport === 'tcp' ? 6 : 17
  for (const [at, [address]] of [
    [12, from],
    [16, to],
  ] as const)
    whole.set(address.split('.').map(Number), at)
  return whole
}

const bench = (most?: number) => {
  const found: string[] = []
  const packets = new TracedPackets(
    // The body of a packet's block begins at 28; what is asked for is what the packet says.
    (block) =>
      found.push(
        Buffer.from(block)
          .subarray(28)
          .toString('latin1')
          .replace(/.*?([a-z]+[0-9]*)[^a-z]*$/s, '$1'),
      ),
    new HeldPackets(most),
  )
  packets.take(sectionHeaderBlock({}))
  packets.take(interfaceBlock({ linkType: LINK_RAW }))
  let time = 0n
  return {
    found,
    packets,
    sees: (sent: Sent) =>
      packets.take(packetBlock({ interfaceId: 0, time: (time += 1_000n), data: ipPacket(sent) })),
    calls: (local: Sent['from'], remote: Sent['to'], transport: 'tcp' | 'udp' = 'tcp') =>
      packets.name({
        ...{
          name: 'send',
          args: [],
          result: 0,
          start: 0n,
          duration: 0n,
          payload: new Uint8Array(0),
          transport,
        },
        local: { address: local[0], port: local[1] },
        remote: { address: remote[0], port: remote[1] },
      } satisfies Call),
  }
}

const [here, there, other] = [
  ['127.0.0.1', 40_000],
  ['127.0.0.1', 8_080],
  ['127.0.0.1', 40_001],
] as const

describe('packets of a machine', () => {
  it('wait until a call names their connection; those of others never get in', () => {
    const { found, sees, calls } = bench()
    sees({ from: here, to: there, text: 'early' })
    sees({ from: other, to: there, text: 'foreign' })
    sees({ from: there, to: here, text: 'answer' })
    expect(found).toEqual([])
    calls(there, here)
    expect(found).toEqual(['early', 'answer'])
    sees({ from: here, to: there, text: 'late' })
    sees({ from: other, to: there, text: 'foreign' })
    expect(found).toEqual(['early', 'answer', 'late'])
  })

  it('of TCP are not those of UDP with the same ends', () => {
    const { found, sees, calls } = bench()
    sees({ from: here, to: there, text: 'datagram', transport: 'udp' })
    calls(here, there, 'tcp')
    expect(found).toEqual([])
  })

  it('of a UDP socket bound to no address are those of its port and its partner', () => {
    const { found, sees, calls } = bench()
    sees({ from: here, to: there, text: 'one', transport: 'udp' })
    sees({ from: other, to: there, text: 'foreign', transport: 'udp' })
    calls(['0.0.0.0', 8_080], here, 'udp')
    sees({ from: there, to: here, text: 'two', transport: 'udp' })
    expect(found).toEqual(['one', 'two'])
  })

  it('of IPv4 on an IPv6 socket are named by their mapped addresses', () => {
    const { found, sees, calls } = bench()
    sees({ from: here, to: there, text: 'mapped' })
    calls(['::ffff:127.0.0.1', 8_080], ['::ffff:127.0.0.1', 40_000])
    expect(found).toEqual(['mapped'])
  })

  it('of an earlier connection between the same ends stay out; a SYN sent again keeps what came before', () => {
    const { found, sees, calls } = bench()
    sees({ from: here, to: there, begins: 100, text: 'old' })
    sees({ from: here, to: there, text: 'older' })
    sees({ from: here, to: there, begins: 900, text: 'syn' })
    sees({ from: here, to: there, begins: 900, text: 'again' })
    calls(here, there)
    expect(found).toEqual(['syn', 'again'])
  })

  it('of a fragmented datagram get in together', () => {
    const { found, sees, calls } = bench()
    const [from, to, transport] = [here, there, 'udp'] as const
    sees({ from, to, transport, text: 'abcdefgh', fragment: [0, true] })
    calls(here, there, 'udp')
    expect(found).toEqual([])
    sees({ from, to, transport, text: 'ijklmnop', fragment: [2, false] })
    expect(found).toEqual(['abcdefgh', 'ijklmnop'])
  })

  it('wait within a bound: what fills it is given up, what is small is kept, and the loss is said', () => {
    const { found, packets, sees, calls } = bench(10_000)
    sees({ from: other, to: there, text: 'small' })
    for (let count = 0; count < 100; count += 1) sees({ from: here, to: there, text: 'x'.repeat(1_000) })
    calls(other, there)
    expect([found, packets.note]).toEqual([['small'], undefined])
    calls(here, there)
    expect(found).toEqual(['small'])
    expect(packets.note).toContain('too many to keep back')
  })
})
