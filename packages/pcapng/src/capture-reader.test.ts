import { expect, test, describe } from 'vitest'
import { collect, concat, hex } from '../test/collect.ts'
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
    ['BLOCK_LENGTH', 'no multiple of 4', patched(file, third + 4, 62)],
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

  test('waits, while it is live, for a block that is not yet whole', () => {
    const { reader } = collect(file)
    reader.push(packet(5).subarray(0, 30))
    expect([reader.error, reader.leftover]).toEqual([undefined, 30])
    reader.push(packet(5).subarray(30))
    expect([reader.error, reader.leftover]).toEqual([undefined, 0])
  })

  test('passes over a packet of an interface that is not there, and goes on', () => {
    const { reader, packets, problems } = collect(patched(file, third + 8, 9))
    expect(reader.error).toBeUndefined()
    expect(packets).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'UNKNOWN_INTERFACE', offset: third, value: 9, limit: 1 }])
  })

  test('passes over a packet that is longer than its block, and goes on', () => {
    const { packets, problems, reader } = collect(patched(file, third + 20, 200))
    expect(packets).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'PACKET_LENGTH', offset: third, value: 200 }])
    expect(reader.counts).toMatchObject({ packets: 3, refused: 1 })
  })
})

describe('what is no capture', () => {
  test.each([
    ['text', 'NOT_A_CAPTURE', new TextEncoder().encode('hello')],
    ['two bytes', 'NOT_A_CAPTURE', hex('0102')],
    ['two bytes that a capture may begin with', 'CUT_INSIDE_BLOCK', hex('0a0d')],
    ['a gzip file', 'NOT_A_CAPTURE', hex('1f8b0800')],
    ['a section of no byte order', 'BYTE_ORDER', hex('0a0d0d0a 1c000000 00000000')],
  ])('%s is %s', (_, code, bytes) => {
    const { reader } = collect(bytes)
    expect(reader.error?.code).toBe(code)
    expect([reader.offset, reader.leftover]).toEqual([0, bytes.length])
  })
})
