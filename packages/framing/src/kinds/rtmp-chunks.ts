// `rtmp-chunks`: RTMP after its handshake. Source: Adobe's Real Time Messaging Protocol 1.0 (2012), 5.3.1 "Chunk Format".
import type { HeaderField, Kind } from './kind.ts'
import { LONGEST_START, RtmpChunks } from '../cutters/rtmp-chunks.ts'
import { FAULT, MORE, SizedCutter } from '../cutters/sized-cutter.ts'
import type { RtmpChunksSpec } from '../spec/spec.ts'

class RtmpCutter extends SizedCutter {
  readonly #chunks = new RtmpChunks()

  constructor(max: number) {
    super(max, LONGEST_START)
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    const chunk = this.#chunks.read(bytes, at, limit)
    if (chunk === undefined) return MORE
    if (!('header' in chunk)) return this.fail('HEADER_INVALID', FAULT, chunk)
    this.header = chunk.header
    const size = chunk.header + chunk.body
    return size > this.max ? this.fail('FRAME_TOO_LONG', FAULT, { value: size, limit: this.max }) : size
  }
}

/** Where the fields of the message header begin, in bytes from its start, and the chunk types that have them. */
const FIELDS = [
  { name: 'timestamp', at: 0, size: 3, upTo: 2 },
  { name: 'length', at: 3, size: 3, upTo: 1 },
  { name: 'type', at: 6, size: 1, upTo: 1 },
] as const

/**
 *     +----------------+------------------------+--------------------+------+
 *     | type, stream   | 11, 7, 3 or 0 bytes    | timestamp, 4 bytes | data |     type 0, 1, 2 or 3
 *     +----------------+------------------------+--------------------+------+
 */
export const rtmpChunks: Kind<RtmpChunksSpec> = {
  grammar: { says: 'chunks of RTMP, after its handshake', keys: [] },
  cutter: (_spec, max) => new RtmpCutter(max),
  fields(_spec, frame) {
    const [first] = frame
    if (first === undefined) return []
    const format = first >> 6
    const short = first & 0x3f
    const basic = short > 1 ? 1 : 2 + short
    const stream = short > 1 ? short : 64 + (frame[1] ?? 0) + 256 * (short === 1 ? (frame[2] ?? 0) : 0)
    const fields: HeaderField[] = [
      { name: 'chunk type', start: 0, end: 1, value: format, text: String(format) },
      { name: 'chunk stream', start: 0, end: basic, value: stream, text: String(stream) },
    ]
    for (const { name, at, size, upTo } of FIELDS) {
      const start = basic + at
      if (format > upTo || frame.length < start + size) continue
      const value = frame.subarray(start, start + size).reduce((sum, byte) => sum * 256 + byte, 0)
      fields.push({ name, start, end: start + size, value, text: String(value) })
    }
    return fields
  },
  sentence: () =>
    'A frame is one chunk: a header of 1 to 18 bytes, and as much of its message as is left, at most the chunk size (128 until Set Chunk Size).',
  diagram: () => [
    { name: 'type and stream', size: undefined, role: 'header' },
    { name: 'message header', size: undefined, role: 'length' },
    { name: 'data', size: undefined, role: 'body' },
  ],
}
