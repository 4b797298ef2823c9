// What holds for every capture: it is the same in any pieces; a written file reads back the same; and whatever damage
// its bytes have, everything before the damage is kept and nothing is thrown.
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '../src/blocks.ts'
import { CaptureReader } from '../src/capture-reader.ts'
import { dissect } from '../src/dissect.ts'
import { Payload } from '../src/payload.ts'
import { Reassembler } from '../src/reassembler.ts'
import { collect, concat, cutAt } from './collect.ts'
import { seeded } from './seeded.ts'
import { hasTool, run } from './wireshark.ts'

const directory = join(import.meta.dirname, 'fixtures')
const files = new Map(
  readdirSync(directory)
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .map((name) => [name, new Uint8Array(readFileSync(join(directory, name)))]),
)
const fileOf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array(0)
const anyName = fc.constantFrom(...files.keys())

/** Reads pieces as a program would, payloads and fragments too, into one line per packet. */
const read = (pieces: readonly Uint8Array[]) => {
  const lines: string[] = []
  const payload = new Payload()
  const reassembler = new Reassembler()
  const reader = new CaptureReader({
    problem: ({ message }) => expect(message).toMatch(/ byte \d+\b/),
    packet: (packet) => {
      const { linkType, data, start, length, originalLength, fileOffset, interfaceIndex, time } = packet
      const bytes = Buffer.from(data.subarray(start, start + length)).toString('latin1')
      const found =
        dissect(linkType, data, start, length, originalLength, payload) ||
        (payload.problem === 'FRAGMENT' && reassembler.add(payload, packet.seconds))
      if (found) {
        expect(payload.start + payload.length).toBeLessThanOrEqual(payload.data.length)
        expect(payload.length).toBeLessThanOrEqual(payload.originalLength)
      }
      lines.push(
        [fileOffset, interfaceIndex, time, packet.direction, packet.comment, originalLength, bytes].join(' '),
      )
    },
  })
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return { lines, reader }
}

test('a file cut at any places gives the same packets, counts and end', () => {
  fc.assert(
    fc.property(anyName, fc.array(fc.nat(20_000), { maxLength: 40 }), (name, places) => {
      const file = fileOf(name)
      const whole = read([file])
      const pieces = read(cutAt(file, places))
      expect(pieces.lines).toEqual(whole.lines)
      expect(pieces.reader.counts).toEqual(whole.reader.counts)
      expect(pieces.reader.offset).toBe(file.length)
      expect(pieces.reader.error).toBeUndefined()
    }),
    seeded(7, 500),
  )
})

test('what is written is read back, every value', () => {
  const text = fc
    .string({ unit: 'grapheme-composite', maxLength: 40 })
    .filter((value) => !value.includes('\0'))
  const optional = { requiredKeys: [] as [] }
  const packet = fc.record(
    {
      time: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      data: fc.uint8Array({ maxLength: 60 }),
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      comment: text,
    },
    { requiredKeys: ['time', 'data'] },
  )
  const header = fc.record(
    { comments: fc.array(text, { minLength: 1, maxLength: 3 }), hardware: text, os: text, application: text },
    optional,
  )
  const port = fc.record(
    { linkType: fc.nat(65_535), name: text, description: text, snapLength: fc.nat(262_144) },
    { requiredKeys: ['linkType'] },
  )
  fc.assert(
    fc.property(
      header,
      fc.array(port, { minLength: 1, maxLength: 4 }),
      fc.array(packet),
      (section, ports, packets) => {
        const file = concat(
          sectionHeaderBlock(section),
          ...ports.map((fields) => interfaceBlock(fields)),
          ...packets.map((fields, index) => packetBlock({ interfaceId: index % ports.length, ...fields })),
        )
        const found = collect(file)
        expect(found.sections).toEqual([{ format: 'pcapng', byteOrder: 'little', ...section }])
        expect(found.interfaces).toEqual(ports.map((fields) => ({ snapLength: 0, ...fields })))
        expect(found.packets).toMatchObject(
          packets.map((fields, index) => ({
            direction: undefined,
            comment: undefined,
            ...fields,
            interfaceIndex: index % ports.length,
            originalLength: fields.data.length,
          })),
        )
        expect(found.reader.offset).toBe(file.length)
      },
    ),
    seeded(8, 1_000),
  )
})

