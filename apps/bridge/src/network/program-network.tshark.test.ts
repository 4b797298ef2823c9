// Programs in Python on both layouts of their network, held against what tshark reads in the recording, and against what
// the programs measured themselves.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missing } from '../../test/network-bench.ts'
import { buildInNetwork, cameOf, type CameOf, plainWire } from '../../test/program-bench.ts'
import { countingReceiver, echoClient, echoServer, sender } from '../../test/python-programs.ts'
import type { WireSettings } from '../wire/settings.ts'

const hasTshark = spawnSync('tshark', ['--version']).error === undefined
if (!hasTshark) console.log('tshark is missing: the network of programs was not held against its account')

const LONG = 120_000

const built = await buildInNetwork()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterAll(() => rm(folder, { recursive: true }))

const inNetwork = (
  layout: 'one-host' | 'two-hosts',
  settings: Partial<WireSettings>,
  commands: readonly (readonly string[])[],
): Promise<CameOf> =>
  cameOf(built, {
    layout,
    settings: { ...plainWire, ...settings },
    commands,
    file: join(folder, 'packets.pcapng'),
  })

interface Packet {
  readonly place: string
  /** Milliseconds. */
  readonly time: number
  /** The port; empty if tshark found none, or a wrong checksum. */
  readonly destination: string
  readonly sequence: number
  readonly length: number
  readonly isLost: boolean
}

const fields = [
  ...['frame.interface_name', 'frame.time_epoch', 'frame.comment', 'tcp.checksum.status', 'tcp.dstport'],
  ...['tcp.seq_raw', 'tcp.len', 'udp.checksum.status', 'udp.dstport'],
]
/** Of a checksum that tshark found right. */
const GOOD = '1'

/** All that tshark reads. */
const packets = (): Packet[] => {
  const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE']
  const args = ['-r', join(folder, 'packets.pcapng'), ...checks, '-T', 'fields']
  const { stdout } = spawnSync('tshark', [...args, ...fields.flatMap((each) => ['-e', each])], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([place = '', time, comment, tcp, port = '', sequence, length, udp, datagramPort = '']) => ({
      place,
      time: Number(time) * 1_000,
      destination: tcp === GOOD ? port : udp === GOOD ? datagramPort : '',
      sequence: Number(sequence),
      length: Number(length),
      isLost: comment === 'lost on the wire, by chance',
    }))
}
const at = (place: string, all: readonly Packet[]) => all.filter((each) => each.place === place)

/** The payloads' lengths to a port, each byte once: what was sent again on a busy machine counts once. */
const cuts = (destination: (port: string) => boolean, all: readonly Packet[]): number[] => {
  const lengths = new Map<number, number>()
  for (const each of all)
    if (destination(each.destination) && each.length > 0) lengths.set(each.sequence, each.length)
  return [...lengths.entries()].toSorted(([a], [b]) => a - b).map(([, length]) => length)
}
const toServer = (port: string) => port === '9000'
const toClient = (port: string) => port !== '' && port !== '9000'
const total = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0)

interface Measured {
  readonly connect: number
  readonly echo: number
}

