// Tunnels: captures of one connection inside each of them, and packets by hand from the RFCs, all of which tshark reads too.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '../src/blocks.ts'
import { dissect } from '../src/dissect.ts'
import {
  LINK_ARCNET,
  LINK_ARCNET_LINUX,
  LINK_ATM_RFC1483,
  LINK_AVS,
  LINK_ENC,
  LINK_ETHERNET,
  LINK_FDDI,
  LINK_FRAME_RELAY,
  LINK_IEEE802_11,
  LINK_INFINIBAND,
  LINK_JUNIPER_CHDLC,
  LINK_JUNIPER_ETHER,
  LINK_JUNIPER_FRELAY,
  LINK_JUNIPER_PPP,
  LINK_NFLOG,
  LINK_PFLOG,
  LINK_PPP,
  LINK_PPP_ETHER,
  LINK_PPP_SERIAL,
  LINK_PPP_WITH_DIR,
  LINK_PRISM,
  LINK_RADIOTAP,
  LINK_RAW,
  LINK_SUNATM,
  LINK_TOKEN_RING,
} from '../src/link-type.ts'
import { Payload } from '../src/payload.ts'
import { Reassembler } from '../src/reassembler.ts'
import { tunnelsOf } from '../src/tunnels/carried.ts'
import { collect, hex } from './collect.ts'

const fixtures = join(import.meta.dirname, 'fixtures/tunnels')

test.each(readdirSync(fixtures))('%s has the connection that is inside its tunnel', (name) => {
  const payload = new Payload()
  const found = collect(new Uint8Array(readFileSync(join(fixtures, name)))).packets.flatMap(
    ({ linkType, data }) =>
      dissect(linkType, data, 0, data.length, data.length, payload) && payload.length > 0
        ? [
            `${payload.sourceAddress}:${payload.sourcePort}>${payload.destinationAddress}:${payload.destinationPort} ` +
              Buffer.from(payload.data.subarray(payload.start, payload.start + payload.length)).toString(),
          ]
        : [],
  )
  expect(found).toEqual(['hello', 'world'].map((text) => `10.1.0.1:40000>10.1.0.2:7000 ${text}`))
})

const tcp = '9c40 1f90 00000001 00000007 5018 0200 0000 0000 68656c6c6f'
const two = (length: number): string => length.toString(16).padStart(4, '0')
const bytesOf = (text: string): number => hex(text).length

/** RFC 791, 3.1: a packet of that protocol around `inside`. */
const ipv4 = (protocol: number, inside: string): string =>
  `4500 ${two(20 + bytesOf(inside))} 0001 4000 40 ${protocol.toString(16).padStart(2, '0')} 0000 c0000201 c6336402 ${inside}`
/** RFC 8200, 3. */
const ipv6 = (next: number, inside: string): string =>
  `6000 0000 ${two(bytesOf(inside))} ${next.toString(16).padStart(2, '0')} 40 ${'20010db8000000000000000000000001'.repeat(2)} ${inside}`
const udp = (port: number, inside: string): string =>
  ipv4(17, `cafe ${two(port)} ${two(8 + bytesOf(inside))} 0000 ${inside}`)
const macs = 'ffffffffffff 020000000001'
const packet4 = ipv4(6, tcp)
const packet6 = ipv6(6, tcp)
const frame = `${macs} 0800 ${packet4}`
const snap = `aaaa 0300 0000 0800 ${packet4}`
const wifi = `0801 0000 ${macs} 020000000002 1000 ${snap}`

