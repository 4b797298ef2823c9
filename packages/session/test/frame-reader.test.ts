// Framing while reading, in bounded memory, gives exactly what framing the whole session gives.
import { readFileSync, readdirSync } from 'node:fs'
import { parseFraming } from '@unstick/framing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameReader, frameStream, messageLines, Session } from '../src/index.ts'
import { lateReader, logOf } from './log-of.ts'

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const whole = (file: Uint8Array, framing: string) => {
  const session = new Session()
  session.push(file)
  session.end()
  return session.streams.flatMap((stream) => [...messageLines(session, frameStream(stream, spec(framing)))])
}

const reading = (file: Uint8Array, framing: string, cuts: readonly number[]) => {
  const reader = new FrameReader(spec(framing), {
    window: 100,
    readBack: (target, place) => target.set(file.subarray(place, place + target.length)),
  })
  const lines = []
  let from = 0
  for (const cut of [...cuts, file.length]) {
    lines.push(...reader.push(file.subarray(from, cut)))
    from = cut
  }
  return [...lines, ...reader.end()]
}

const inOrder = <Line extends { stream: string; index: number }>(lines: readonly Line[]) =>
  lines.toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.index - b.index))

const folder = new URL('fixtures/', import.meta.url)
const captures = readdirSync(folder).filter((name) => name.endsWith('.pcap'))

describe('FrameReader', () => {
  it.each(captures)(
    '%s, cut anywhere, gives the lines of the whole session',
    (name) => {
      const file = readFileSync(new URL(name, folder))
      for (const framing of ['fixed:3', 'delimiter:d', 'struct:!I']) {
        const expected = inOrder(whole(file, framing))
        fc.assert(
          fc.property(fc.array(fc.nat(file.length), { maxLength: 8 }), (cuts) => {
            const lines = reading(
              file,
              framing,
              cuts.toSorted((a, b) => a - b),
            )
            expect(inOrder(lines)).toEqual(expected)
          }),
          { seed: 20_261_122, numRuns: 40 },
        )
      }
      // A guard against hanging: the largest capture takes several seconds on a quiet machine.
    },
    120_000,
  )

  it('frames streams with calls at the end, when it is certain which bytes the reader got', () => {
    const file = logOf(lateReader('\0\0\0\x05hello', '\0\0\0\x05world'))
    expect(reading(file, 'struct:!I', [])).toEqual(whole(file, 'struct:!I'))
  })

  // By hand, in make.py: "before", ten bytes that were never captured, "behind" and "end", which is 25.
  it.each([
    [
      'goes on after a hole where a size says a frame begins',
      Infinity,
      [
        [6, 18, 'BYTES_MISSING'],
        [18, 21, undefined],
        [21, 24, undefined],
        [24, 25, 'END_INSIDE_FRAME'],
      ],
    ],
    [
      'says so if the bytes after a hole are no longer available',
      50,
      [
        [6, 24, 'BYTES_MISSING'],
        [24, 25, 'BYTES_MISSING'],
      ],
    ],
  ])('%s', (_, size, expected) => {
    const file = readFileSync(new URL('gap.pcap', folder))
    const reader = new FrameReader(spec('fixed:3'), { window: 100 })
    const lines = []
    for (let at = 0; at < file.length; at += size) lines.push(...reader.push(file.subarray(at, at + size)))
    lines.push(...reader.end())
    expect(lines.map(({ start, end, error }) => [start, end, error])).toEqual([
      [0, 3, undefined],
      [3, 6, undefined],
      ...expected,
    ])
  })
})
