// Protocols drawn from what the framing language can say: every type of length at any place, counting whatever it likes,
// and every other kind, with bodies from tiny to long. They are written without any of the framing package.
import type { Custom } from './custom-protocols.ts'
import { randomOf, type Random } from './random.ts'

type Message = readonly number[]

const ascii = (of: string): number[] => Array.from(of, (char) => char.charCodeAt(0))
const utf8 = (of: string): number[] => Array.from(new TextEncoder().encode(of))

const TOPICS = [
  'order',
  'trade',
  'quote',
  'status',
  'position',
  'login',
  'heartbeat',
  'cancel',
  'book',
  'fill',
]
const NAMES = ['anna', 'bob', 'köln', 'eur', 'usd', 'room-7', 'host.local', '/var/log', 'x', 'unit']

const phrase = (random: Random, most: number): string =>
  Array.from({ length: random.whole(1, Math.max(1, most)) }, () =>
    random.chance(0.3) ? String(random.whole(0, 9_999)) : random.pick([...TOPICS, ...NAMES]),
  ).join(random.pick([' ', '_', '/']))

const document = (random: Random): string =>
  JSON.stringify({
    type: random.pick(TOPICS),
    ...(random.chance(0.7) && { id: random.whole(1, 99_999) }),
    ...(random.chance(0.5) && {
      who: random.pick(NAMES),
      tags: Array.from({ length: random.whole(0, 3) }, () => random.pick(NAMES)),
    }),
    ...(random.chance(0.3) && { at: { x: random.whole(0, 99) / 10, y: null } }),
  })

/** What messages are made of, each with its own habit. */
const bodies = (random: Random): (() => number[]) => {
  const long = random.pick([30, 120, 500, 2_000])
  const sizes = random.pick<() => number>([
    // Mostly tiny, now and then long.
    () => (random.chance(0.85) ? random.whole(0, 8) : random.whole(8, long)),
    () => random.whole(1, long),
    () => Math.floor(long * random.next() ** 3),
    // A few types of message, each of one size.
    () => random.pick([2, 6, 18, 40]),
  ])
  return random.pick<() => number[]>([
    () => utf8(phrase(random, sizes() >> 2)),
    () => [...random.bytes(sizes())],
    () => utf8(document(random)),
    // Fields of four bytes, as a struct has them, then a name.
    () => [
      ...Array.from({ length: 1 + (sizes() >> 4) }, () => [
        0,
        0,
        random.whole(0, 3),
        random.whole(0, 255),
      ]).flat(),
      ...utf8(random.pick(NAMES)),
    ],
    // Floats that change a little.
    () =>
      Array.from({ length: 1 + (sizes() >> 3) }, () => [
        ...new Uint8Array(Float32Array.of(100 + random.next()).buffer),
      ]).flat(),
    // Tagged fields.
    () =>
      Array.from({ length: random.whole(0, 5) }, (_, k) => {
        const value = utf8(random.pick(NAMES))
        return [8 * (k + 1) + 2, value.length, ...value]
      }).flat(),
  ])
}

const number = (value: number, size: number, little: boolean): number[] => {
  const bytes = Array.from({ length: size }, (_, k) => Math.floor(value / 256 ** (size - 1 - k)) % 256)
  return little ? bytes.reverse() : bytes
}

const packed = (value: number, size: number): number[] =>
  (
    String(value)
      .padStart(2 * size, '0')
      .match(/../g) ?? []
  ).map((pair) => Number.parseInt(pair, 16))

/** One field of a header, told from others by its habit. */
const headerPart = (
  random: Random,
): { readonly size: number; readonly make: (index: number) => number[] } => {
  const little = random.chance(0.5)
  const size = random.pick([1, 1, 2, 2, 4])
  const begun = random.whole(1_500_000_000, 1_800_000_000)
  const base = random.whole(0, 200)
  return random.pick([
    { size, make: () => number(random.whole(1, 5), size, little) },
    { size, make: (index: number) => number(index + base, size, little) },
    { size, make: () => number(base, size, little) },
    { size: 4, make: (index: number) => number(begun + index * 2, 4, little) },
    { size: 4, make: () => [...random.bytes(4)] },
  ])
}

const varint = (value: number): number[] => {
  const bytes: number[] = []
  let left = value
  do {
    bytes.push((left & 0x7f) | (left > 127 ? 0x80 : 0))
    left = Math.floor(left / 128)
  } while (left > 0)
  return bytes
}

const WIDTHS = {
  u8: 1,
  u16be: 2,
  u16le: 2,
  u24be: 3,
  u24le: 3,
  u32be: 4,
  u32le: 4,
  u64be: 8,
  u64le: 8,
} as const

/** A header with a length of the given type somewhere in it. */
const counted = (random: Random, count: number, type: keyof typeof WIDTHS): readonly Message[] => {
  const size = WIDTHS[type]
  const little = type.endsWith('le')
  const magic = [...random.bytes(random.pick([0, 0, 0, 1, 2, 4]))]
  const before = Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => headerPart(random))
  const after = Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, () => headerPart(random))
  const trailer = random.pick([0, 0, 0, 1, 2, 4])
  const front = magic.length + before.reduce((sum, part) => sum + part.size, 0)
  const rest = after.reduce((sum, part) => sum + part.size, 0)
  const counts = random.pick(['body', 'rest', 'whole', 'itself and rest', 'body and trailer'] as const)
  const make = bodies(random)
  return Array.from({ length: count }, (_, index) => {
    const room = type === 'u8' ? 250 - front - rest - trailer : 60_000
    const body = make().slice(0, Math.max(0, room))
    const value = {
      body: body.length,
      rest: rest + body.length + trailer,
      whole: front + size + rest + body.length + trailer,
      'itself and rest': size + rest + body.length + trailer,
      'body and trailer': body.length + trailer,
    }[counts]
    const sum = body.reduce((all, byte) => (Math.imul(all, 0x01000193) ^ byte) >>> 0, 0x811c9dc5)
    return [
      ...magic,
      ...before.flatMap((part) => part.make(index)),
      ...number(value, size, little),
      ...after.flatMap((part) => part.make(index)),
      ...body,
      ...number(sum % 256 ** trailer, trailer, little),
    ]
  })
}

