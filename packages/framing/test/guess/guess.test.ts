// Guesses against streams whose messages are known from elsewhere: what tshark found in real programs' bytes, what the
// generator wrote, and bytes that hold no messages at all.
import { createCipheriv } from 'node:crypto'
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { guessFraming, guessSentence, type Heard, parseFraming, rawBytes } from '../../src/index.ts'
import { hex, latin1 } from '../every-cut.ts'
import { customProtocol, FAMILIES } from './custom-protocols.ts'
import { DRAWN_NAMES, drawnProtocol } from './drawn-protocols.ts'
import { otherProtocol, SHAPE_NAMES } from './more-protocols.ts'
import { randomOf } from './random.ts'
import { endsUnder } from './ends-under.ts'

const guessOf = (bytes: Uint8Array | string) =>
  guessFraming([rawBytes(typeof bytes === 'string' ? latin1(bytes) : bytes, true)])

/** These seeds were not looked at while the guessing was written. */
const HELD_OUT = 50_000

interface MadeUp {
  readonly bytes: Uint8Array
  /** Where its writer ended each message. */
  readonly ends: readonly number[]
  readonly says: string
}

/** The share of streams that are not framed as their writer framed them, and which those are. */
const missedOf = <Name>(
  names: readonly Name[],
  seeds: number,
  make: (name: Name, seed: number) => MadeUp,
  heardOf = ({ bytes }: MadeUp): Heard => rawBytes(bytes, true),
): { readonly share: number; readonly list: string } => {
  const missed: string[] = []
  for (const name of names)
    for (let seed = HELD_OUT; seed < HELD_OUT + seeds; seed += 1) {
      const stream = make(name, seed)
      const { best } = guessFraming([heardOf(stream)])
      if (best === undefined || String(endsUnder(best.spec, stream.bytes)) !== String(stream.ends))
        missed.push(`${String(name)} ${seed} (${stream.says}): ${best?.framing ?? 'nothing'}`)
    }
  return { share: missed.length / (names.length * seeds), list: missed.join('\n') }
}

describe('made-up protocols', () => {
  test('at least 95 of 100 are framed as their writer framed them, at rank 1', () => {
    const { share, list } = missedOf(FAMILIES, 25, (family, seed) => customProtocol(family, seed))
    expect(share, list).toBeLessThanOrEqual(0.05)
  }, 180_000)

  test('so are at least 95 of 100 of shapes that were drawn up by somebody else', () => {
    const { share, list } = missedOf(SHAPE_NAMES, 8, (shape, seed) => otherProtocol(shape, seed))
    expect(share, list).toBeLessThanOrEqual(0.05)
  }, 180_000)

  test('and of what the language itself can say', () => {
    const { share, list } = missedOf(DRAWN_NAMES, 6, (shape, seed) => drawnProtocol(shape, seed))
    expect(share, list).toBeLessThanOrEqual(0.05)
  }, 180_000)

  test('three messages are often enough where each was a send of its own', () => {
    const { share, list } = missedOf(
      DRAWN_NAMES,
      5,
      (shape, seed) => drawnProtocol(shape, seed, 3),
      ({ bytes, ends }) => ({ ...rawBytes(bytes, true), cuts: ends.slice(0, -1), side: 'client' }),
    )
    expect(share, list).toBeLessThanOrEqual(0.3)
  }, 180_000)

  test('sends of bytes that mean nothing are not claimed', () => {
    const random = randomOf(4_711)
    const claimed: string[] = []
    for (let turn = 0; turn < 200; turn += 1) {
      const sends = Array.from({ length: random.pick([3, 4, 5, 8]) }, () => random.bytes(random.whole(4, 90)))
      const ends = sends.map((_, index) =>
        sends.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0),
      )
      const bytes = Uint8Array.from(sends.flatMap((each) => [...each]))
      const { best } = guessFraming([{ ...rawBytes(bytes, true), cuts: ends.slice(0, -1), side: 'client' }])
      if (best !== undefined) claimed.push(`${turn}: ${best.framing}`)
    }
    expect(claimed).toHaveLength(0)
  }, 60_000)

  test('a recording that was cut off is guessed if its lengths are plain, and not if they are odd', () => {
    const texts = Array.from({ length: 40 }, (_, k) => `message ${'abc '.repeat(k % 7)}${k * 91}`)
    const withHeader = (header: (size: number) => string) =>
      latin1(texts.map((each) => header(each.length) + each).join('')).slice(0, -5)
    const plain = withHeader((size) => `\0\0\0${String.fromCharCode(size)}`)
    // A piece of a table of records, each behind its length in one byte and three others: SQLite's cells look so.
    const odd = withHeader((size) => `${String.fromCharCode(size + 3)}\x81\x02\x03`)
    expect(guessOf(plain).best?.framing).toBe('length:u32be')
    expect(guessOf(odd).best).toBeUndefined()
    expect(guessOf(odd).ranked.length).toBeGreaterThan(0)
  })

  test('two messages are no evidence of a length', () => {
    // "hello" and "world", each behind a length of four bytes: any of many rules would cut two pieces.
    expect(guessOf(hex('00000005 68656c6c6f 00000005 776f726c64')).best).toBeUndefined()
  })

  test('both directions may have shapes of their own', () => {
    const client = customProtocol('delimited', 60_003, 40)
    const server = customProtocol('counted', 60_001, 40)
    const heard = (bytes: Uint8Array, side: 'client' | 'server'): Heard => ({
      ...rawBytes(bytes, true),
      side,
    })
    const { best } = guessFraming([heard(client.bytes, 'client'), heard(server.bytes, 'server')])
    if (best === undefined) throw new Error('nothing fits')
    expect(endsUnder(best.spec, client.bytes, 'client')).toEqual(client.ends)
    expect(endsUnder(best.spec, server.bytes, 'server')).toEqual(server.ends)
    expect(parseFraming(best.framing)).toEqual({ ok: true, spec: best.spec })
  })
})

