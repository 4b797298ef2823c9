// Messages over frames, where bytes are missing: frames go on by their lengths, and a message of which a part may be missing is
// never taken for a whole one. Offsets by hand.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from './captured-lines.ts'

/** `message [0, 9) lacks 3 to 4`, or without what it lacks if it is whole; else the beginning of the sentence. */
const toldOf = (text: string, segments: readonly (readonly [number, number])[], framing: string) =>
  linesOf(text, segments, framing).map(({ lane, start, end, complete, missing = [], message = '' }) => {
    const lacks = missing.map((hole) => ` lacks ${hole.start} to ${hole.end}`).join('')
    const left = complete === true || missing.length > 0 ? '' : `: ${message.split('.')[0] ?? ''}`
    return `${lane} [${start}, ${end})${lacks}${left}`
  })

describe('joined messages', () => {
  // A flag whose top bit ends a message, a length, a body.
  const joined = 'joined,last=(1???????) over length:u8,at=1'
  const text = '\0\x03abc\x80\x02de\x80\x03xyz\x80\x01q'

  it('go on if a body lacks bytes: the frame and its message are not whole', () => {
    const segments = [
      [0, 3],
      [4, 17],
    ] as const
    expect(toldOf(text, segments, joined)).toEqual([
      'frame [0, 5) lacks 3 to 4',
      'frame [5, 9)',
      'frame [9, 14)',
      'frame [14, 17)',
      'message [0, 9) lacks 3 to 4',
      'message [9, 14)',
      'message [14, 17)',
    ])
  })

  it('are begun anew only after a frame that ends one, if the beginning of frames was missing', () => {
    const more = `${text}${'\0\x01r\x80\x01s'.repeat(3)}`
    const segments = [
      [0, 6],
      [9, 17],
      [17, 35],
    ] as const
    // From byte 9 on whole frames come. Whether the first of them is a message or ends another is not known.
    expect(toldOf(more, segments, joined).filter((told) => told.startsWith('message'))).toEqual([
      'message [0, 9): Bytes 6 to 9 are not in the log',
      'message [14, 17)',
      'message [17, 23)',
      'message [23, 29)',
      'message [29, 35)',
    ])
  })

  it('of WebSocket say what begins one', () => {
    // A text frame that goes on; a hole; the end of another message; a whole one; a ping.
    const frames = '\x01\x01a\x80\x01b\x80\x01c\x81\x01d\x89\0\x81\x01e'
    const segments = [
      [0, 3],
      [6, frames.length],
    ] as const
    const messages = toldOf(frames, segments, 'joined over websocket').filter((told) =>
      told.startsWith('message'),
    )
    expect(messages.slice(1)).toEqual(['message [9, 12)', 'message [12, 14)', 'message [14, 17)'])
  })
})

describe('messages of a framing over frames', () => {
  const record = (body: string) => `${String.fromCharCode(0, body.length)}${body}`

  it('go on by their own lengths', () => {
    const text = record('\x06abc') + record('def\x01g') + record('\x01h')
    const segments = [
      [0, 4],
      [5, text.length],
    ] as const
    expect(toldOf(text, segments, 'length:u8 over length:u16be').slice(3)).toEqual([
      'message [2, 11) lacks 4 to 5',
      'message [11, 13)',
      'message [15, 17)',
    ])
  })

  it('are looked for after the frame that lacks what says where one ends', () => {
    const text = record('ab\ncd') + record('e\nf\n') + record('g\n')
    const segments = [
      [0, 3],
      [4, text.length],
    ] as const
    expect(
      toldOf(text, segments, 'line over length:u16be').filter((told) => told.startsWith('message')),
    ).toEqual([
      'message [2, 7): Bytes 3 to 4 are not in the log',
      'message [9, 11)',
      'message [11, 13)',
      'message [15, 17)',
    ])
  })

  it('over bodies of HTTP begin with the next body', () => {
    const http = (body: string) => `POST / HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const first = http('a\nb\n')
    const text = first + http('c\n') + http('d\n')
    const lost = first.length - 3
    const messages = toldOf(
      text,
      [
        [0, lost],
        [lost + 1, text.length],
      ],
      'line over http1',
    ).filter((told) => told.startsWith('message'))
    const size = http('c\n').length
    expect(messages).toEqual([
      `message [${first.length + size - 2}, ${first.length + size})`,
      `message [${first.length + 2 * size - 2}, ${first.length + 2 * size})`,
    ])
  })
})

/** The bytes on the wire, and where each message begins and ends on it. */
interface Sent {
  readonly wire: string
  readonly bounds: ReadonlySet<string>
}

const RECORD = 50

const LAYERS: Readonly<Record<string, (bodies: readonly string[]) => Sent>> = {
  'length:u16be over length:u32be,at=1,starts=17': (bodies) => {
    const all = bodies.map((body) => `${String.fromCharCode(body.length >> 8, body.length & 255)}${body}`)
    const stream = all.join('')
    let wire = ''
    for (let at = 0; at < stream.length; at += RECORD) {
      const part = stream.slice(at, at + RECORD)
      wire += `\x17\0\0\0${String.fromCharCode(part.length)}${part}`
    }
    const placeOf = (offset: number) => offset + 5 * (Math.floor(offset / RECORD) + 1)
    const bounds = new Set<string>()
    let at = 0
    for (const message of all) bounds.add(`${placeOf(at)} ${placeOf((at += message.length) - 1) + 1}`)
    return { wire, bounds }
  },
  'joined,last=(1???????) over length:u16be,at=1': (bodies) => {
    let wire = ''
    const bounds = new Set<string>()
    for (const body of bodies) {
      const start = wire.length
      for (let at = 0; at < body.length; at += RECORD) {
        const part = body.slice(at, at + RECORD)
        wire += `${at + RECORD < body.length ? '\0' : '\x80'}\0${String.fromCharCode(part.length)}${part}`
      }
      bounds.add(`${start} ${wire.length}`)
    }
    return { wire, bounds }
  },
}

it.each(Object.keys(LAYERS))('%s: whatever is missing, no part is taken for a whole message', (framing) => {
  const made = LAYERS[framing] as (bodies: readonly string[]) => Sent
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(200), fc.constantFrom('a', 'xyz', 'Hello, ')), {
        minLength: 4,
        maxLength: 30,
      }),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 8, maxLength: 60 }),
      fc.array(fc.nat(59), { minLength: 1, maxLength: 6 }),
      (bodies, sizes, lost) => {
        const { wire, bounds } = made(bodies.map(([size, word]) => word.repeat(size + 1).slice(0, size + 1)))
        const segments: [number, number][] = []
        for (let start = 0, k = 0; start < wire.length; k += 1) {
          const end = Math.min(wire.length, start + (sizes[k % sizes.length] as number))
          if (!lost.includes(k)) segments.push([start, end])
          start = end
        }
        if (segments.length === 0) return
        const has = (start: number, end: number) => {
          let from = start
          for (const [low, high] of segments) if (low <= from && from < high) from = Math.min(end, high)
          return from === end
        }
        for (const { lane, start, end, complete } of linesOf(wire, segments, framing)) {
          if (complete !== true) continue
          expect(has(start, end)).toBe(true)
          if (lane === 'message') expect([...bounds]).toContain(`${start} ${end}`)
        }
      },
    ),
    { seed: 20_261_130, numRuns: 60 },
  )
})
