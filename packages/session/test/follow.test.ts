// Reassembles TCP as tshark follows it: fixtures/make.py made the captures and asked tshark for every byte.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Session, type Stream } from '../src/index.ts'

interface Expected {
  readonly streams: readonly {
    readonly nodes: readonly [string, string]
    readonly first: string
    readonly second: string
  }[]
  readonly segments: readonly number[]
}

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8')) as Record<string, Expected>

const opened = (name: string): Session => {
  const session = new Session()
  session.push(readFileSync(fixture(name)))
  session.end()
  return session
}

/** The stream's bytes in hex, with tshark's own words for missing ones. */
const followed = (stream: Stream | undefined): string => {
  if (!stream) return ''
  let text = ''
  let at = 0
  const { segment } = stream
  for (let i = 0; i < segment.count; i += 1) {
    const start = segment.starts[i] ?? 0
    const end = segment.ends[i] ?? 0
    if (start > at) text += Buffer.from(`[${start - at} bytes missing in capture file]\0`).toString('hex')
    text += Buffer.from(stream.bytes(start, end)).toString('hex')
    at = end
  }
  return text
}

describe('reassembled TCP', () => {
  it.each(Object.entries(expected))('%s has the bytes that tshark follows', (name, { streams }) => {
    const session = opened(name)
    expect(session.problem).toBeUndefined()
    const seen = new Map<string, number>()
    for (const { nodes, first, second } of streams) {
      const [client, server] = nodes
      const generation = seen.get(client) ?? 0
      seen.set(client, generation + 1)
      const named = (text: string) =>
        session.streams.find(({ name }) => name === (generation === 0 ? text : `${text}#${generation + 1}`))
      expect(followed(named(`${client}>${server}`))).toBe(first)
      expect(followed(named(`${server}>${client}`))).toBe(second)
    }
    expect(session.streams).toHaveLength(
      streams.flatMap(({ first, second }) => [first, second]).filter(Boolean).length,
    )
  })

  it.each(Object.entries(expected))(
    '%s has as many segments with bytes as tshark counts',
    (name, { segments }) => {
      const counted = opened(name).streams.reduce(
        (sum, { segment, capture }) => sum + segment.count + capture.repeated,
        0,
      )
      expect(counted).toBe(segments.reduce((sum, count) => sum + count, 0))
    },
  )

  it('counts segments that repeat bytes with others, wholly or in part', () => {
    const [stream] = opened('overlap.pcap').streams
    // tshark: aaaaaa at 1, BBBBBB at 4, CCC at 1.
    const { repeated, overlapping, different } = stream?.capture ?? {}
    expect([repeated, overlapping, different]).toEqual([1, 1, 2])
    const [same] = opened('retransmission.pcap').streams
    expect([same?.capture.repeated, same?.capture.different]).toEqual([2, 0])
  })

  it('counts late segments and keep-alives', () => {
    expect(opened('out-of-order.pcap').streams[0]?.capture.late).toBe(2)
    expect(opened('keep-alive.pcap').streams[0]?.capture.keepAlives).toBe(1)
  })

  it('knows who opened the connection, the MSS announced, and how it ended', () => {
    const [stream] = opened('reset.pcap').streams
    expect([stream?.role, stream?.maximumSegmentSize]).toEqual(['client', 1460])
    expect(stream?.reverse?.resetSeen).toBe(4e6)
    expect(opened('half-close.pcap').streams[0]?.finSeen).toBe(4e6)
  })
})
