// Framing goes over holes: by the length of the cut frame, or to a place where frames fit. It never takes part of a frame
// for a whole one, and never begins a frame where none begins.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameStream, messageLines, Session } from '../src/index.ts'
import { linesOf, spec } from './captured-lines.ts'

const sized = (body: string): string =>
  `${String.fromCharCode(0, 0, body.length >> 8, body.length & 255)}${body}`
const whole = (start: number, end: number) => ({ start, end, complete: true })

describe('a hole', () => {
  it('inside a frame whose header is there: the frame lacks bytes, and the next ones are whole', () => {
    const text = sized('a'.repeat(96)) + sized('b'.repeat(46)) + sized('c'.repeat(6))
    expect(
      linesOf(
        text,
        [
          [0, 40],
          [60, 160],
        ],
        'length:u32be',
      ),
    ).toMatchObject([
      {
        start: 0,
        end: 100,
        complete: false,
        missing: [{ start: 40, end: 60 }],
        message: "20 of the frame's 100 bytes are not in the log: 40 to 60.",
      },
      whole(100, 150),
      whole(150, 160),
    ])
  })

  it('that ends where a frame does', () => {
    const text = sized('a'.repeat(96)) + sized('b'.repeat(46))
    expect(
      linesOf(
        text,
        [
          [0, 40],
          [100, 150],
        ],
        'length:u32be',
      ),
    ).toMatchObject([
      { start: 0, end: 100, complete: false, missing: [{ start: 40, end: 100 }] },
      whole(100, 150),
    ])
  })

  it('from inside a frame to inside another: the first ends where its header says, the second is left out', () => {
    const text = [sized('a'.repeat(96)), ...Array.from('bcdef', (letter) => sized(letter.repeat(46)))].join(
      '',
    )
    expect(
      linesOf(
        text,
        [
          [0, 40],
          [120, text.length],
        ],
        'length:u32be',
      ),
    ).toMatchObject([
      { start: 0, end: 100, complete: false, missing: [{ start: 40, end: 100 }] },
      {
        start: 100,
        end: 200,
        complete: false,
        message:
          'Bytes 40 to 120 are not in the log. Framing goes on at byte 200: 3 frames in a row fit there.',
      },
      whole(200, 250),
      whole(250, 300),
      whole(300, 350),
    ])
  })

  it('among lines: framing goes on after the next line end', () => {
    expect(
      linesOf(
        'one\ntwo\nthree\nfour\n',
        [
          [0, 5],
          [10, 19],
        ],
        'line',
      ),
    ).toMatchObject([
      whole(0, 4),
      {
        start: 4,
        end: 14,
        complete: false,
        message: 'Bytes 5 to 10 are not in the log. Framing goes on at byte 14: a frame ends before it.',
      },
      whole(14, 19),
    ])
  })

  it('after which anything would fit: the rest is left unframed', () => {
    const text = `\0\x05hello${'\x01\x10abcdefghijklmnopqrstuvwxyz0123456789'.repeat(9)}`
    expect(
      linesOf(
        text,
        [
          [0, 7],
          [60, text.length],
        ],
        'length:u16be',
      ),
    ).toMatchObject([
      whole(0, 7),
      {
        start: 7,
        end: text.length,
        complete: false,
        message:
          'Bytes 7 to 60 are not in the log, and no byte after them shows where a frame begins, so they are left unframed.',
      },
    ])
  })

  it('at the end, proved by the FIN', () => {
    const text = sized('a'.repeat(96))
    expect(linesOf(text, [[0, 40]], 'length:u32be')).toMatchObject([
      { start: 0, end: 40, complete: false },
      {
        start: 40,
        end: 100,
        missing: [{ start: 40, end: 100 }],
        message: "Bytes 40 to 100 are missing at the end: the FIN's sequence number comes after them.",
      },
    ])
  })
})