const FOLDER = new URL('../fixtures/', import.meta.url)
interface Side {
  readonly hex: string
  readonly lengths: readonly number[]
}
interface Recording {
  readonly connections: readonly { readonly client: Side; readonly server: Side }[]
}

describe('bytes of real programs, whose messages tshark found', () => {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
  test.each(names)('%s is framed as its preset frames it, or nothing is said', (file) => {
    const { connections } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Recording
    const preset = parseFraming(file.replace('.json', ''))
    if (!preset.ok) throw new Error(preset.error.message)
    for (const connection of connections) {
      const heards = (['client', 'server'] as const)
        .map((side): Heard => ({ ...rawBytes(hex(connection[side].hex), true), side }))
        .filter(({ bytes }) => bytes.length > 0)
      const { best } = guessFraming(heards)
      const messages = connection.client.lengths.length + connection.server.lengths.length
      if (best === undefined) expect(messages).toBeLessThan(8)
      else
        for (const { bytes, side = 'client' } of heards)
          expect(endsUnder(best.spec, bytes, side), best.framing).toEqual(endsUnder(preset.spec, bytes, side))
    }
  })

  test('RTMP is named, after its handshake of zeros', () => {
    // RTMP 1.0, 5.2 and 5.3.1.2: version 3, C1 and C2, then 12 chunks that are whole messages.
    const chunk = (_: unknown, size: number) =>
      `4400000a0000${(20 + size).toString(16)}09${'5a'.repeat(20 + size)}`
    const bytes = hex(`03${'00'.repeat(3072)}${Array.from({ length: 12 }, chunk).join('')}`)
    expect(guessOf(bytes).best).toMatchObject({ framing: 'rtmp', sides: [{ fit: 15, of: 15 }] })
  })

  test('HTTP through which a TLS connection was asked for is HTTP, in both directions', () => {
    // RFC 9110, 9.3.6; the records by RFC 8446, 5.1: 40 and 60 bytes from the client, 80 and 30 from the server.
    const record = (type: number, size: number) =>
      `${type.toString(16)}0303${size.toString(16).padStart(4, '0')}${'a7'.repeat(size)}`
    const text = (of: string) => Buffer.from(of).toString('hex')
    const client = hex(
      text('CONNECT example.test:443 HTTP/1.1\r\nHost: example.test\r\n\r\n') +
        record(0x16, 40) +
        record(0x17, 60),
    )
    const server = hex(text('HTTP/1.1 200 OK\r\n\r\n') + record(0x16, 80) + record(0x17, 30))
    const guesses = guessFraming([
      { ...rawBytes(client, true), side: 'client', cuts: [57, 102] },
      { ...rawBytes(server, true), side: 'server', cuts: [19, 104] },
    ])
    expect(guessSentence(guesses)).toBe('looks like HTTP/1.1: 6 of 6 messages fit in both directions')
  })

  test('HTTP whose answers are pages of many lines is HTTP, and not lines', () => {
    // RFC 9112, 2.1: a status line, fields, an empty line, and a body whose size Content-Length says.
    const page = (k: number) =>
      Array.from(
        { length: 60 + k },
        (_, line) => `<li><a href="file-${line}">file ${line * 7}</a></li>\n`,
      ).join('')
    const answer = (k: number) =>
      `HTTP/1.0 200 OK\r\nServer: SimpleHTTP/0.6\r\nContent-Length: ${page(k).length}\r\n\r\n${page(k)}`
    const talk = (k: number) => [
      { ...rawBytes(latin1(`GET /${k} HTTP/1.1\r\nHost: a.test\r\n\r\n`), true), side: 'client' as const },
      { ...rawBytes(latin1(answer(k)), true), side: 'server' as const },
    ]
    const both = [1, 2, 3].flatMap(talk)
    expect(guessFraming(both).best).toMatchObject({ framing: 'http1', sides: [{ fit: 3 }, { fit: 3 }] })
    // Also the answers alone, as raw bytes.
    expect(guessFraming([rawBytes(latin1([1, 2, 3].map(answer).join('')), true)]).best?.framing).toBe('http1')
    // Lines that are no HTTP stay lines.
    const lines = Array.from({ length: 40 }, (_, k) => `reading ${k * 37} of ${k} done\n`).join('')
    expect(guessFraming([rawBytes(latin1(lines), true)]).best?.framing).toBe('line')
  })

  test('PostgreSQL is named, with its messages counted', () => {
    const { connections } = JSON.parse(readFileSync(new URL('postgres.json', FOLDER), 'utf8')) as Recording
    const [first] = connections
    if (first === undefined) throw new Error('no connection')
    const guesses = guessFraming(
      (['client', 'server'] as const).map((side) => ({ ...rawBytes(hex(first[side].hex), true), side })),
      { port: 5432 },
    )
    // tshark counts 5 and 41; the server's one-byte answer to the request for TLS is a message to the preset.
    expect(guessSentence(guesses)).toBe('looks like PostgreSQL: 47 of 47 messages fit in both directions')
  })
})

