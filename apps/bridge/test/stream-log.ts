// What was sent and received on each stream, in one shape, whoever says it: the program's own log, the recording, tshark.
import { spawnSync } from 'node:child_process'
import type { Stream } from '@unstick/session'

/** By `source port>destination port`: the bytes of each piece in hexadecimal digits, in order. */
export type Pieces = Readonly<Record<string, readonly string[]>>

const grouped = (pieces: Iterable<readonly [name: string, hex: string]>): Pieces => {
  const groups: Record<string, string[]> = {}
  for (const [name, hex] of pieces) (groups[name] ??= []).push(hex)
  return groups
}

const nameOf = ({ source, destination }: Stream): string => `${source.port}>${destination.port}`

/** From lines like `send 40404 8081 68656c6c6f`: the ports are those of the stream, whoever logged. */
export const loggedPieces = (log: string, call: 'send' | 'recv'): Pieces =>
  grouped(
    log
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([name]) => name === call)
      .map(([, source = '', destination = '', hex = '']) => [`${source}>${destination}`, hex]),
  )

/** One lane of each stream that has at least one interval there. */
export const recordedPieces = (
  streams: readonly Stream[],
  laneOf: (stream: Stream) => Stream['send'] | undefined,
): Pieces =>
  grouped(
    streams.flatMap((stream) => {
      const { starts, ends, count } = laneOf(stream) ?? { count: 0 }
      return Array.from({ length: count }, (_, index) => {
        const bytes = stream.bytes(starts?.[index] ?? NaN, ends?.[index] ?? NaN)
        return [nameOf(stream), Buffer.from(bytes).toString('hex')] as const
      })
    }),
  )

/** What tshark finds in the segments at one interface, each byte once: on a busy machine one may be sent again. */
export const tsharkPieces = (file: string, place: string): Pieces => {
  const filter = `frame.interface_name == "${place}" && tcp.len > 0`
  const fields = ['tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.payload'].flatMap((each) => ['-e', each])
  const { stdout } = spawnSync('tshark', ['-r', file, '-Y', filter, '-T', 'fields', ...fields], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const segments = new Map<string, readonly [name: string, hex: string]>()
  for (const line of stdout.split('\n').filter((each) => each !== '')) {
    const [source = '', destination = '', sequence = '', hex = ''] = line.split('\t')
    const name = `${source}>${destination}`
    if (!segments.has(`${name} ${sequence}`)) segments.set(`${name} ${sequence}`, [name, hex])
  }
  return grouped(segments.values())
}
