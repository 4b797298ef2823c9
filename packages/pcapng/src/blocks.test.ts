import { describe, expect, test } from 'vitest'
import { collect, concat, hex } from '../test/collect.ts'
import { hasTool, run } from '../test/wireshark.ts'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from './blocks.ts'
import { LINK_ETHERNET, LINK_UPPER_PDU } from './link-type.ts'
import { encodeUpperPdu } from './upper-pdu.ts'

const time = 1_795_339_928_478_667_001n
const payload = new TextEncoder().encode('hello')
const call = encodeUpperPdu({
  transport: 'tcp',
  source: { address: '127.0.0.1', port: 5000 },
  destination: { address: '127.0.0.1', port: 8080 },
  payload,
})
const file = concat(
  sectionHeaderBlock({
    comments: ['{"title":"hello + world — ünïcödé 🧵"}'],
    hardware: 'x86',
    os: 'Linux',
    application: 'Unstick 0.1',
  }),
  interfaceBlock({ linkType: LINK_UPPER_PDU, name: 'calls', description: 'Socket calls' }),
  interfaceBlock({ linkType: LINK_ETHERNET, name: 'lo', snapLength: 262_144 }),
  packetBlock({
    interfaceId: 0,
    time,
    data: call,
    direction: 'outbound',
    comment: 'send(5) = 5 <0.000012000>',
  }),
  packetBlock({ interfaceId: 1, time: time + 999n, data: new Uint8Array(61).fill(7), originalLength: 1500 }),
)

describe('blocks, byte for byte', () => {
  test('a section header is little-endian, version 1.0, of unknown length', () => {
    expect(sectionHeaderBlock({})).toEqual(
      hex('0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000'),
    )
  })

  test('an interface says that its times are nanoseconds', () => {
    expect(interfaceBlock({ linkType: 252, name: 'abc' })).toEqual(
      hex('01000000 28000000 fc00 0000 00000000 0200 0300 61626300 0900 0100 09000000 00000000 28000000'),
    )
  })

  test('a packet has its time in two halves, its data and its options padded to four bytes', () => {
    expect(
      packetBlock({
        interfaceId: 3,
        time: 0x0102_0304_0506_0708n,
        data: hex('aabbccddee'),
        originalLength: 6,
        direction: 'inbound',
        comment: 'c',
      }),
    ).toEqual(
      hex(`06000000 3c000000 03000000 04030201 08070605 05000000 06000000 aabbccddee000000
           0100 0100 63000000 0200 0400 01000000 00000000 3c000000`),
    )
  })
})

describe('a written file', () => {
  test('is read back, every value', () => {
    const { sections, interfaces, packets, reader } = collect(file)
    expect(reader.error).toBeUndefined()
    expect(sections).toEqual([
      {
        format: 'pcapng',
        byteOrder: 'little',
        comments: ['{"title":"hello + world — ünïcödé 🧵"}'],
        hardware: 'x86',
        os: 'Linux',
        application: 'Unstick 0.1',
      },
    ])
    expect(interfaces).toEqual([
      { linkType: 252, snapLength: 0, name: 'calls', description: 'Socket calls' },
      { linkType: 1, snapLength: 262_144, name: 'lo' },
    ])
    expect(packets).toMatchObject([
      { interfaceIndex: 0, time, data: call, direction: 'outbound', comment: 'send(5) = 5 <0.000012000>' },
      {
        interfaceIndex: 1,
        time: time + 999n,
        originalLength: 1500,
        direction: undefined,
        comment: undefined,
      },
    ])
    expect(packets.map(({ fileOffset, data }) => file.slice(fileOffset, fileOffset + data.length))).toEqual(
      packets.map(({ data }) => data),
    )
  })

  test.runIf(hasTool('tshark'))(
    'opens in tshark without a warning, with addresses, payload and comment',
    () => {
      const names = [
        'exported_pdu.ipv4_src',
        'exported_pdu.src_port',
        'exported_pdu.ipv4_dst',
        'exported_pdu.dst_port',
        'data.data',
        'frame.comment',
        'frame.time_epoch',
        'frame.packet_flags_direction',
        '_ws.expert.message',
      ]
      const { status, stdout, complaints } = run(
        'tshark',
        ['-r', '{}', '-c', '1', '-T', 'fields', ...names.flatMap((name) => ['-e', name])],
        file,
      )
      expect(complaints).toBe('')
      expect(status).toBe(0)
      expect(stdout.trimEnd().split('\t')).toEqual([
        '127.0.0.1',
        '5000',
        '127.0.0.1',
        '8080',
        '68656c6c6f',
        'send(5) = 5 <0.000012000>',
        '1795339928.478667001',
        '0x00000002',
        // The comment is the only message of Wireshark's expert.
        'send(5) = 5 <0.000012000>',
      ])
    },
  )

  test.runIf(hasTool('capinfos'))('is counted by capinfos without a warning', () => {
    const { status, stdout, complaints } = run('capinfos', ['-M', '{}'], file)
    expect(complaints).toBe('')
    expect(status).toBe(0)
    expect(stdout).toMatch(/Number of packets: +2\n/)
    expect(stdout).toMatch(/Number of interfaces in file: 2\n/)
    expect(stdout).toContain('hello + world')
    expect(stdout).toMatch(/Time precision = nanoseconds \(9\)/)
  })

  test.each([
    ['editcap', ['-F', 'pcapng', '{}', '-']],
    ['mergecap', ['-w', '-', '{}']],
  ])('is accepted by %s, and its output reads back the same', (tool, args) => {
    if (!hasTool(tool)) return
    const { status, output, complaints } = run(tool, args, file)
    expect(complaints).toBe('')
    expect(status).toBe(0)
    const withoutPlaces = (bytes: Uint8Array) =>
      collect(bytes).packets.map((packet) => ({ ...packet, fileOffset: 0 }))
    expect(withoutPlaces(output)).toEqual(withoutPlaces(file))
  })
})

describe('what cannot be written is refused with a code', () => {
  const packet = { interfaceId: 0, time, data: new Uint8Array(0) }
  test.each([
    ['TIME_OUT_OF_RANGE', () => packetBlock({ ...packet, time: -1n })],
    ['TIME_OUT_OF_RANGE', () => packetBlock({ ...packet, time: 2n ** 64n })],
    ['PACKET_TOO_LONG', () => packetBlock({ ...packet, data: new Uint8Array(262_145) })],
    ['OPTION_TOO_LONG', () => packetBlock({ ...packet, comment: 'ä'.repeat(32_768) })],
    ['OPTION_TOO_LONG', () => sectionHeaderBlock({ comments: ['a', 'ä'.repeat(32_768)] })],
    ['OPTION_TOO_LONG', () => interfaceBlock({ linkType: 1, name: 'ä'.repeat(32_768) })],
    [
      'BLOCK_TOO_LONG',
      () => sectionHeaderBlock({ comments: new Array<string>(257).fill('a'.repeat(65_535)) }),
    ],
  ])('%s', (code, write) => {
    expect(write).toThrow(expect.objectContaining({ name: 'WriteError', code }))
  })
})
