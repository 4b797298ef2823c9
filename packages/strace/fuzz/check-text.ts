// The invariant: whatever the text is, reader and follower do not throw, keep no more than the limits allow, give records
// whose bytes are no more than the text, and give the same for every way of cutting.
import { isDeepStrictEqual } from 'node:util'
import { SocketFollower, type StraceProblem, StraceReader, type StraceRecord } from '../src/index.ts'

const LIMITS = { maxLine: 4_000, maxPending: 8, maxPendingBytes: 6_000 }

const read = (pieces: readonly Uint8Array[]) => {
  const records: StraceRecord[] = []
  const problems: StraceProblem[] = []
  const follower = new SocketFollower((event) => {
    if ('offset' in event && !(event.offset >= 0)) throw new Error(`offset ${event.offset}`)
  })
  const reader = new StraceReader(
    {
      record: (record) => {
        records.push(record)
        follower.take(record)
      },
      problem: (problem) => problems.push(problem),
    },
    LIMITS,
  )
  for (const piece of pieces) {
    reader.push(piece)
    if (reader.held > LIMITS.maxLine + LIMITS.maxPendingBytes) throw new Error(`keeps ${reader.held} bytes`)
  }
  reader.end()
  if (reader.held !== 0) throw new Error(`keeps ${reader.held} bytes after the end`)
  return { records, problems }
}

/** Throws if the invariant does not hold for `text`. */
export const checkText = (text: Uint8Array, next: (limit: number) => number): void => {
  const whole = read([text])
  for (const record of whole.records)
    if ('data' in record && record.data.length > record.length) throw new Error('more bytes than were moved')
  const places = Array.from({ length: 4 }, () => next(text.length + 1)).sort((a, b) => a - b)
  const edges = [0, ...places, text.length]
  const cuts = [
    Array.from(text, (byte) => Uint8Array.of(byte)),
    edges.slice(1).map((end, index) => text.subarray(edges[index], end)),
  ]
  for (const pieces of cuts)
    if (!isDeepStrictEqual(read(pieces), whole))
      throw new Error(`cut otherwise: ${pieces.map(({ length }) => length).join(' ')}`)
}

/** Throws if text of twice the length takes more than three times as long: the least of several times, of this processor. */
export const checkLinear = (text: Uint8Array): void => {
  const times = (count: number) => {
    const repeated = new Uint8Array(text.length * count)
    for (let index = 0; index < count; index++) repeated.set(text, index * text.length)
    return Math.min(
      ...Array.from({ length: 3 }, () => {
        const before = process.cpuUsage()
        const reader = new StraceReader({ record: () => undefined })
        reader.push(repeated)
        reader.end()
        const { user, system } = process.cpuUsage(before)
        return user + system
      }),
    )
  }
  const count = Math.ceil(400_000 / Math.max(1, text.length))
  times(count)
  // Below 30 ms, what else the machine does counts more than the text.
  const ratio = times(count * 4) / Math.max(30_000, times(count * 2))
  if (ratio > 3) throw new Error(`twice the text takes ${ratio.toFixed(1)} times as long`)
}
