import { expect, test, describe } from 'vitest'
import { collect, concat, cutAt, hex } from '../test/collect.ts'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from './blocks.ts'

const packet = (index: number) =>
  packetBlock({
    interfaceId: 0,
    time: BigInt(index),
    data: new Uint8Array(20 + index).fill(index),
    comment: 'x',
  })
const blocks = [sectionHeaderBlock({}), interfaceBlock({ linkType: 1 }), ...[0, 1, 2, 3].map(packet)]
const file = concat(...blocks)

const patched = (bytes: Uint8Array, at: number, ...values: number[]) => {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}

describe('a file in pieces', () => {
  test('cut in two at any byte gives the same packets', () => {
    const { packets } = collect(file)
    expect(packets).toHaveLength(4)
    for (let cut = 0; cut <= file.length; cut++)
      expect(collect(file.slice(0, cut), file.slice(cut)).packets).toEqual(packets)
  })

  test('byte by byte gives the same packets', () => {
    const pieces = Array.from(file, (byte) => Uint8Array.of(byte))
    expect(collect(...pieces).packets).toEqual(collect(file).packets)
  })
})

test('a block longer than any piece is joined, however it is cut', () => {
  const data = Uint8Array.from({ length: 30_000 }, (_, index) => index % 251)
  const long = concat(file, packetBlock({ interfaceId: 0, time: 9n, data }), packet(4))
  for (const size of [1_000, 4_095, 4_096, 4_097, 20_000, 30_001]) {
    const places = Array.from({ length: Math.floor(long.length / size) }, (_, index) => (index + 1) * size)
    const { packets, reader } = collect(...cutAt(long, places))
    expect(reader.error).toBeUndefined()
    expect(packets.map((found) => found.data.length)).toEqual([20, 21, 22, 23, 30_000, 24])
    expect(packets[4]?.data).toEqual(data)
  }
})

describe('a file that ends early', () => {
  test('keeps the whole blocks, and says how many bytes are left over', () => {
    let end = 0
    const ends = blocks.map((block) => (end += block.length))
    for (let length = 0; length < file.length; length++) {
      const whole = ends.filter((place) => place <= length)
      const { reader, packets } = collect(file.subarray(0, length))
      expect(packets).toHaveLength(Math.max(0, whole.length - 2))
      expect(reader.offset).toBe(whole.at(-1) ?? 0)
      expect(reader.leftover).toBe(length - reader.offset)
      expect(reader.error?.code).toBe(
        length === 0 ? 'EMPTY' : ends.includes(length) ? undefined : 'CUT_INSIDE_BLOCK',
      )
    }
  })
})

describe('a damaged file', () => {
  const third = blocks.slice(0, 3).reduce((length, block) => length + block.length, 0)
  const readTo = third

  test.each([
    ['BLOCK_LENGTH', 'under 12', patched(file, third + 4, 8)],
    ['BLOCK_LENGTH', 'not a multiple of 4', patched(file, third + 4, 62)],
    ['BLOCK_LENGTH', 'over 16 MiB', patched(file, third + 4, 4, 0, 0, 1)],
    ['BLOCK_TRAILER', 'unlike its trailer', patched(file, third + 4, 60)],
    ['CUT_INSIDE_BLOCK', 'past the end', patched(file, third + 4, 0, 16)],
  ])('stops with %s at a block whose length is %s', (code, _, damaged) => {
    const { reader, packets } = collect(damaged)
    expect(reader.error).toMatchObject({ code, offset: third })
    expect(reader.error?.message).toContain(`byte ${third}`)
    expect([reader.offset, reader.leftover]).toEqual([readTo, file.length - readTo])
    expect(packets).toHaveLength(1)
    const bytewise = collect(...Array.from(damaged, (byte) => Uint8Array.of(byte)))
    expect(bytewise.reader.error).toEqual(reader.error)
    expect([bytewise.reader.offset, bytewise.reader.leftover]).toEqual([readTo, file.length - readTo])
  })

  test('is not an error before the end: the reader waits for the rest of a block', () => {
    const { reader } = collect(file)
    reader.push(packet(5).subarray(0, 30))
    expect([reader.error, reader.leftover]).toEqual([undefined, 30])
    reader.push(packet(5).subarray(30))
    expect([reader.error, reader.leftover]).toEqual([undefined, 0])
  })

  test('is read on after a packet of a missing interface, which is skipped', () => {
    const { reader, packets, problems } = collect(patched(file, third + 8, 9))
    expect(reader.error).toBeUndefined()
    expect(packets).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'UNKNOWN_INTERFACE', offset: third, value: 9, limit: 1 }])
  })

  test('may have a packet that fills its block to the last byte, but not one byte more', () => {
    const one = packetBlock({ interfaceId: 0, time: 0n, data: new Uint8Array(8) })
    const start = concat(...blocks.slice(0, 2))
    expect(collect(start, one).packets).toHaveLength(1)
    for (const captured of [9, 12, 36, 40])
      expect(collect(start, patched(one, 20, captured)).problems).toMatchObject([
        { code: 'PACKET_LENGTH', value: captured, limit: 8 },
      ])
  })

  test('has no comment if the option goes beyond its block', () => {
    const one = packetBlock({ interfaceId: 0, time: 0n, data: new Uint8Array(8), comment: 'abcd' })
    const comments = [4, 5, 8, 9, 255].map(
      (length) => collect(...blocks.slice(0, 2), patched(one, 38, length)).packets[0]?.comment,
    )
    expect(comments).toEqual(['abcd', 'abcd', 'abcd', undefined, undefined])
  })

  test('is read on after a section of another major version, which is skipped', () => {
    const { packets, sections, problems, interfaces } = collect(patched(file, 12, 2), file)
    expect(problems).toMatchObject([{ code: 'VERSION', offset: 0, value: 2, limit: 1 }])
    expect([sections.length, interfaces.length, packets.length]).toEqual([1, 1, 4])
  })

  test('is read on after a packet that is longer than its block, which is skipped', () => {
    const { packets, problems, reader } = collect(patched(file, third + 20, 200))
    expect(packets).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'PACKET_LENGTH', offset: third, value: 200 }])
    expect(reader.counts).toMatchObject({ packets: 3, refused: 1 })
  })
})