const cases: readonly (readonly [
  name: string,
  linkType: number,
  packet: string,
  tunnels: readonly string[],
])[] = [
  ['IPv4 in IPv4', LINK_RAW, ipv4(4, packet4), ['IP in IP']],
  ['IPv6 in IPv4', LINK_RAW, ipv4(41, packet6), ['IP in IP']],
  ['IPv4 in IPv6', LINK_RAW, ipv6(4, packet4), ['IP in IP']],
  ['IPv6 in IPv6', LINK_RAW, ipv6(41, packet6), ['IP in IP']],
  [
    'an authenticated tunnel',
    LINK_RAW,
    ipv4(51, `0404 0000 00000001 00000001 ${'00'.repeat(12)} ${packet4}`),
    ['IP in IP'],
  ],
  [
    'GRE with checksum, key and number',
    LINK_RAW,
    ipv4(47, `b000 0800 00000000 0000002a 00000007 ${packet4}`),
    ['GRE'],
  ],
  ['GRE of an Ethernet frame', LINK_RAW, ipv4(47, `0000 6558 ${frame}`), ['GRE']],
  [
    'PPTP',
    LINK_RAW,
    ipv4(47, `3081 880b ${two(bytesOf(packet4) + 2)} 0001 00000001 00000001 0021 ${packet4}`),
    ['GRE', 'PPP'],
  ],
  ['ERSPAN of version 1', LINK_RAW, ipv4(47, `0000 88be ${frame}`), ['ERSPAN']],
  ['ERSPAN of version 2', LINK_RAW, ipv4(47, `1000 88be 00000001 1001 0001 00000000 ${frame}`), ['ERSPAN']],
  ['EtherIP', LINK_RAW, ipv4(97, `3000 ${frame}`), ['EtherIP']],
  ['VXLAN', LINK_RAW, udp(4789, `08000000 00002a00 ${frame}`), ['VXLAN']],
  ['Geneve with an option', LINK_RAW, udp(6081, `02006558 00002a00 0102 0301 deadbeef ${frame}`), ['Geneve']],
  [
    'GTP-U with an extension header',
    LINK_RAW,
    udp(2152, `34ff ${two(8 + bytesOf(packet4))} 00000001 00000085 01000900 ${packet4}`),
    ['GTP-U'],
  ],
  ['MPLS in UDP', LINK_RAW, udp(6635, `00010140 ${packet4}`), ['MPLS']],
  ['Teredo with an origin', LINK_RAW, udp(3544, `0000 ffff 00000000 ${packet6}`), ['Teredo']],
  ['two labels of MPLS', LINK_ETHERNET, `${macs} 8847 00010040 00020140 ${packet4}`, ['MPLS']],
  ['MPLS of an Ethernet frame', LINK_ETHERNET, `${macs} 8847 00010140 00000000 ${frame}`, ['MPLS']],
  [
    'PPPoE',
    LINK_ETHERNET,
    `${macs} 8864 1100 0001 ${two(bytesOf(packet4) + 2)} 0021 ${packet4}`,
    ['PPPoE', 'PPP'],
  ],
  ['backbone bridges', LINK_ETHERNET, `${macs} 88e7 0000002a ${frame}`, ['PBB']],
  ['PPP', LINK_PPP, `ff03 0021 ${packet4}`, ['PPP']],
  ['PPP on a serial line', LINK_PPP_SERIAL, `ff03 0057 ${packet6}`, ['PPP']],
  [
    'the netfilter log',
    LINK_NFLOG,
    `0200 0000 0800 0100 08000100 ${two(4 + bytesOf(packet4)).replace(/(..)(..)/, '$2$1')} 0900 ${packet4}`,
    [],
  ],
  ['FDDI', LINK_FDDI, `54 ${macs} ${snap}`, []],
  [
    'IEEE 802.11 with quality of service',
    LINK_IEEE802_11,
    `8801 0000 ${macs} 020000000002 1000 0000 ${snap}`,
    [],
  ],
  ['radiotap', LINK_RADIOTAP, `0000 0800 00000000 0802 0000 ${macs} 020000000002 1000 ${snap}`, []],
  [
    'radiotap with a time, and a header that is filled up',
    LINK_RADIOTAP,
    `0000 1100 03000000 0000000000000000 20 8801 0000 ${macs} 020000000002 1000 0000 0000 ${snap}`,
    [],
  ],
  [
    'radiotap of a frame that could have several packets',
    LINK_RADIOTAP,
    `0000 0800 00000000 8801 0000 ${macs} 020000000002 1000 8000 ${macs} ${two(bytesOf(snap))} ${snap}`,
    [],
  ],
  ['the header of Prism cards', LINK_PRISM, `00000044 00000090 ${'00'.repeat(136)} ${wifi}`, []],
  ['the header of AVS', LINK_AVS, `80211001 00000040 ${'00'.repeat(56)} ${wifi}`, []],
  [
    'GRE with a source route',
    LINK_RAW,
    ipv4(47, `4000 0800 00000000 08000004 c0000201 00000000 ${packet4}`),
    ['GRE'],
  ],
  ['GRE of an access point of Aruba', LINK_RAW, ipv4(47, `0000 8210 ${wifi}`), ['GRE']],
  ['VXLAN with reserved bits', LINK_RAW, udp(4789, `0c000003 00002a01 ${frame}`), ['VXLAN']],
  ['VXLAN-GPE of MPLS', LINK_RAW, udp(4790, `0c000005 00002a00 00010140 ${packet4}`), ['VXLAN', 'MPLS']],
  [
    'VXLAN-GPE of a service header',
    LINK_RAW,
    udp(4790, `0c000004 00002a00 0fc60103 000001ff ${'00'.repeat(16)} ${frame}`),
    ['VXLAN', 'NSH'],
  ],
  [
    'a service header of its shortest length',
    LINK_ETHERNET,
    `${macs} 894f 0fc20201 000001ff ${packet4}`,
    ['NSH'],
  ],
  [
    'MPLS of an Ethernet frame without a control word',
    LINK_ETHERNET,
    `${macs} 8847 00010140 001b21000001 001b21000002 0800 ${packet4}`,
    ['MPLS'],
  ],
  ['CAPWAP of IEEE 802.3', LINK_RAW, udp(5247, `00108200 00000000 ${frame}`), ['CAPWAP']],
  [
    'CAPWAP of IEEE 802.11 with its control swapped',
    LINK_RAW,
    udp(5247, `00108300 00000000 ${wifi.replace(/^0801/, '0108')}`),
    ['CAPWAP'],
  ],
  ['L2TP', LINK_RAW, udp(1701, `0002 0001 0001 ff03 0021 ${packet4}`), ['PPP', 'L2TP']],
  [
    'L2TP with length, numbers and offset',
    LINK_RAW,
    udp(1701, `4a02 ${two(18 + bytesOf(packet4))} 0001 0001 0001 0002 0000 ff03 0021 ${packet4}`),
    ['PPP', 'L2TP'],
  ],
  ['LISP', LINK_RAW, udp(4341, `c0000001 00000001 ${packet4}`), ['LISP']],
  ['TRILL', LINK_ETHERNET, `${macs} 22f3 0001 0001 0002 ${frame}`, ['TRILL']],
  ["Cisco's metadata", LINK_ETHERNET, `${macs} 8909 0101 0001 0064 0800 ${packet4}`, []],
  ['a VN-Tag', LINK_ETHERNET, `${macs} 8926 80000001 0800 ${packet4}`, []],
  ['a redundancy tag', LINK_ETHERNET, `${macs} 892f ${two(bytesOf(packet4) + 6)} 0001 0800 ${packet4}`, []],
  ['PPP in one fragment of several links', LINK_PPP, `ff03 003d c0000001 0021 ${packet4}`, ['PPP']],
  ['PPP with a direction', LINK_PPP_WITH_DIR, `00 ff03 0021 ${packet4}`, ['PPP']],
  [
    'PPPoE without Ethernet',
    LINK_PPP_ETHER,
    `1100 0001 ${two(bytesOf(packet4) + 2)} 0021 ${packet4}`,
    ['PPPoE', 'PPP'],
  ],
  ['ARCNET of RFC 1201', LINK_ARCNET, `0102 d4 00 0001 ${packet4}`, []],
  ['ARCNET of RFC 1051', LINK_ARCNET, `0102 f0 ${packet4}`, []],
  ['ARCNET on Linux', LINK_ARCNET_LINUX, `0102 0000 d4 00 0001 ${packet4}`, []],
  ['IP over InfiniBand', LINK_INFINIBAND, `${'00'.repeat(40)} 0800 0000 ${packet4}`, []],
  ['frame relay', LINK_FRAME_RELAY, `1841 03 cc ${packet4}`, []],
  ['frame relay with SNAP', LINK_FRAME_RELAY, `1841 03 00 80 000000 0800 ${packet4}`, []],
  ['ATM', LINK_ATM_RFC1483, snap, []],
  ['ATM of an Ethernet frame', LINK_ATM_RFC1483, `aaaa0300 80c20007 0000 ${frame}`, []],
  ['SunATM', LINK_SUNATM, `02000021 ${snap}`, []],
  ['token ring', LINK_TOKEN_RING, `1040 ${macs} ${snap}`, []],
  ['token ring with a route', LINK_TOKEN_RING, `1040 ffffffffffff 820000000001 0630 00110020 ${snap}`, []],
  ['a firewall log', LINK_PFLOG, `3d020000 656d30 ${'00'.repeat(57)} ${packet4}`, []],
  ['OpenBSD’s IPsec', LINK_ENC, `02000000 00000001 00000000 ${packet4}`, []],
  ['Juniper with extensions', LINK_JUNIPER_ETHER, `4d4743 80 0003 020101 ${frame}`, []],
  ['Juniper without a link layer', LINK_JUNIPER_ETHER, `4d4743 02 02000000 ${packet4}`, []],
  ['Juniper with PPP', LINK_JUNIPER_PPP, `4d4743 00 ff03 0021 ${packet4}`, ['PPP']],
  ['Juniper with Cisco HDLC', LINK_JUNIPER_CHDLC, `4d4743 00 0f00 0800 ${packet4}`, []],
  ['Juniper with frame relay', LINK_JUNIPER_FRELAY, `4d4743 00 1841 03 cc ${packet4}`, []],
]

