// Protocols that nobody has: shapes drawn by a seed, with the places at which their messages really end. They are written
// without any of the framing package, so that what it guesses is compared with something else.
import { randomOf, type Random } from './random.ts'

/** One direction of a made-up protocol. */
export interface Custom {
  /** What it is, for a failing test. */
  readonly says: string
  readonly bytes: Uint8Array
  /** Stream offsets after each message. */
  readonly ends: readonly number[]
}

export const FAMILIES = ['counted', 'delimited', 'records', 'digits', 'varint', 'words'] as const
type Family = (typeof FAMILIES)[number]

export const customProtocol = (family: Family, seed: number, messages?: number): Custom => {
  const random = randomOf(seed * 7_919 + FAMILIES.indexOf(family) * 104_729 + 1)
  const count = messages ?? random.pick([8, 9, 12, 20, 40, 100, 300])
  return makers[family](random, count)
}

const WORDS =
  'alpha beta gamma delta get set status temp sensor value ok error user login logout ping pong move fire left right up down start stop name host time level info warn data item list add remove price 10 20 42 7 3.14 true false null hello world message text reply request'.split(
    ' ',
  )

const text = (of: string): number[] => Array.from(new TextEncoder().encode(of))
const words = (random: Random, most: number): string =>
  Array.from({ length: random.whole(1, most) }, () => random.pick(WORDS)).join(
    random.pick([' ', ' ', ',', '=']),
  )

type Body = (random: Random) => number[]

/** Kinds of bodies, with mixed sizes. */
const bodyOf = (random: Random): { readonly says: string; readonly make: Body } => {
  const large = random.pick([20, 60, 200, 900])
  return random.pick<{ readonly says: string; readonly make: Body }>([
    { says: `words of up to ${large}`, make: (r) => text(words(r, Math.max(1, r.whole(1, large) >> 3))) },
    { says: `random bytes up to ${large}`, make: (r) => [...r.bytes(r.whole(1, large))] },
    {
      says: 'JSON',
      make: (r) => text(JSON.stringify({ id: r.whole(1, 9_999), [r.pick(WORDS)]: words(r, 5) })),
    },
    {
      says: 'small integers and zeros',
      make: (r) =>
        Array.from({ length: 4 * r.whole(1, 1 + (large >> 3)) }, (_, k) =>
          k % 4 === 3 ? r.whole(0, 90) : 0,
        ),
    },
    { says: 'some empty', make: (r) => (r.chance(0.3) ? [] : text(words(r, 6))) },
    {
      says: 'three types of constant size',
      make: (r) => [...r.bytes(r.pick([5, 13, 31]))],
    },
  ])
}

const number = (value: number, size: number, little: boolean): number[] => {
  const bytes = Array.from({ length: size }, (_, k) => Math.floor(value / 256 ** (size - 1 - k)) % 256)
  return little ? bytes.reverse() : bytes
}

const collect = (says: string, messages: readonly (readonly number[])[]): Custom => {
  let end = 0
  const ends = messages.map((message) => (end += message.length))
  return { says, bytes: Uint8Array.from(messages.flat()), ends }
}