test('a block too short for its kind is skipped', () => {
  const short = (type: number, length: number) => {
    const block = new Uint8Array(length)
    const view = new DataView(block.buffer)
    view.setUint32(0, type, true)
    view.setUint32(4, length, true)
    view.setUint32(length - 4, length, true)
    return block
  }
  const kinds = [short(1, 16), short(6, 28), short(2, 28), short(3, 12)]
  const { problems, packets, reader } = collect(...blocks.slice(0, 2), ...kinds, packet(0))
  expect(problems.map(({ code, value, limit }) => [code, value, limit])).toEqual([
    ['BLOCK_TOO_SHORT', 16, 20],
    ['BLOCK_TOO_SHORT', 28, 32],
    ['BLOCK_TOO_SHORT', 28, 32],
    ['BLOCK_TOO_SHORT', 12, 16],
  ])
  expect([packets.length, reader.counts.refused]).toEqual([1, 4])
})

test('65,536 interfaces are kept, and no more', () => {
  const one = interfaceBlock({ linkType: 1 })
  const many = concat(blocks[0] as Uint8Array, ...Array<Uint8Array>(65_537).fill(one))
  const { interfaces, problems } = collect(many)
  expect(interfaces).toHaveLength(65_536)
  expect(problems).toMatchObject([{ code: 'TOO_MANY_INTERFACES', offset: many.length - one.length }])
})

describe('a file that is not a capture', () => {
  test.each([
    ['this is not one', 'The file begins with “this” (0x74686973), which begins'],
    ['naïve', 'The file begins with 0x6e61c3af, which begins'],
  ])('%s is described by its first four bytes, as text if they are text', (text, sentence) => {
    const { reader } = collect(new TextEncoder().encode(text))
    expect(reader.error?.message).toContain(sentence)
  })

  test.each([
    ['text', 'NOT_A_CAPTURE', new TextEncoder().encode('hello')],
    ['two bytes', 'NOT_A_CAPTURE', hex('0102')],
    ['the first two bytes of a capture', 'CUT_INSIDE_BLOCK', hex('0a0d')],
    ['a gzip file', 'NOT_A_CAPTURE', hex('1f8b0800')],
    ['a section without a byte order', 'BYTE_ORDER', hex('0a0d0d0a 1c000000 00000000')],
  ])('%s is %s', (_, code, bytes) => {
    const { reader } = collect(bytes)
    expect(reader.error?.code).toBe(code)
    expect([reader.offset, reader.leftover]).toEqual([0, bytes.length])
  })
})

// RFC 1761, section 3; Wireshark's wiretap/libpcap.h, PCAP_MODIFIED_MAGIC.
test.each([
  ['snoop', hex('736e6f6f70000000'), 'a snoop file of Solaris'],
  ['a patched pcap, little-endian', hex('34cdb2a102000400'), 'a pcap file of a patched tcpdump'],
  ['a patched pcap, big-endian', hex('a1b2cd3400020004'), 'a pcap file of a patched tcpdump'],
])('%s is named, with the tool that turns it into pcapng', (_, bytes, is) => {
  const { reader } = collect(bytes)
  expect(reader.error?.message).toContain(`${is}, which editcap turns into pcapng`)
})
