// What an export writes for bytes that were never captured.
import { describe, expect, it } from 'vitest'
import { holesFor, MAX_ZEROS, missingBytes, Session, type Stream, streamBytes } from '../src/index.ts'
import { sixteenGibibytes, sparseLog } from './sparse-log.ts'

const streamOf = (log: Uint8Array): Stream => {
  const session = new Session()
  session.push(log)
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('the log has no stream')
  return stream
}

const text = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString('latin1')

describe('streamBytes(stream, holes)', () => {
  it('writes a small hole as zeros, so that what follows keeps its offset', () => {
    const stream = streamOf(sparseLog([0, 1, 5]))
    expect(missingBytes(stream)).toBe(3)
    expect(text(streamBytes(stream, holesFor(missingBytes(stream))))).toBe('ab\0\0\0c')
    expect(text(streamBytes(stream, 'skip'))).toBe('abc')
  })

  it('fills holes of up to a mebibyte with zeros, and leaves larger ones out', () => {
    const filled = streamOf(sparseLog([0, MAX_ZEROS + 1]))
    expect([missingBytes(filled), holesFor(missingBytes(filled))]).toEqual([MAX_ZEROS, 'zeros'])
    expect(text(streamBytes(filled, 'zeros'))).toHaveLength(MAX_ZEROS + 2)
    const left = streamOf(sparseLog([0, MAX_ZEROS + 2]))
    expect([missingBytes(left), holesFor(missingBytes(left))]).toEqual([MAX_ZEROS + 1, 'skip'])
  })

  it('leaves out the gigabytes that a capture of some kilobytes claims', () => {
    expect(sixteenGibibytes.length).toBeLessThan(3_000)
    const stream = streamOf(sixteenGibibytes)
    expect(stream.length).toBe(15 * 2 ** 30 + 1)
    expect(missingBytes(stream)).toBe(15 * 2 ** 30 - 15)
    expect(text(streamBytes(stream, 'skip'))).toBe('abcdefghijklmnop')
  })

  it('counts and cuts within a part of the stream', () => {
    const stream = streamOf(sparseLog([0, 1, 5, 6]))
    expect(missingBytes(stream, 1, 6)).toBe(3)
    expect(text(streamBytes(stream, 'skip', 1, 6))).toBe('bc')
    expect(text(streamBytes(stream, 'zeros', 1, 6))).toBe('b\0\0\0c')
    expect(missingBytes(stream, 3, 4)).toBe(1)
    expect(text(streamBytes(stream, 'skip', 3, 4))).toBe('')
  })
})