const read = (linkType: number, text: string) => {
  const data = hex(text)
  const payload = new Payload()
  const found = dissect(linkType, data, 0, data.length, data.length, payload)
  return { found, payload, data }
}

describe('the segment inside', () => {
  it.each(cases)('%s is found', (_, linkType, text, tunnels) => {
    const { found, payload, data } = read(linkType, text)
    expect([found, payload.problem]).toEqual([true, undefined])
    expect([payload.transport, payload.sourcePort, payload.destinationPort]).toEqual(['tcp', 40_000, 8_080])
    expect(Buffer.from(data.subarray(payload.start, payload.start + payload.length)).toString()).toBe('hello')
    expect(tunnelsOf(payload.tunnels)).toEqual(tunnels)
  })

  it.each(cases)('%s, cut at any byte, is never read beyond it', (_, linkType, text) => {
    const data = hex(text)
    const payload = new Payload()
    for (let length = 0; length <= data.length; length += 1)
      if (dissect(linkType, data.slice(0, length), 0, length, data.length, payload))
        expect(payload.start + payload.length).toBeLessThanOrEqual(length)
  })

  it('more than eight tunnels is left out', () => {
    const nested = (depth: number): string => (depth === 0 ? packet4 : ipv4(4, nested(depth - 1)))
    expect(read(LINK_RAW, nested(8)).found).toBe(true)
    expect(read(LINK_RAW, nested(9)).payload.problem).toBe('TOO_DEEP')
  })

  it('two tunnels is told apart by their numbers, where both directions have the same', () => {
    const idOf = (text: string): number => read(LINK_RAW, text).payload.tunnelId
    expect(idOf(udp(4789, `08000000 00002a00 ${frame}`))).toBe(42)
    expect(idOf(ipv4(47, `2000 0800 00000007 ${packet4}`))).toBe(7)
    expect(idOf(udp(2152, `30ff ${two(bytesOf(packet4))} 00000001 ${packet4}`))).toBe(0)
    expect(idOf(packet4)).toBe(0)
  })
})