describe('bytes without messages', () => {
  test('of random, compressed and encrypted bytes at most one in a hundred is claimed', () => {
    const random = randomOf(77)
    const words = latin1(
      Array.from({ length: 6_000 }, () => random.pick(['get ', 'set ', 'put\n', '12,', '{"a":1}'])).join(''),
    )
    const sources: readonly ((size: number) => Uint8Array)[] = [
      (size) => random.bytes(size),
      (size) => encrypted(random.bytes(32), random.bytes(16), size),
      (size) =>
        new Uint8Array(deflateRawSync(Buffer.from(words.map((byte) => byte ^ random.whole(0, 3))))).subarray(
          9,
          9 + size,
        ),
      (size) =>
        new Uint8Array(
          brotliCompressSync(Buffer.from(words.map((byte) => byte ^ random.whole(0, 1)))),
        ).subarray(0, size),
      (size) => new Uint8Array(gzipSync(Buffer.from(words.subarray(random.whole(0, 999))))).subarray(0, size),
    ]
    const claimed: string[] = []
    let tried = 0
    for (const [index, make] of sources.entries())
      for (let turn = 0; turn < 40; turn += 1) {
        // At 1,000 bytes there is the most room for chance: enough messages, and little that refutes them.
        const bytes = make(random.pick([200, 1_000, 1_000, 4_000, 12_000]))
        const { best } = guessOf(bytes)
        tried += 1
        if (best !== undefined)
          claimed.push(`source ${index}, ${bytes.length} bytes: ${best.framing}, ${best.bits} bits`)
      }
    expect(claimed.length / tried, claimed.join('\n')).toBeLessThanOrEqual(0.01)
  }, 180_000)

  test('of tables, machine code, waveforms and numbers at most one in a hundred is claimed', () => {
    const random = randomOf(99)
    // A program of some 90 MB: code, tables of relocations and of how to unwind the stack, strings, compressed data.
    const program = openSync(process.execPath, 'r')
    const room = fstatSync(program).size
    const wave = (at: number) => 0.5 * Math.sin(at * 0.05) + 0.2 * Math.sin(at * 0.31)
    const sources: readonly (readonly [string, (size: number) => Uint8Array])[] = [
      ['a program', (size) => cutOut(program, random.whole(4_096, room - size), size)],
      ['a program again', (size) => cutOut(program, random.whole(4_096, room - size), size)],
      [
        'sound',
        (size) =>
          bytesOf(
            Int16Array.from({ length: size / 2 }, (_, at) => 20_000 * wave(at + 7_000 * random.next())),
          ),
      ],
      [
        'floats',
        (size) =>
          bytesOf(Float64Array.from({ length: size / 8 }, (_, at) => 50 * wave(at / 5) + random.next())),
      ],
      [
        'small integers',
        (size) => bytesOf(Int32Array.from({ length: size / 4 }, () => 2_000 * random.next() ** 2)),
      ],
      [
        'addresses',
        (size) =>
          bytesOf(Uint32Array.from({ length: size / 4 }, (_, at) => 0x40_1000 + at * 24 + (at % 3) * 8)),
      ],
      [
        'characters of two bytes',
        (size) => bytesOf(Uint16Array.from({ length: size / 2 }, () => 0x4e00 + random.whole(0, 800))),
      ],
    ]
    const claimed: string[] = []
    let tried = 0
    for (const [name, make] of sources)
      for (let turn = 0; turn < 30; turn += 1) {
        const bytes = make(random.pick([1_024, 4_096, 16_384])).slice()
        const { best } = guessOf(bytes.subarray(random.whole(0, 3) * 4))
        tried += 1
        if (best !== undefined)
          claimed.push(`${name}, ${bytes.length} bytes: ${best.framing}, ${best.bits} bits`)
      }
    closeSync(program)
    expect(claimed.length / tried, claimed.join('\n')).toBeLessThanOrEqual(0.01)
  }, 180_000)

  test('the lines of a program text are no messages, and it is said why', () => {
    const source = readFileSync(new URL('../../src/guess/guess.ts', import.meta.url))
    const guesses = guessOf(new Uint8Array(source))
    expect(guesses.best).toBeUndefined()
    expect(guessSentence(guesses)).toMatch(
      /^nothing fits: these bytes look like text whose lines are no messages: \d+ % of its lines are indented$/,
    )
  })

  test.each([
    ['zeros', new Uint8Array(10_000)],
    ['one byte', latin1('x')],
    ['one short message', hex('00 05 68656c6c6f')],
    ['base64 in one line', latin1(Buffer.from(randomOf(5).bytes(3_000)).toString('base64'))],
    [
      'base64 in lines',
      latin1(Buffer.from(randomOf(6).bytes(3_000)).toString('base64').replaceAll(/.{76}/g, '$&\n')),
    ],
    [
      'base64 that begins inside a line',
      latin1(`QUJD\n${'QUJDREVGR0hJSktM'.repeat(40).replaceAll(/.{64}/g, '$&\n')}`),
    ],
    [
      'UTF-16',
      latin1('int main(void) { return 0; }\nint other(int a);\n'.repeat(9).replaceAll(/[^]/g, '$&\0')),
    ],
    ['a sentence', latin1('The quick brown fox jumps over the lazy dog, and then it does so again.')],
  ])('nothing is said of %s', (_, bytes) => {
    expect(guessOf(bytes).best?.framing).toBeUndefined()
  })

  test.each([
    ['a PNG image', '89504e470d0a1a0a 0000000d 49484452 00000010 00000010 08060000001ff3ff61'],
    ['an SQLite database', '53514c69746520666f726d6174203300 1000 01 01 00 40 20 20 00000001 00000002'],
    ['an ELF program', '7f454c46 02010100 0000000000000000 0300 3e00 01000000'],
    ['gzip data', '1f8b0800000000000003 4b4c4a06 00c241243503000000'],
  ])('%s is called by its name, and not framed', (says, bytes) => {
    const guesses = guessOf(hex(bytes))
    expect(guesses.best).toBeUndefined()
    expect(guesses.instead).toBe(says)
  })
})