it('a recorded capture that lacks its end says so: expected from tshark, tcp.seq and tcp.ack of the FIN', () => {
  const session = new Session()
  session.push(readFileSync(new URL('fixtures/holes/tail-hole.pcap', import.meta.url)))
  session.end()
  const stream = session.streams.find(({ name }) => name === '127.0.0.1:7304>127.0.0.1:52840')
  if (!stream) throw new Error('no stream')
  expect([...messageLines(session, frameStream(stream, spec('postgres')))].at(-1)).toMatchObject({
    start: 57_759,
    end: 61_346,
    error: 'BYTES_MISSING',
  })
})

/** Frames of known bounds; bodies are letters, so that no header is in them by chance. */
const FRAMINGS: Readonly<Record<string, (body: string) => string>> = {
  'length:u32be': sized,
  'length:u32le': (body) => `${String.fromCharCode(body.length & 255, body.length >> 8, 0, 0)}${body}`,
  netstring: (body) => `${body.length}:${body},`,
  tls: (body) => `\x17\x03\x03${String.fromCharCode(body.length >> 8, body.length & 255)}${body}`,
  line: (body) => `${body}\n`,
  http1: (body) => `POST / HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
}

it.each(Object.keys(FRAMINGS))('%s: whatever is missing, no part is taken for a whole frame', (framing) => {
  const made = FRAMINGS[framing] as (body: string) => string
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(400), fc.constantFrom('a', 'xyz', 'Hello, ')), {
        minLength: 4,
        maxLength: 40,
      }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 8, maxLength: 60 }),
      fc.array(fc.nat(59), { minLength: 1, maxLength: 6 }),
      (bodies, sizes, lost) => {
        const frames = bodies.map(([size, word]) => made(word.repeat(size).slice(0, size + 1)))
        const text = frames.join('')
        const bounds = new Set<string>()
        let at = 0
        for (const frame of frames) bounds.add(`${at} ${(at += frame.length)}`)
        const segments: [number, number][] = []
        for (let start = 0, k = 0; start < text.length; k += 1) {
          const end = Math.min(text.length, start + (sizes[k % sizes.length] as number))
          if (!lost.includes(k)) segments.push([start, end])
          start = end
        }
        const has = (start: number, end: number) => {
          let from = start
          for (const [low, high] of segments) if (low <= from && from < high) from = Math.min(end, high)
          return from === end
        }
        if (segments.length === 0) return
        for (const { start, end, complete, missing } of linesOf(text, segments, framing)) {
          if (complete === true)
            expect([bounds.has(`${start} ${end}`), has(start, end)]).toEqual([true, true])
          else if (missing && end <= text.length && start < (segments.at(-1)?.[1] ?? 0))
            expect(bounds.has(`${start} ${end}`)).toBe(true)
        }
      },
    ),
    { seed: 20_261_130, numRuns: 60 },
  )
})

describe('a capture that began in mid-connection', () => {
  const cut = 'a'.repeat(30)
  const text = cut + Array.from('bcde', (letter) => sized(letter.repeat(46))).join('')

  it('begins at the first place where frames fit, and says what lies before it', () => {
    expect(
      linesOf(
        text,
        [
          [0, 100],
          [100, 230],
        ],
        'length:u32be',
        false,
      ),
    ).toMatchObject([
      {
        start: 0,
        end: 80,
        complete: false,
        message: 'The capture began inside a frame. Framing begins at byte 80: 3 frames in a row fit there.',
      },
      whole(80, 130),
      whole(130, 180),
      whole(180, 230),
    ])
  })

  it('is framed from its first byte if frames fit there, without the prefaces of a connection', () => {
    // Query, then Terminate (PostgreSQL 17, 53.7).
    const query = 'Q\0\0\0\x0dSELECT 1\0X\0\0\0\x04'
    expect(linesOf(query, [[0, query.length]], 'postgres', false)).toMatchObject([
      whole(0, 14),
      whole(14, 19),
    ])
  })

  it('of which nothing fits keeps the error of its first frame', () => {
    expect(linesOf('x'.repeat(90), [[0, 90]], 'length:u32be', false)).toMatchObject([
      { start: 0, end: 90, complete: false },
    ])
  })
})