test.each([
  ['of which the first four bits are those of IPv4', '4c5e0c000001'],
  ['of which the first four bits are those of IPv6', '60e327000001'],
  ['of which the first four bits are no IP version', 'd4ca6d000001'],
])('MPLS of an Ethernet frame to an address %s is taken for one', (_, address) => {
  const { found, payload } = read(
    LINK_ETHERNET,
    `${macs} 8847 00010140 ${address} 020000000002 0800 ${packet4}`,
  )
  expect([found, payload.sourcePort]).toEqual([true, 40_000])
})

test('a frame of IEEE 802.11 that joins two packets is left out with the reason', () => {
  const part = `${macs} ${two(bytesOf(snap))} ${snap} 0000`
  const text = `8801 0000 ${macs} 020000000002 1000 8000 ${part} ${part}`
  expect(read(LINK_IEEE802_11, text).payload.problem).toBe('SEVERAL_PACKETS')
})

test('fragments of a tunnel’s packet that carry fragments of their own are put together, both', () => {
  const reassembler = new Reassembler()
  const payload = new Payload()
  const segment = `9c40 1f90 00000001 00000007 5018 0200 0000 0000 ${'61'.repeat(76)}`
  const halves = (text: string): readonly [string, string] => {
    const bytes = text.replaceAll(' ', '')
    return [bytes.slice(0, 96), bytes.slice(96)]
  }
  /** RFC 791, 3.2: the first 48 bytes, then the rest from unit 6 on. */
  const fragments = (protocol: string, id: string, text: string): readonly string[] =>
    halves(text).map(
      (half, index) =>
        `4500 ${two(20 + half.length / 2)} ${id} ${index === 0 ? '2000' : '0006'} 40 ${protocol} 0000 c0000201 c6336402 ${half}`,
    )
  const inner = fragments('06', '0001', segment)
  const outer = inner.flatMap((packet, index) => fragments('2f', `000${index + 2}`, `0000 0800 ${packet}`))
  const found = outer.map((text) => {
    const data = hex(text)
    return (
      dissect(LINK_RAW, data, 0, data.length, data.length, payload) ||
      (payload.problem === 'FRAGMENT' && reassembler.add(payload, 0))
    )
  })
  expect(found).toEqual([false, false, false, true])
  expect([payload.sourcePort, payload.length, tunnelsOf(payload.tunnels)]).toEqual([40_000, 76, ['GRE']])
})

