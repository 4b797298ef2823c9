// The streams for every contender: 64 MiB of equal bodies, each after a length prefix or before a line feed.

/** Approximate bytes of a whole stream. */
export const STREAM_BYTES = 64 * 2 ** 20

/** How a body is framed. */
export type Prefix = 'u32be' | 'varint' | 'line'

/** A stream and how many messages are in it. */
export interface Stream {
  readonly bytes: Buffer
  readonly frames: number
}

/** As many equal frames as fit into `size` bytes; bodies consist of the letter x. */
export function makeStream(prefix: Prefix, body: number, size = STREAM_BYTES): Stream {
  const frame = frameOf(prefix, body)
  const frames = Math.floor(size / frame.length)
  return { bytes: Buffer.alloc(frames * frame.length, frame), frames }
}

function frameOf(prefix: Prefix, body: number): Buffer {
  const text = Buffer.alloc(body, 'x')
  if (prefix === 'line') return Buffer.concat([text, Buffer.from('\n')])
  const head =
    prefix === 'u32be' ? [body >>> 24, (body >> 16) & 255, (body >> 8) & 255, body & 255] : leb(body)
  return Buffer.concat([Buffer.from(head), text])
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))]
}

/** The stream in chunks, as a socket would deliver it. */
export function chunksOf(bytes: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
  return chunks
}