describe('what looks like a protocol at its beginning only', () => {
  test('paragraphs of names and values are no heads with a length', () => {
    // As Debian's control files have them.
    const paragraph = (k: number) => `Package: lib${k}\nVersion: 1.${k}\nDepends: libc6, lib${k + 1}\n\n`
    const text = Array.from({ length: 20 }, (_, k) => paragraph(k)).join('')
    expect(guessOf(text).best?.framing).not.toMatch(/content-length/)
  })

  test('the declaration that any XML begins with is no XMPP', () => {
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    expect(guessOf(`${declaration}<interface><object id="a">`).best).toBeUndefined()
    expect(guessOf(`${declaration}<interface><object id="a"/></interface>\n`).best?.framing).not.toBe('xmpp')
    // RFC 6120, 4.2: the declaration may come before the stream's header.
    const stream = `${declaration}<stream:stream to="a">${'<iq type="get"/>'.repeat(8)}</stream:stream>`
    expect(guessOf(stream).best?.framing).toBe('xmpp')
  })

  test('tags of a text are no messages between < and >', () => {
    const markup = Array.from({ length: 30 }, (_, k) =>
      `<b></b><i></i><p></p><u></u>`.slice(0, 7 * (1 + (k % 4))),
    ).join('')
    expect(guessOf(markup).best).toBeUndefined()
  })
})

