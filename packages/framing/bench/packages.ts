// The npm packages to compare with, each used as its README shows.
import { DelimiterParser } from '@serialport/parser-delimiter'
import { decode as itDecode } from 'it-length-prefixed'
import { createRequire } from 'node:module'
import type { Transform } from 'node:stream'

// These packages have no types; here are types for the parts in use.
const require = createRequire(import.meta.url)
const lengthPrefixed = require('length-prefixed-stream') as { decode: () => Transform }
const split2 = require('split2') as (by: string) => Transform
const frameStream = require('frame-stream') as { decode: (options: { lengthSize: number }) => Transform }

/** Feeds a Transform chunk by chunk, waits when it asks for that, and counts what comes out. */
export function countThrough(stream: Transform, chunks: readonly Uint8Array[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0
    let next = 0
    stream.on('data', () => count++)
    stream.on('end', () => {
      resolve(count)
    })
    stream.on('error', reject)
    const feed = () => {
      while (next < chunks.length) if (!stream.write(chunks[next++])) return void stream.once('drain', feed)
      stream.end()
    }
    feed()
  })
}

/** Makes the Transform of each package that has one. */
export const transforms = {
  lengthPrefixedStream: () => lengthPrefixed.decode(),
  frameStream: () => frameStream.decode({ lengthSize: 4 }),
  split2: () => split2('\n'),
  serialport: () => new DelimiterParser({ delimiter: '\n' }),
}

/**
 * Says, in words for the table, whether a Transform gives "hello", an empty message and "hi" as three messages to a
 * `for await` that starts after all were written.
 */
export async function faultOf(make: () => Transform, frames: Uint8Array): Promise<string> {
  const stream = make()
  stream.end(frames)
  await new Promise(setImmediate)
  const messages: string[] = []
  for await (const body of stream)
    messages.push(String(typeof body === 'string' ? body : Buffer.from(body as Buffer)))
  if (messages.join('|') === 'hello||hi') return 'right'
  return messages.length === 1 ? 'wrong: joins messages' : 'wrong: drops the empty one'
}

export const packages = {
  lengthPrefixedStream: (chunks: readonly Uint8Array[]) =>
    countThrough(transforms.lengthPrefixedStream(), chunks),
  frameStream: (chunks: readonly Uint8Array[]) => countThrough(transforms.frameStream(), chunks),
  split2: (chunks: readonly Uint8Array[]) => countThrough(transforms.split2(), chunks),
  serialport: (chunks: readonly Uint8Array[]) => countThrough(transforms.serialport(), chunks),
  async itLengthPrefixed(chunks: readonly Uint8Array[]): Promise<number> {
    let count = 0
    for (const body of itDecode(chunks)) count += body.length >= 0 ? 1 : 0
    return Promise.resolve(count)
  },
}
