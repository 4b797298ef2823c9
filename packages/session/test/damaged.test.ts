// 10,000 damaged captures and sessions: nothing is thrown, everything before the damage is unchanged, and if reading
// stopped, a sentence says where.
import { readFileSync, readdirSync } from 'node:fs'
import { parseFraming } from '@unstick/framing'
import { describe, expect, it } from 'vitest'
import { findFindings, frameStream, Session, type Stream, SummaryReader } from '../src/index.ts'
import { damage, randomFrom } from './damage.ts'
import { lateReader, logOf } from './log-of.ts'

const SEED = Number(process.env.DAMAGE_SEED ?? 20_261_123)
const RUNS = 10_000

const framings = [
  'none',
  'struct:!I',
  'delimiter:\\n',
  'fixed:3',
  'varint',
  'json',
  'http1',
  'websocket',
].map((text) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
})

const folders = [
  new URL('fixtures/', import.meta.url),
  new URL('../../pcapng/test/fixtures/', import.meta.url),
]
const files: readonly Uint8Array[] = [
  ...folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.pcap(ng)?$/.test(name))
      .map((name) => readFileSync(new URL(name, folder))),
  ),
  logOf(lateReader('\0\0\0\x05hello', '\0\0\0\x05world'), 'struct:!I'),
]

const lanesOf = (stream: Stream) => [stream.send, stream.segment, stream.recv]

/** Every TCP interval, by stream and lane, as text. */
const intervals = (session: Session): string[] =>
  session.streams
    .filter(({ transport }) => transport === 'tcp')
    .flatMap((stream) =>
      lanesOf(stream).flatMap((lane) =>
        Array.from({ length: lane.count }, (_, i) =>
          [stream.name, lane.kind, lane.starts[i], lane.ends[i], lane.times[i]].join(' '),
        ),
      ),
    )

const readSound = (bytes: Uint8Array): Session => {
  const session = new Session()
  session.push(bytes)
  return session
}

describe(`10,000 damaged captures (DAMAGE_SEED=${SEED})`, () => {
  it('throw nothing, keep everything before the damage, and say where they are damaged', () => {
    for (let run = 0; run < RUNS; run += 1) {
      const random = randomFrom(SEED + run)
      const file = files[run % files.length] ?? new Uint8Array(0)
      const { bytes, begin } = damage(file, random)
      const spec = framings[Math.floor(random() * framings.length)]
      const reader = new SummaryReader({ window: 1 + Math.floor(random() * bytes.length) }, spec)
      const piece = 1 + Math.floor(random() * bytes.length)
      for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece))
      const counts = reader.end()

      const whole = new Session()
      whole.push(bytes)
      whole.end()
      for (const stream of whole.streams) findFindings(stream, frameStream(stream, spec ?? { kind: 'none' }))

      const about = `run ${run}, DAMAGE_SEED=${SEED}`
      const sound = readSound(file.subarray(0, begin))
      const kept = new Set(intervals(whole))
      expect(
        intervals(sound).filter((each) => !kept.has(each)),
        about,
      ).toEqual([])
      expect(whole.length, about).toBeGreaterThanOrEqual(sound.length)
      expect(counts.streams, about).toBe(whole.streams.length)
      for (const { problem, length } of [whole, reader.session]) {
        if (!problem) expect(length, about).toBe(bytes.length)
        else if (length > 0) {
          expect(problem.offset, about).toBe(length)
          expect(problem.message, about).toMatch(/ byte \d+\b/)
        }
      }
      const held = whole.streams.reduce(
        (sum, stream) => sum + lanesOf(stream).reduce((n, { count }) => n + count, 0),
        0,
      )
      // A segment may fill several holes and reach beyond them; no packet makes more intervals than that.
      expect(held, about).toBeLessThanOrEqual(whole.blocks.packets * 4)
    }
  }, 300_000)
})
