// Compares every checked-in capture, packet by packet, with what tshark and capinfos said about it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect } from './collect.ts'
import { rowsOf, rowsOfTshark } from './dissected.ts'
import { hasTool } from './wireshark.ts'

const directory = join(import.meta.dirname, 'fixtures')
const captures = readdirSync(directory).filter((name) => /\.pcap(ng)?$/.test(name))
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(directory, name)))
const capinfos = JSON.parse(readFileSync(join(directory, 'capinfos.json'), 'utf8')) as Record<
  string,
  { packets: number; dataSize: number; interfaces: number }
>
const withTshark = hasTool('tshark')

describe.each(captures)('%s', (name) => {
  const printed = readFileSync(join(directory, `${name}.tsv`), 'utf8')

  test('gives the packets, times, addresses, headers and payloads that tshark gave', () => {
    const expected = rowsOfTshark(printed)
    expect(expected.length).toBeGreaterThan(0)
    expect(rowsOf(bytesOf(name))).toEqual(expected)
  })

  test('has the packets, bytes and interfaces that capinfos counted', () => {
    const { packets, interfaces, reader } = collect(bytesOf(name))
    expect(reader.error).toBeUndefined()
    expect(reader.offset).toBe(bytesOf(name).length)
    expect({
      packets: packets.length,
      dataSize: packets.reduce((sum, packet) => sum + packet.originalLength, 0),
      interfaces: interfaces.length,
    }).toEqual(capinfos[name])
  })

  test.runIf(withTshark)("gives the same as this machine's tshark", () => {
    const names = printed.slice(0, printed.indexOf('\n')).split('\t')
    const live = execFileSync(
      'tshark',
      [
        ...['-r', join(directory, name), '-T', 'fields', '-E', 'header=y', '-E', 'occurrence=f'],
        ...names.flatMap((field) => ['-e', field]),
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
    expect(rowsOf(bytesOf(name))).toEqual(rowsOfTshark(live))
  })
})

test('blocks that are not packets are counted by kind', () => {
  const { reader, sections, interfaces, packets } = collect(bytesOf('everything.pcapng'))
  expect(reader.counts).toEqual({
    sections: 2,
    interfaces: 8,
    packets: 12,
    cutPackets: 3,
    nameResolution: 1,
    statistics: 1,
    secrets: 1,
    custom: 2,
    unknown: 1,
    refused: 0,
  })
  expect(sections).toEqual([
    { format: 'pcapng', byteOrder: 'big', comments: ['big-endian'] },
    { format: 'pcapng', byteOrder: 'little', comments: ['little-endian'] },
  ])
  expect(interfaces.map(({ snapLength }) => snapLength)).toEqual([0, 50, 45, 0, 0, 0, 0, 0])
  expect(packets.map(({ interfaceIndex }) => interfaceIndex)).toEqual([0, 1, 0, 0, 2, 3, 4, 5, 6, 7, 5, 2])
})
