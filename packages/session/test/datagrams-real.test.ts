// Real UDP sockets: fixtures/make-udp.py ran them under strace and dumpcap, and its programs know what became of each
// datagram, because they numbered them.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { interfaceBlock, LINK_ETHERNET, packetBlock } from '@unstick/pcapng'
import { callBlock, callInterfaceBlock, type CallName, Session, sessionHeaderBlock } from '../src/index.ts'

type Address = readonly [address: string, port: number]

interface Scenario {
  readonly stream: string
  readonly fates: readonly (readonly [fate: string, gone: number])[]
  readonly calls: readonly {
    readonly program: 'server' | 'client'
    readonly name: CallName
    readonly args: readonly string[]
    readonly result: number | string
    readonly start: string
    readonly duration: number
    readonly local: Address
    readonly remote: Address
    readonly payload: string
  }[]
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const cases = Object.entries(JSON.parse(fixture('udp-real.json').toString()) as Record<string, Scenario>)

const endpoint = ([address, port]: Address) => ({ address, port })

const callBlocks = ({ calls }: Scenario): Uint8Array[] =>
  calls.map(({ program, name, args, result, start, duration, local, remote, payload }) =>
    callBlock(program === 'server' ? 0 : 1, {
      name,
      args,
      result: typeof result === 'number' ? result : { errno: result },
      transport: 'udp',
      local: endpoint(local),
      remote: endpoint(remote),
      start: BigInt(start),
      duration: BigInt(duration),
      payload: Buffer.from(payload, 'hex'),
    }),
  )

/** The capture's packets as blocks of the session: a classic pcap of little-endian microseconds. */
const packets = (): Uint8Array[] => {
  const file = fixture('udp-real.pcap')
  expect(file.readUInt32LE(0)).toBe(0xa1b2c3d4)
  const blocks: Uint8Array[] = []
  for (let at = 24; at < file.length;) {
    const length = file.readUInt32LE(at + 8)
    const time = BigInt(file.readUInt32LE(at)) * 1_000_000_000n + BigInt(file.readUInt32LE(at + 4)) * 1_000n
    blocks.push(packetBlock({ interfaceId: 2, time, data: file.subarray(at + 16, at + 16 + length) }))
    at += 16 + length
  }
  return blocks
}

const sessionOf = (blocks: readonly Uint8Array[]): Session => {
  const session = new Session()
  session.push(sessionHeaderBlock({ title: 'real' }))
  for (const program of ['server', 'client']) session.push(callInterfaceBlock(program))
  session.push(interfaceBlock({ linkType: LINK_ETHERNET, name: 'lo' }))
  for (const block of blocks) session.push(block)
  session.end()
  return session
}

describe.each(cases)('real UDP sockets: %s', (_name, each) => {
  const calls = callBlocks(each)
  const captured = packets()

  it.each([
    ['only calls', calls],
    ['calls before the capture', [...calls, ...captured]],
    ['the capture before the calls', [...captured, ...calls]],
  ])('have the fates that the programs know, from %s', (_which, blocks) => {
    const session = sessionOf(blocks)
    const stream = session.streams.find(({ name }) => name === each.stream)
    if (!stream) throw new Error(session.streams.map(({ name }) => name).join())
    expect(Array.from(session.fates(stream), ({ fate, gone }) => [fate, gone])).toEqual(each.fates)
    expect(stream.send.count).toBe(each.fates.length)
    if (blocks !== calls) {
      expect(stream.segment.count).toBe(each.fates.length)
      expect(stream.segment.starts.subarray(0, stream.segment.count)).toEqual(
        stream.send.starts.subarray(0, stream.send.count),
      )
    }
  })
})