describe.skipIf(missing.length > 0 || !hasTshark)('on one host', () => {
  // Of an MTU of 1300: 20 bytes of IPv4's header or 40 of IPv6's, 20 of TCP's, and 12 of its timestamps.
  it.each([
    ['127.0.0.1', 1248],
    ['127.0.0.9', 1248],
    ['10.0.0.1', 1248],
    ['::1', 1228],
  ])(
    'what is sent to %s leaves and arrives in segments of %i bytes at most, no sooner than the delay says',
    async (address, most) => {
      const { printed, report, notes } = await inNetwork('one-host', { mtu: 1300, delay: 20 }, [
        echoServer(address),
        echoClient(address, 5_000),
      ])
      expect([report, notes]).toEqual([{ overrun: 0, unrecorded: 0 }, []])
      const { connect, echo } = JSON.parse(printed[1] ?? '') as Measured
      expect(Math.min(connect, echo)).toBeGreaterThanOrEqual(40)
      const all = packets()
      const [left, arrived] = [at('lo, left', all), at('lo, arrived', all)]
      // Nothing but the programs' packets is there, and each is there twice.
      expect(all.filter(({ destination }) => destination === '')).toEqual([])
      expect([left.length, left.length]).toEqual([arrived.length, all.length / 2])
      expect(cuts(toServer, left)).toEqual([most, most, most, most, 5_000 - 4 * most])
      expect(cuts(toServer, arrived)).toEqual(cuts(toServer, left))
      expect(total(cuts(toClient, arrived))).toBe(5_000)
      const to = (port: (each: string) => boolean, some: readonly Packet[]) =>
        some.filter(({ destination }) => port(destination)).map(({ time }) => time)
      for (const way of [toServer, toClient]) {
        const travelled = to(way, arrived).map((time, index) => time - (to(way, left)[index] ?? NaN))
        // The clock is read to a microsecond.
        expect(Math.min(...travelled)).toBeGreaterThanOrEqual(20 - 0.001)
      }
    },
    LONG,
  )

  it(
    'at a rate 5,000 bytes take as long as their bits',
    async () => {
      const { printed } = await inNetwork('one-host', { rate: 200 }, [
        echoServer('127.0.0.1'),
        echoClient('127.0.0.1', 5_000),
      ])
      const { echo } = JSON.parse(printed[1] ?? '') as Measured
      expect(echo).toBeGreaterThanOrEqual((5_000 * 8) / 200)
    },
    LONG,
  )

  it(
    'a receiver counts as many datagrams as tshark sees arriving, and the others were lost',
    async () => {
      const { printed } = await inNetwork('one-host', { loss: 20, seed: 7 }, [
        countingReceiver('127.0.0.1'),
        sender('127.0.0.1', 200),
      ])
      const all = packets()
      const arrived = at('lo, arrived', all).length
      expect(at('lo, left', all)).toHaveLength(200)
      expect(printed[0]).toBe(`listens\n${arrived}\n`)
      expect(arrived).toBeLessThan(185)
      expect(all.filter(({ isLost }) => isLost)).toHaveLength(200 - arrived)
    },
    LONG,
  )

  it(
    'says that ::1 is past the wire where the MTU is too small for IPv6',
    async () => {
      const { notes } = await inNetwork('one-host', { mtu: 576 }, [['true']])
      expect(notes).toEqual([expect.stringContaining('::1 goes past the wire')])
    },
    LONG,
  )
})

describe.skipIf(missing.length > 0 || !hasTshark)('on two hosts', () => {
  it(
    'the client reaches the first by its name, and the wire is seen at both ends',
    async () => {
      const { printed, report, notes } = await inNetwork('two-hosts', { delay: 20, mtu: 1300 }, [
        echoServer('server'),
        echoClient('server', 5_000),
      ])
      expect([report, notes]).toEqual([{ overrun: 0, unrecorded: 0 }, []])
      const { connect, echo } = JSON.parse(printed[1] ?? '') as Measured
      expect(Math.min(connect, echo)).toBeGreaterThanOrEqual(40)
      const all = packets()
      expect(all.filter(({ destination }) => destination === '')).toEqual([])
      for (const place of ['eth0 of client', 'eth0 of server'])
        expect(cuts(toServer, at(place, all))).toEqual([1248, 1248, 1248, 1248, 8])
      expect(total(cuts(toClient, at('eth0 of client', all)))).toBe(5_000)
    },
    LONG,
  )

  it.each(['127.0.0.1', '::1'])(
    'each has a %s of its own, whose packets are on no wire',
    async (address) => {
      const both = `import socket
family = socket.AF_INET6 if ':' in '${address}' else socket.AF_INET
server = socket.create_server(('${address}', 9000), family=family)
socket.create_connection(('${address}', 9000)).sendall(b'mine')
print(server.accept()[0].recv(9).decode(), socket.gethostbyname('server'), socket.gethostbyname('client'))`
      const command = ['/usr/bin/env', 'python3', '-c', both]
      const { printed } = await inNetwork('two-hosts', {}, [command, command])
      expect(printed).toEqual(['mine 10.0.0.1 10.0.0.2\n', 'mine 10.0.0.1 10.0.0.2\n'])
      expect(packets()).toEqual([])
    },
    LONG,
  )
})