const makers: Readonly<Record<Family, (random: Random, count: number) => Custom>> = {
  /** A header with magic, type, counter and a length that counts what it likes, and a checksum behind. */
  counted(random, count) {
    const size = random.pick([1, 2, 2, 3, 4, 4])
    const little = random.chance(0.5)
    const magic = [...random.bytes(random.pick([0, 0, 1, 2, 4]))]
    const types = random.pick([0, 1, 1, 2])
    const counter = random.pick([0, 0, 1, 2, 4])
    const after = random.pick([0, 0, 1, 2, 4, 8])
    const trailer = random.pick([0, 0, 0, 1, 2, 4])
    const counts = random.pick(['body', 'whole', 'after', 'body and trailer'] as const)
    const body = bodyOf(random)
    const front = magic.length + types + counter
    const says = `magic ${magic.length}, type ${types}, counter ${counter}, u${8 * size}${little ? 'le' : 'be'} counts ${counts}, ${after} more, ${trailer} behind, ${body.says}, ${count} messages`
    const messages = Array.from({ length: count }, (_, index) => {
      let inside = body.make(random)
      const rest = after + trailer
      const most = size === 1 ? 255 - front - size - rest : 65_000
      inside = inside.slice(0, most)
      const value =
        counts === 'body'
          ? inside.length
          : counts === 'whole'
            ? front + size + rest + inside.length
            : counts === 'after'
              ? rest + inside.length
              : inside.length + trailer
      const sum = inside.reduce((all, byte) => (all * 31 + byte) >>> 0, 7)
      return [
        ...magic,
        ...number(random.whole(1, 4), types, false),
        ...number(index + 1, counter, little),
        ...number(value, size, little),
        ...number(index % 3, after, little),
        ...inside,
        ...number(sum % 256 ** Math.min(trailer, 4), trailer, false),
      ]
    })
    return collect(says, messages)
  },

  /** Text that ends with something odd. */
  delimited(random, count) {
    const end = random.pick([
      '\n',
      '\r\n',
      '\0',
      '\x03',
      '\x1e',
      ';\n',
      '|',
      ';',
      '\r',
      '$$',
      '<EOM>',
      '~',
      '\n\n',
      '\x04',
      '\xff',
      '%%\n',
    ])
    const json = random.chance(0.25)
    const message = (r: Random): string =>
      json
        ? JSON.stringify({ id: r.whole(1, 999), say: words(r, 4).replaceAll('|', '') })
        : `${r.pick(WORDS).toUpperCase()} ${words(r, 9)}`
    const messages = Array.from({ length: count }, () => [
      ...text(message(random)),
      ...Array.from(end, (char) => char.charCodeAt(0)),
    ])
    return collect(`text ended by ${JSON.stringify(end)}, ${count} messages`, messages)
  },

  /** Records of one size with a counter. */
  records(random, count) {
    const size = random.pick([8, 12, 16, 20, 24, 32, 48, 64, 100])
    const magic = [...random.bytes(random.pick([0, 1, 2, 4]))]
    const little = random.chance(0.5)
    const wide = random.pick([1, 2, 4])
    const noise = random.pick(['random', 'readings', 'text'] as const)
    const messages = Array.from({ length: Math.max(count, 12) }, (_, index) => {
      const head = [...magic, ...number(index + 1, wide, little), random.whole(1, 3), 0]
      const room = Math.max(0, size - head.length)
      const rest =
        noise === 'random'
          ? [...random.bytes(room)]
          : noise === 'text'
            ? text(words(random, 20).padEnd(room).slice(0, room))
            : Array.from({ length: room }, (_, k) => (k % 2 === 0 ? 1 : random.whole(0, 255)))
      return [...head, ...rest].slice(0, size)
    })
    return collect(`records of ${size} bytes, magic ${magic.length}, counter ${wide}, ${noise}`, messages)
  },

  /** Digits in front. */
  digits(random, count) {
    const style = random.pick(['dec4', 'hex4', 'dec6', 'space', 'colon', 'comma ended', 'newline'] as const)
    const body = bodyOf(random)
    const messages = Array.from({ length: count }, () => {
      const inside = body.make(random).slice(0, 9_000)
      const { length } = inside
      const fronts: Record<typeof style, string> = {
        dec4: String(length).padStart(4, '0'),
        hex4: length.toString(16).padStart(4, '0'),
        dec6: String(length).padStart(6, '0'),
        space: `${length} `,
        colon: `${length}:`,
        'comma ended': `${length}:`,
        newline: `${length}\n`,
      }
      return [...text(fronts[style]), ...inside, ...(style === 'comma ended' ? [0x2c] : [])]
    })
    return collect(`digits ${style}, ${body.says}, ${count} messages`, messages)
  },

  /** Seven bits a byte, behind a few bytes of header. */
  varint(random, count) {
    const at = random.pick([0, 0, 1, 2])
    const body = bodyOf(random)
    const messages = Array.from({ length: count }, () => {
      const inside = body.make(random)
      const length: number[] = []
      let left = inside.length
      do {
        length.push((left & 0x7f) | (left > 127 ? 0x80 : 0))
        left >>= 7
      } while (left > 0)
      return [...number(random.whole(1, 5), at, false), ...length, ...inside]
    })
    return collect(`varint at ${at}, ${body.says}, ${count} messages`, messages)
  },

  /** A length in words of two or four bytes. */
  words(random, count) {
    const unit = random.pick([2, 4])
    const size = random.pick([1, 2])
    const whole = random.chance(0.5)
    const messages = Array.from({ length: count }, (_, index) => {
      const front = 2 + size + (size === 1 ? 1 : 0)
      const inside = [...random.bytes(unit * random.whole(0, 20))]
      const value = whole ? (front + inside.length) / unit : inside.length / unit
      return [0xa5, index & 0xff, ...number(value, size, false), ...(size === 1 ? [0] : []), ...inside]
    })
    return collect(
      `${size}-byte length in units of ${unit}, counts ${whole ? 'the whole' : 'the rest'}, ${count} messages`,
      messages,
    )
  },
}
