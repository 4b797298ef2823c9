// Classic pcap by hand: 24 bytes of header, then packets with 16 bytes before each. Real files: test/fixtures.
import { describe, expect, test } from 'vitest'
import { collect, concat, hex } from '../test/collect.ts'

const header = hex('a1b2c3d4 0002 0004 00000000 00000000 00000020 f4000001')
const record = (length: string, data: string, fraction = '000f423f') =>
  hex(`65000000 ${fraction} ${length} 00000005 ${data}`)

describe('a pcap file', () => {
  test('has one interface, and its link type without the bits about frame check sequences', () => {
    const { sections, interfaces } = collect(header)
    expect(sections).toEqual([{ format: 'pcap', byteOrder: 'big' }])
    expect(interfaces).toEqual([{ linkType: 1, snapLength: 32 }])
  })

  test('has the packets, with their times in microseconds and the lengths before the capture cut them', () => {
    const { packets, reader } = collect(header, record('00000002', 'aabb'), record('00000005', '0102030405'))
    expect(packets).toMatchObject([
      {
        time: 1_694_498_816_999_999_000n,
        data: hex('aabb'),
        originalLength: 5,
        fileOffset: 40,
        comment: undefined,
      },
      { data: hex('0102030405'), originalLength: 5, fileOffset: 58, direction: undefined },
    ])
    expect(reader.counts).toMatchObject({ packets: 2, cutPackets: 1 })
  })

  test('carries microseconds beyond a second into the seconds', () => {
    expect(collect(header, record('00000001', '00', '002dc6c3')).packets[0]?.time).toBe(
      1_694_498_819_000_003_000n,
    )
  })

  test('ends at a packet of more than 262,144 bytes', () => {
    const file = concat(header, record('00000001', '00'), record('00040001', ''))
    const { packets, reader } = collect(file)
    expect(packets).toHaveLength(1)
    expect(reader.error).toMatchObject({ code: 'RECORD_LENGTH', offset: 41, value: 262_145, limit: 262_144 })
    expect([reader.offset, reader.leftover]).toEqual([41, 16])
  })

  test('cut inside a header or a packet keeps the whole packets', () => {
    const file = concat(header, record('00000001', '00'))
    for (let length = 1; length < file.length; length++) {
      const { reader, packets } = collect(file.subarray(0, length))
      expect(packets).toHaveLength(0)
      expect(reader.error?.code).toBe(length === 24 ? undefined : 'CUT_INSIDE_BLOCK')
      expect(reader.offset).toBe(length < 24 ? 0 : 24)
    }
  })
})