describe('a damaged file', () => {
  const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const hostile = fc.constantFrom(
    0,
    1,
    8,
    11,
    12,
    13,
    28,
    0x7fffffff,
    0x80000000,
    0xfffffff0,
    0xffffffff,
    0x01000000,
  )
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('byte' as const), at, value: fc.nat(255) }),
    fc.record({ kind: fc.constant('word' as const), at, value: hostile }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('remove' as const), at, count: fc.integer({ min: 1, max: 64 }) }),
    fc.record({
      kind: fc.constant('insert' as const),
      at,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    }),
  )
  type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never

  /** The damaged bytes, and where the damage begins. */
  const damaged = (file: Uint8Array, change: Damage): { bytes: Uint8Array; begin: number } => {
    const begin = Math.floor(change.at * file.length)
    const bytes = file.slice()
    switch (change.kind) {
      case 'flip':
        bytes[begin] = (bytes[begin] as number) ^ (1 << change.bit)
        return { bytes, begin }
      case 'byte':
        bytes[begin] = change.value
        return { bytes, begin }
      case 'word': {
        const aligned = begin & ~3
        if (aligned + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(aligned, change.value, true)
        return { bytes, begin: aligned }
      }
      case 'cut':
        return { bytes: bytes.subarray(0, begin), begin }
      case 'remove':
        return { bytes: concat(bytes.subarray(0, begin), bytes.subarray(begin + change.count)), begin }
      case 'insert':
        return { bytes: concat(bytes.subarray(0, begin), change.bytes, bytes.subarray(begin)), begin }
    }
  }

  test('of 10,000 throws nothing, keeps everything before the damage, and says where reading stopped', () => {
    fc.assert(
      fc.property(anyName, fc.array(damage, { minLength: 1, maxLength: 3 }), at, (name, changes, cut) => {
        const file = fileOf(name)
        let bytes: Uint8Array = file
        let begin = file.length
        for (const change of changes) {
          const result = damaged(bytes, change)
          bytes = result.bytes
          begin = Math.min(begin, result.begin)
        }
        const { lines, reader } = read(cutAt(bytes, [Math.floor(cut * bytes.length)]))
        const before = read([file.subarray(0, begin)]).lines
        expect(lines.slice(0, before.length)).toEqual(before)
        expect(reader.offset + reader.leftover).toBe(bytes.length)
        if (reader.error === undefined) expect(reader.leftover).toBe(0)
        else if (bytes.length > 0) {
          expect(reader.error.offset).toBe(reader.offset)
          expect(reader.error.message).toMatch(
            reader.error.code === 'NOT_A_CAPTURE' ? /begins with/ : / byte \d+\b/,
          )
        }
      }),
      seeded(9, 10_000),
    )
  }, 120_000)

  test('of random bytes after a good beginning throws nothing', () => {
    fc.assert(
      fc.property(anyName, fc.nat(200), fc.uint8Array({ maxLength: 400 }), (name, keep, noise) => {
        const file = fileOf(name)
        const { reader } = read([concat(file.subarray(0, keep), noise)])
        expect(reader.offset + reader.leftover).toBe(Math.min(keep, file.length) + noise.length)
      }),
      seeded(10, 2_000),
    )
  })

  test.runIf(hasTool('editcap'))('by editcap -E still has its packets read', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { output } = run(
        'editcap',
        ['-E', '0.05', '--seed', String(seed), '{}', '-'],
        fileOf('loopback.pcapng'),
      )
      const { lines, reader } = read([output])
      expect(reader.error).toBeUndefined()
      expect(lines).toHaveLength(read([fileOf('loopback.pcapng')]).lines.length)
    }
  })
})

test('a block that says it is 16 MiB long takes only the memory of the bytes that came', () => {
  const head = new Uint8Array(100)
  new DataView(head.buffer).setUint32(0, 6, true)
  new DataView(head.buffer).setUint32(4, 16 * 1024 * 1024, true)
  const before = process.memoryUsage().arrayBuffers
  const readers = Array.from({ length: 500 }, () => {
    const reader = new CaptureReader({ packet: () => undefined })
    reader.push(sectionHeaderBlock({}))
    reader.push(head)
    return reader
  })
  expect(readers.every(({ error, leftover }) => error === undefined && leftover === 100)).toBe(true)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(500 * 8192)
})