const SHAPES = {
  u8: (random, count) => counted(random, count, 'u8'),
  u16be: (random, count) => counted(random, count, 'u16be'),
  u16le: (random, count) => counted(random, count, 'u16le'),
  u24be: (random, count) => counted(random, count, 'u24be'),
  u24le: (random, count) => counted(random, count, 'u24le'),
  u32be: (random, count) => counted(random, count, 'u32be'),
  u32le: (random, count) => counted(random, count, 'u32le'),
  u64be: (random, count) => counted(random, count, 'u64be'),
  u64le: (random, count) => counted(random, count, 'u64le'),

  delimiter: (random, count) => {
    const end = random.pick([
      '\n',
      '\r\n',
      '\0',
      '\x03',
      '\x1e',
      '\x1c\r',
      ';',
      '|',
      '\r',
      '##',
      '~',
      '\n\n',
      '<END>',
      '\x17',
      '!\n',
    ])
    const habit = random.whole(0, 2)
    return Array.from({ length: count }, () => {
      const say = [
        () => `${random.pick(TOPICS)} ${phrase(random, 6)}`,
        () => document(random),
        () => `${random.pick(NAMES)}:${random.whole(0, 500)}`,
      ][habit] as () => string
      return [...utf8(say().replaceAll(end, '')), ...ascii(end)]
    })
  },

  varint: (random, count) => {
    const before = Array.from({ length: random.pick([0, 0, 0, 1, 1]) }, () => headerPart(random))
    const make = bodies(random)
    return Array.from({ length: count }, (_, index) => {
      const body = make()
      return [...before.flatMap((part) => part.make(index)).slice(0, 4), ...varint(body.length), ...body]
    })
  },

  'decimal digits': (random, count) => {
    const size = random.pick([2, 3, 4, 5, 6, 8])
    const magic = random.pick(['', '', 'M', '#', 'LEN='])
    const countsAll = random.chance(0.3)
    const make = bodies(random)
    return Array.from({ length: count }, () => {
      const body = make().slice(0, size === 2 ? 80 : size === 3 ? 900 : 9_000)
      const value = body.length + (countsAll ? magic.length + size : 0)
      return [...ascii(magic + String(value).padStart(size, '0')), ...body]
    })
  },

  'hex digits': (random, count) => {
    const size = random.pick([2, 4, 4, 8])
    const isUpper = random.chance(0.5)
    const make = bodies(random)
    return Array.from({ length: count }, () => {
      const body = make().slice(0, size === 2 ? 255 : 60_000)
      const digits = body.length.toString(16).padStart(size, '0')
      return [...ascii(isUpper ? digits.toUpperCase() : digits), ...body]
    })
  },

  'digits of any width': (random, count) => {
    const [after, end] = random.pick([
      [' ', ''],
      [':', ','],
      [':', ''],
      ['\n', '\n'],
      [';', ''],
      ['\n', ''],
    ] as const)
    const make = bodies(random)
    return Array.from({ length: count }, () => {
      const body = make()
      return [...ascii(`${body.length}${after}`), ...body, ...ascii(end)]
    })
  },

  'packed digits': (random, count) => {
    const make = bodies(random)
    return Array.from({ length: count }, () => {
      const body = make().slice(0, 9_000)
      return [...packed(body.length, 2), ...body]
    })
  },

  records: (random, count) => {
    const parts = Array.from({ length: random.whole(2, 6) }, () => headerPart(random))
    const magic = [0xa0 + random.whole(0, 15), ...random.bytes(random.pick([0, 1, 3]))]
    return Array.from({ length: Math.max(count, 12) }, (_, index) => [
      ...magic,
      ...number(index, 2, true),
      ...parts.flatMap((part) => part.make(index)),
    ])
  },

  'JSON lines': (random, count) => Array.from({ length: count }, () => utf8(`${document(random)}\n`)),
  'JSON values in a row': (random, count) => Array.from({ length: count }, () => utf8(document(random))),

  'a line, then a body': (random, count) => {
    const make = bodies(random)
    return Array.from({ length: count }, () => {
      const body = make()
      return [...ascii(`Content-Length: ${body.length}\r\n\r\n`), ...body]
    })
  },
} as const satisfies Record<string, (random: Random, count: number) => readonly Message[]>

export const DRAWN_NAMES = Object.keys(SHAPES) as (keyof typeof SHAPES)[]

/** One stream of a shape; `messages`, or as many as the seed says, eight at least. */
export const drawnProtocol = (shape: keyof typeof SHAPES, seed: number, messages?: number): Custom => {
  const random: Random = randomOf(seed * 9_999_991 + DRAWN_NAMES.indexOf(shape) * 49_979_687 + 5)
  const count = messages ?? random.pick([8, 9, 12, 16, 30, 60, 200])
  const made = SHAPES[shape](random, count)
  let end = 0
  const ends = made.map((message) => (end += message.length))
  return { says: `${shape}, ${made.length} messages`, bytes: Uint8Array.from(made.flat()), ends }
}
