// A short run of `npm run fuzz` from a fixed seed; fuzz/check-stream.ts states the invariant.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkStream } from '../fuzz/check-stream.ts'
import { hostileBytes, randomFrom, specOf, TARGETS } from '../fuzz/hostile-bytes.ts'
import { createFramer, FrameColumns, parseFraming } from '../src/index.ts'

const SEED = 20_260_103
const CORPUS = new URL('../fuzz/corpus/', import.meta.url)

describe.each(TARGETS)('%s', (target) => {
  test(`holds the invariant on 150 hostile streams from seed ${SEED} and on the corpus`, () => {
    const next = randomFrom(SEED)
    const spec = specOf(target)
    for (let round = 0; round < 150; round++) {
      checkStream(spec, hostileBytes(spec, next), round % 2 === 0 ? 'client' : 'server', next)
    }
    for (const file of readdirSync(CORPUS))
      checkStream(spec, readFileSync(new URL(file, CORPUS)), 'client', next)
  })
})

test.each([
  ['length:u64be', 'ffffffffffffffff', 'FRAME_TOO_LONG', 2n ** 64n + 7n],
  ['length:i64be', '8000000000000000', 'LENGTH_NEGATIVE', -(2n ** 63n)],
  ['length:u32be', 'ffffffff', 'FRAME_TOO_LONG', 2 ** 32 + 3],
])('%s names the value %s exactly', (text, bytes, code, value) => {
  const framer = createFramer(specOf(text))
  framer.intervals(Buffer.from(bytes, 'hex'), new FrameColumns())
  expect(framer.error).toMatchObject({ code, value, offset: 0 })
})

test('a million levels of JSON end in an error, in bounded memory and time', () => {
  const framer = createFramer(specOf('json'))
  framer.bodies(new Uint8Array(1_000_000).fill(0x5b), () => undefined)
  expect(framer.error?.code).toBe('NESTING_TOO_DEEP')
})

test('a header that announces 16 MiB costs memory only as the bytes come', () => {
  const framer = createFramer(specOf('length:u32be'))
  framer.intervals(Buffer.from('00fffff8', 'hex'), new FrameColumns())
  expect(framer.position).toEqual({ offset: 4, frameStart: 0, held: 4, needed: 0xfffffc })

  const before = process.memoryUsage().arrayBuffers
  const readers = Array.from({ length: 20 }, () => createFramer(specOf('length:u32be')))
  const bodies: Uint8Array[] = []
  for (const each of readers) {
    each.bodies(Buffer.from('00fffff861', 'hex'), (body) => bodies.push(body))
    expect(each.position.held).toBe(5)
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 21)
  const [first] = readers
  for (let left = 0xfffff7; left > 0; left -= 50_000)
    first?.bodies(new Uint8Array(Math.min(left, 50_000)).fill(0x62), (body) => bodies.push(body))
  expect(bodies.map((body) => [body.length, body[0], body[1], body.at(-1)])).toEqual([
    [0xfffff8, 0x61, 0x62, 0x62],
  ])
})

test('bodies cannot begin in the middle of a frame that intervals began', () => {
  const framer = createFramer(specOf('length:u8'))
  framer.intervals(Buffer.from('0561', 'hex'), new FrameColumns())
  expect(() => framer.bodies(Buffer.from('62'), () => undefined)).toThrow('keeps no bytes')
})

test('every text that names a target is its own canonical text', () => {
  for (const target of TARGETS) expect(parseFraming(target).ok).toBe(true)
})
