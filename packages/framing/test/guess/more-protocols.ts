// More protocols that nobody has, of other shapes than `custom-protocols.ts` draws: as devices, games, brokers and
// home-grown servers have them. They are written without any of the framing package, too.
import type { Custom } from './custom-protocols.ts'
import { randomOf, type Random } from './random.ts'

type Maker = (random: Random, count: number) => readonly (readonly number[])[]

const ascii = (of: string): number[] => Array.from(of, (char) => char.charCodeAt(0))

const big = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, k) => Math.floor(value / 256 ** (size - 1 - k)) % 256)
const little = (value: number, size: number): number[] => big(value, size).reverse()

const float = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)]

const NAMES = ['pump', 'valve', 'door', 'lamp', 'gate', 'motor', 'tank', 'fan'] as const
const VERBS = ['OPEN', 'CLOSE', 'READ', 'WRITE', 'STATE', 'ALARM', 'HELLO', 'BYE'] as const

const sentence = (random: Random, most: number): string =>
  Array.from({ length: random.whole(1, most) }, () =>
    random.pick([...NAMES, 'is', 'at', '17', '0.5', 'on']),
  ).join(' ')

/** Bodies as programs have them: mostly short, sometimes long, a few kinds of structures mixed. */
const payload = (random: Random): (() => number[]) => {
  const longest = random.pick([12, 40, 150, 600])
  return random.pick([
    () => ascii(sentence(random, Math.max(2, longest >> 2))),
    () => [...random.bytes(random.chance(0.8) ? random.whole(0, 12) : random.whole(0, longest))],
    () =>
      Array.from({ length: random.whole(1, 1 + (longest >> 3)) }, () => float(random.next() * 100)).flat(),
    () =>
      ascii(
        `<${random.pick(NAMES)} on="${random.whole(0, 1)}">${sentence(random, 6)}</${'x'.repeat(random.whole(1, 9))}>`,
      ),
    () => {
      const name = random.pick(NAMES)
      return [
        0x0a,
        name.length,
        ...ascii(name),
        0x10,
        random.whole(0, 127),
        0x18,
        random.whole(128, 255),
        random.whole(1, 90),
      ]
    },
    () => (random.chance(0.6) ? [] : [...big(random.whole(0, 9), 4), ...ascii(random.pick(NAMES))]),
  ])
}

/** A checksum of two bytes, so that the last ones look random (CRC-16/MODBUS). */
const crc = (bytes: readonly number[]): number => {
  let sum = 0xffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >> 1) ^ 0xa001 : sum >> 1
  }
  return sum
}

const each = (count: number, make: (index: number) => readonly number[]) =>
  Array.from({ length: count }, (_, index) => make(index))

