// The yardsticks out of npm, each driven the way its README does.
import { DelimiterParser } from '@serialport/parser-delimiter'
import { decode as itDecode } from 'it-length-prefixed'
import { createRequire } from 'node:module'
import type { Transform } from 'node:stream'

// These have no types of their own; what is used of them is said here.
const require = createRequire(import.meta.url)
const lengthPrefixed = require('length-prefixed-stream') as { decode: () => Transform }
const split2 = require('split2') as (by: string) => Transform
const frameStream = require('frame-stream') as { decode: (options: { lengthSize: number }) => Transform }

/** Feeds a Transform chunk by chunk, waits where it asks for that, and counts what comes out. */
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

export const packages = {
  lengthPrefixedStream: (chunks: readonly Uint8Array[]) => countThrough(lengthPrefixed.decode(), chunks),
  frameStream: (chunks: readonly Uint8Array[]) => countThrough(frameStream.decode({ lengthSize: 4 }), chunks),
  split2: (chunks: readonly Uint8Array[]) => countThrough(split2('\n'), chunks),
  serialport: (chunks: readonly Uint8Array[]) =>
    countThrough(new DelimiterParser({ delimiter: '\n' }), chunks),
  async itLengthPrefixed(chunks: readonly Uint8Array[]): Promise<number> {
    let count = 0
    for (const body of itDecode(chunks)) count += body.length >= 0 ? 1 : 0
    return Promise.resolve(count)
  },
}