describe('what a person would say too', () => {
  test('small lengths of two bytes are no WebSocket frames that go on, and real frames are', () => {
    const texts = Array.from({ length: 24 }, (_, k) => `${'xyzuvw'.repeat(1 + (k % 9))}${k}`)
    const counted = texts.map((text) => `\0${String.fromCharCode(text.length)}${text}`)
    expect(guessOf(counted.join('')).best?.framing).toBe('length:u16be')
    // RFC 6455, 5.2: FIN and opcode 1, then the length; a server masks nothing (5.1).
    const frames = texts.map((text) => `\x81${String.fromCharCode(text.length)}${text}`)
    expect(guessOf(frames.join('')).best?.framing).toBe('websocket')
  })

  test.each([
    [
      'a log',
      'line',
      Array.from({ length: 30 }, (_, k) => `2026-01-${10 + (k % 9)} INFO took ${k * 7} ms\n`).join(''),
    ],
    ['HTTP', 'http1', 'GET /a HTTP/1.1\r\nHost: b\r\n\r\nGET /c HTTP/1.1\r\nHost: b\r\n\r\n'],
    [
      'netstrings',
      'netstring',
      ['hello', 'a longer one', '', 'ok', 'again', 'x'].map((text) => `${text.length}:${text},`).join(''),
    ],
    [
      'JSON values',
      'json',
      Array.from({ length: 12 }, (_, k) => JSON.stringify({ id: k, say: 'x'.repeat(k) })).join(''),
    ],
    ['Redis', 'redis', '*2\r\n$3\r\nGET\r\n$1\r\na\r\n'.repeat(4) + '*1\r\n$4\r\nPING\r\n'],
  ])('%s', (_, framing, text) => {
    expect(guessOf(text).best?.framing).toBe(framing)
  })

  test('segments that begin with messages speak for a framing, and others against it', () => {
    const { bytes, ends } = customProtocol('counted', 60_007, 12)
    const said = (cuts: readonly number[]) =>
      guessFraming([{ ...rawBytes(bytes, true), cuts, side: 'client' }]).best
    const [with_, without] = [said(ends.slice(0, -1)), said(ends.slice(0, -1).map((end) => end + 1))]
    expect(with_?.speaksFor).toContain('11 of 11 sends or segments begin where a message does')
    expect(without?.speaksAgainst).toContain('only 0 of 11 sends or segments begin where a message does')
    expect(with_?.bits).toBeGreaterThan((without?.bits ?? 0) + 11)
  })
})

const bytesOf = ({ buffer }: { readonly buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(buffer)

const cutOut = (file: number, at: number, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  readSync(file, bytes, 0, size, at)
  return bytes
}

const encrypted = (key: Uint8Array, counter: Uint8Array, size: number): Uint8Array => {
  const cipher = createCipheriv('aes-256-ctr', key, counter)
  return new Uint8Array(Buffer.concat([cipher.update(new Uint8Array(size)), cipher.final()]))
}