const SHAPES = {
  /** Type, length, value, where a few types come again and again. */
  'type, length, value': (random, count) => {
    const size = random.pick([1, 2, 2, 4])
    const order = random.pick([big, little])
    const wide = random.pick([1, 2])
    const body = payload(random)
    return each(count, () => {
      const value = body().slice(0, size === 1 ? 255 : 9_000)
      return [...order(random.pick([1, 2, 3, 7, 0x21]), wide), ...order(value.length, size), ...value]
    })
  },

  /** A struct in front, as C programs send it: version, flags, length far behind, time stamp. */
  'a long header': (random, count) => {
    const order = random.pick([big, little])
    const front = random.pick([4, 8, 12, 16])
    const size = random.pick([2, 4])
    const countsAll = random.chance(0.4)
    const body = payload(random)
    const begun = random.whole(1_600_000_000, 1_700_000_000)
    return each(count, (index) => {
      const head = [
        ...order(0x0201, 2),
        ...order(random.pick([1, 4]), 2),
        ...order(begun + index * 3, 4),
        ...order(index, 4),
        0,
        0,
        0,
        0,
      ]
      const inside = body()
      const length = inside.length + (countsAll ? front + size + 4 : 0)
      return [...head.slice(0, front), ...order(length, size), ...order(random.whole(0, 2), 4), ...inside]
    })
  },

  /** STX, length, body, checksum, ETX, as serial devices have it. */
  'between STX and ETX': (random, count) => {
    const size = random.pick([1, 2])
    const body = payload(random)
    return each(count, () => {
      const inside = body().slice(0, 240)
      return [0x02, ...big(inside.length, size), ...inside, ...little(crc(inside), 2), 0x03]
    })
  },

  /** A mark, a length that counts what follows but not the checksum. */
  'mark, length, checksum': (random, count) => {
    const mark = [...random.bytes(random.pick([2, 3, 4]))]
    const body = payload(random)
    return each(count, (index) => {
      const inside = [index & 0xff, ...body()]
      return [
        ...mark,
        ...little(inside.length, 2),
        ...inside,
        ...big(crc(inside), 2),
        ...big(0, random.pick([0, 0])),
      ]
    })
  },

  /** Mostly empty messages to keep a connection, and now and then a long one. */
  'mostly heartbeats': (random, count) => {
    const order = random.pick([big, little])
    const body = payload(random)
    return each(count, (index) => {
      const inside = index % 5 === 2 ? [...body(), ...ascii(random.pick(NAMES))] : []
      return [...order(inside.length, 4), inside.length === 0 ? 9 : 1, ...inside]
    })
  },

  /** Everything after the length is encrypted or compressed. */
  'a length before encrypted bytes': (random, count) => {
    const size = random.pick([2, 4])
    const order = random.pick([big, little])
    return each(count, () => {
      const inside = random.bytes(random.whole(16, 400))
      return [...order(inside.length, size), ...inside]
    })
  },

  /** One letter, then a length that counts itself, as PostgreSQL's. */
  'a letter, then a length with itself': (random, count) => {
    const size = random.pick([2, 4])
    const body = payload(random)
    return each(count, () => {
      const inside = body()
      return [random.pick(ascii('QRSTC')), ...big(inside.length + size, size), ...inside]
    })
  },

  /** Digits behind a word. */
  'digits behind a mark': (random, count) => {
    const mark = random.pick(['MSG', '#', 'L', '$$'])
    const wide = random.pick([4, 4, 6, 8])
    const body = payload(random)
    const radix = random.pick([10, 16])
    return each(count, () => {
      const inside = body()
      return [...ascii(mark + inside.length.toString(radix).padStart(wide, '0')), ...inside]
    })
  },

  /** Words and values, ended by a character. */
  'words and values': (random, count) => {
    const end = random.pick(['\n', '\r\n', ';', '\0', '\x1e', '#', '\r'])
    const between = random.pick([',', '|', ' ', '\t'])
    return each(count, (index) =>
      ascii(
        Array.from(
          { length: random.whole(1, 7) },
          () => `${random.pick(NAMES)}=${random.whole(0, 999)}`,
        ).join(between) +
          (random.chance(0.5) ? `${between}n=${index}` : '') +
          end,
      ),
    )
  },

  /** Sentences of instruments: `$GPGGA,…*5C`. */
  'sentences of instruments': (random, count) =>
    each(count, () => {
      const inside = `${random.pick(['GPGGA', 'GPRMC', 'IIVHW'])},${random.whole(100_000, 235_959)},${random.next().toFixed(random.whole(1, 4))},N`
      const sum = ascii(inside).reduce((all, byte) => all ^ byte, 0)
      return ascii(`$${inside}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`)
    }),

  /** One JSON value a line, or XML ended by NUL. */
  documents: (random, count) => {
    const end = random.pick(['\n', '\r\n', '\0'])
    const isXml = end === '\0' && random.chance(0.5)
    return each(count, (index) =>
      ascii(
        (isXml
          ? `<event id="${index}"><name>${random.pick(NAMES)}</name>${'<v/>'.repeat(random.whole(0, 4))}</event>`
          : JSON.stringify({
              event: random.pick(NAMES),
              at: random.whole(1, 99_999),
              values: Array.from({ length: random.whole(0, 6) }, () => random.whole(0, 9)),
            })) + end,
      ),
    )
  },

  /** Commands and answers of a line each. */
  'commands in lines': (random, count) =>
    each(count, () =>
      ascii(
        `${random.pick(VERBS)} ${random.pick(NAMES)}${random.chance(0.4) ? ` ${random.whole(0, 99)}` : ''}\r\n`,
      ),
    ),

  /** Records of one size: a mark, a counter, a time, measured values. */
  'records of one size': (random, count) => {
    const values = random.whole(1, 6)
    const order = random.pick([big, little])
    const begun = random.whole(1_600_000_000, 1_700_000_000)
    return each(Math.max(12, count), (index) => [
      0xaa,
      0x55,
      ...order(index, 2),
      ...order(begun + index, 4),
      ...Array.from({ length: values }, () => float(20 + random.next())).flat(),
    ])
  },

  /** A type, then a length of seven bits a byte (LEB128). */
  'type, then a varint': (random, count) => {
    const types = random.pick([0, 1, 1])
    const body = payload(random)
    return each(count, () => {
      const inside = body()
      const length = inside.length < 128 ? [inside.length] : [(inside.length & 127) | 128, inside.length >> 7]
      return [...big(random.pick([1, 2, 4]), types), ...length, ...inside]
    })
  },

  /** Frames stuffed as PPP in HDLC-like framing has them (RFC 1662, 4): a flag at both ends. */
  'flags at both ends': (random, count) => {
    const body = payload(random)
    return each(count, () => {
      const inside = [0x01, ...body(), random.whole(0, 255)].flatMap((byte) =>
        byte === 0x7e || byte === 0x7d ? [0x7d, byte ^ 0x20] : [byte],
      )
      return [0x7e, ...inside, 0x7e]
    })
  },

  /** Bytes stuffed so that none is zero, which ends a message (Cheshire and Baker, COBS). */
  'stuffed bytes': (random, count) => {
    const body = payload(random)
    return each(count, (index) => {
      const inside = [index & 0xff, ...body(), 0, random.whole(0, 255)].slice(0, 200)
      const blocks: number[] = []
      let block: number[] = []
      for (const byte of [...inside, 0]) {
        if (byte === 0) {
          blocks.push(block.length + 1, ...block)
          block = []
        } else block.push(byte)
      }
      return [...blocks, 0]
    })
  },

  /** The magic of a file in front of every message, as people choose it: Java's classes, ZIP, executables. */
  fileMagic: (random, count) => {
    const magic = random.pick([
      [0xca, 0xfe, 0xba, 0xbe],
      [0x50, 0x4b, 3, 4],
      [0x7f, 0x45, 0x4c, 0x46],
    ])
    const wide = random.pick([2, 4])
    const body = payload(random)
    return each(count, () => {
      const inside = body()
      return [...magic, random.whole(1, 4), ...big(inside.length, wide), ...inside]
    })
  },

  /** JSON values over several lines, with blanks between them, or as JSON text sequences (RFC 7464). */
  looseJson: (random, count) => {
    const [before, indent] = random.pick<readonly [string, number]>([
      ['\n', 2],
      [' ', 0],
      ['\x1e', 0],
    ])
    return each(count, (index) =>
      ascii(
        (index > 0 || before === '\x1e' ? before : '') +
          JSON.stringify({ id: index, who: random.pick(NAMES), say: sentence(random, 5) }, undefined, indent),
      ),
    )
  },

  /** Two characters around each message, some with a checksum of a byte behind (STX, text, ETX, BCC). */
  enclosed: (random, count) => {
    const [first, last] = random.pick<readonly [number, number]>([
      [2, 3],
      [1, 4],
      [0x3c, 0x3e],
      [0x5b, 0x5d],
      [0x0b, 0x1c],
    ])
    const isChecked = first < 0x20 && random.chance(0.5)
    return each(count, () => {
      const inside = ascii(`${random.whole(0, 999)},${random.pick(VERBS)},${sentence(random, 4)}`)
      const sum = inside.reduce((all, byte) => all ^ byte, last)
      return [first, ...inside, last, ...(isChecked ? [sum] : [])]
    })
  },

  /** Text filled up to one size. */
  padded: (random, count) => {
    const size = random.pick([16, 24, 40, 100, 256])
    const fill = random.pick([0, 0x20])
    return each(count, () =>
      [...ascii(sentence(random, 3)), ...Array<number>(size).fill(fill)].slice(0, size),
    )
  },

  /** Random bytes of very different sizes behind their length of seven bits a byte. */
  spread: (random, count) =>
    each(count + 12, () => {
      const inside = random.bytes(random.chance(0.8) ? random.whole(0, 30) : random.whole(30, 900))
      const length =
        inside.length < 128 ? [inside.length] : [(inside.length & 0x7f) | 0x80, inside.length >> 7]
      return [...length, ...inside]
    }),

  /** A random identity, then a length, and bodies that differ by a few bytes. */
  nearlyAlike: (random, count) =>
    each(count, () => {
      const inside = random.bytes(random.whole(1, 6))
      return [
        ...random.bytes(8),
        ...big(4 + 4 + inside.length, 4),
        ...little(random.whole(1, 5), 4),
        ...inside,
      ]
    }),
} as const satisfies Record<string, Maker>

export const SHAPE_NAMES = Object.keys(SHAPES) as (keyof typeof SHAPES)[]

/** One stream of a shape; `messages` or as many as the seed says, eight at least. */
export const otherProtocol = (shape: keyof typeof SHAPES, seed: number): Custom => {
  const random = randomOf(seed * 15_485_863 + SHAPE_NAMES.indexOf(shape) * 32_452_843 + 3)
  const count = random.pick([8, 8, 10, 16, 30, 80, 250])
  const messages = SHAPES[shape](random, count)
  let end = 0
  const ends = messages.map((message) => (end += message.length))
  return { says: `${shape}, ${messages.length} messages`, bytes: Uint8Array.from(messages.flat()), ends }
}