test.each([
  ['a port of VXLAN without its header', udp(4789, '00000000 00000000')],
  ['a port of VXLAN with other flags and no frame', udp(4789, '0c000000 00000001 4500')],
  ['a port of CAPWAP with DTLS', udp(5247, '01000000 16fefd00 00000000')],
  ['a port of CAPWAP with a part of a frame', udp(5247, `00108280 00010000 ${frame}`)],
  ['a port of L2TP with control', udp(1701, 'c802 000c 0001 0000 0000 0000')],
  ['a port of GTP-U with an echo', udp(2152, '3201 0004 00000000 0001 0000')],
  ['a port of Geneve with another version', udp(6081, '80006558 00000000')],
])('%s is a datagram', (_, text) => {
  const { found, payload } = read(LINK_RAW, text)
  expect([found, payload.transport, payload.tunnels]).toEqual([true, 'udp', 0])
})

const hasTshark = spawnSync('tshark', ['--version']).status === 0
if (!hasTshark) console.log('tshark is missing: it did not confirm the packets that are tunnels by hand')
const folder = mkdtempSync(join(tmpdir(), 'unstick-tunnels-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.skipIf(!hasTshark)('tshark finds the same segment in each of them', () => {
  const file = join(folder, 'tunnels.pcapng')
  writeFileSync(
    file,
    Buffer.concat([
      sectionHeaderBlock({}),
      ...cases.map(([, linkType]) => interfaceBlock({ linkType })),
      ...cases.map(([, , text], interfaceId) =>
        packetBlock({ interfaceId, time: BigInt(interfaceId + 1), data: hex(text) }),
      ),
    ]),
  )
  const printed = execFileSync('tshark', ['-r', file, '-T', 'fields', '-e', 'tcp.payload'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = printed.trimEnd().split('\n')
  expect(cases.map(([name], index) => [name, lines[index]])).toEqual(
    cases.map(([name]) => [name, '68656c6c6f']),
  )
})
