// decode(encode(x)) = x for every kind that has an encoder, for any bodies and cuts; print and parse are inverses.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeFrame,
  hasEncoder,
  KIND_NAMES,
  parseFraming,
  PRESET_NAMES,
  PRESETS,
  printFraming,
  type FramingSpec,
} from '../src/index.ts'
import { accountOf, cutAt, latin1 } from './every-cut.ts'

const SEED = 20_260_102

/** Specs that can frame any body. */
const ANY_BODY = [
  ...[
    'struct:!I',
    'struct:<HBI',
    'struct:@bq',
    'struct:!HI,field=0,adjust=-3',
    'length:u16be',
    'length:u24le,at=2',
  ],
  ...[
    'length:u32le,header=9,adjust=5',
    'length:u64be',
    'length:i32be,strip=3',
    'length:dec6',
    'length:hex8,adjust=-8',
  ],
  ...[
    'length:u32be,at=3,adjust=1,ends=ce',
    'length:u16be,starts=??68,at=2',
    'varint',
    'varint,at=2,ends=0d0a',
  ],
  ...[
    'netstring',
    'digits:\\s',
    'digits:\\r\\n,ends=0d0a',
    'digits:\\n,ends=0d0a',
    'content-length',
    'cobs',
    'ber',
    'websocket',
    'fix',
    'stomp',
  ],
]

/** Presets that cannot frame every body: values, short frames, delimiters, heads that say more than a length. */
const CHOOSY = new Set<string>([
  ...['redis', 'iec104', 'modbus', 'mllp', 'nats', 'memcached', 'beanstalk', 'sip', 'rtsp', 'socks5'],
  ...[
    'dnp3',
    'hci',
    'mavlink1',
    'mavlink2',
    'zmtp',
    'gt06',
    'gelf',
    'proxy1',
    'rtmp',
    'smtp',
    'imap',
    'starttls',
    'xmpp',
  ],
])

describe.each([...ANY_BODY, ...PRESET_NAMES.filter((name) => !CHOOSY.has(name))])('%s', (text) => {
  const spec = specOf(text)

  test('gives back every body that it framed, however the stream is cut', () => {
    fc.assert(
      fc.property(bodies(), fc.array(fc.nat()), (given, places) => {
        const frames = given.map((body) => encodeFrame(spec, body))
        const stream = Buffer.concat(frames.map((each) => (each.ok ? each.frame : Buffer.alloc(0))))
        expect(frames.every((each) => each.ok)).toBe(true)
        const account = accountOf(mainOf(text), piecesOf(stream, places))
        expect(account.error).toBeUndefined()
        expect(account.bodies).toEqual(given.map((body) => Buffer.from(body).toString('latin1')))
      }),
      { seed: SEED, numRuns: 60 },
    )
  })
})

test.each([
  ['delimiter:\\r\\n', 'ab', 'a\r\nb'],
  ['delimiter:\\r\\n', 'a\r', undefined],
  ['delimiter:aa', 'b', 'ba'],
  ['line', 'a\rb', 'a\r'],
  ['line', '', 'a\nb'],
  ['fixed:3', 'abc', 'ab'],
  ['slip', '\xc0\xdb', ''],
  ['json', '{"a":1}', '{"a":1} 2'],
  ['json', '17', '{'],
  ['resp', '*1\r\n$2\r\nhi\r\n', '*1\r\n'],
  ['length:u8', 'a'.repeat(255), 'a'.repeat(256)],
  ['iec104', 'a'.repeat(249), 'a'.repeat(250)],
  ['length:u16be,unit=4', 'abcd', 'abc'],
  ['length:u16be,header=8,at=4,adjust=2,max=10', 'ab', 'abc'],
])('%s frames %j and refuses %j', (text, good, bad) => {
  const spec = specOf(text)
  const encoded = encodeFrame(spec, latin1(good))
  if (!encoded.ok) throw new Error(encoded.error.message)
  expect(accountOf(spec, [encoded.frame]).bodies).toEqual([good])
  if (bad !== undefined) expect(encodeFrame(spec, latin1(bad)).ok).toBe(false)
})

test('http1 has no encoder and says so', () => {
  const spec = specOf('http1')
  expect(hasEncoder(spec)).toBe(false)
  expect(encodeFrame(spec, latin1('x'))).toMatchObject({ ok: false, error: { code: 'NO_ENCODER' } })
})

test('any spec is printed as text that is read back as the same spec', () => {
  const count = (most: number) => fc.nat(most)
  const common = { max: fc.integer({ min: 1, max: 2 ** 40 }), strip: fc.integer({ min: 1, max: 1000 }) }
  const marks = { starts: fc.constantFrom('68', '??0a', '(01??????)??'), ends: fc.constantFrom('ce', '0d0a') }
  const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
  const plain: fc.Arbitrary<FramingSpec> = fc.oneof(
    fc.record(
      {
        kind: fc.constant('length' as const),
        type: fc.constantFrom('u8' as const, 'i24le' as const, 'u64be' as const, 'hex4' as const),
        at: count(5),
        adjust: fc.integer({ min: -9, max: 9 }),
        unit: fc.integer({ min: 1, max: 8 }),
        mask: fc.constantFrom('7fffffff', 'ff'),
        bare: count(3),
        ...common,
      },
      { requiredKeys: ['kind', 'type'] },
    ),
    fc.record(
      {
        kind: fc.constant('struct' as const),
        format: fc.constantFrom('!I', '<HBI', '@3xq'),
        unit: fc.integer({ min: 1, max: 8 }),
        ends: marks.ends,
        ...common,
      },
      { requiredKeys: ['kind', 'format'] },
    ),
    fc.record(
      {
        kind: fc.constant('delimiter' as const),
        delimiters: fc.array(fc.string({ unit: byte, minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 3,
        }),
        ...common,
      },
      { requiredKeys: ['kind', 'delimiters'] },
    ),
    fc.record(
      { kind: fc.constantFrom('line', 'json', 'cobs', 'websocket', 'http1'), ...common },
      { requiredKeys: ['kind'] },
    ),
    fc.record(
      { kind: fc.constant('preset' as const), name: fc.constantFrom(...PRESET_NAMES), ...common },
      {
        requiredKeys: ['kind', 'name'],
      },
    ),
  )
  const preface = fc.record(
    {
      frame: plain,
      side: fc.constantFrom('client' as const, 'server' as const),
      if: fc.constantFrom('16??', '00'),
      unless: fc.constantFrom('1603', '(1???????)'),
      again: fc.constantFrom('while' as const, 'always' as const),
      upgrade: fc.constant('tls' as const),
    },
    { requiredKeys: ['frame'] },
  )
  const sequence: fc.Arbitrary<FramingSpec> = fc.record({
    kind: fc.constant('sequence' as const),
    prefaces: fc.array(preface, {
      minLength: 1,
      maxLength: 3,
    }),
    rest: plain,
  })
  fc.assert(
    fc.property(fc.oneof(plain, sequence), (spec) => {
      expect(parseFraming(printFraming(spec))).toEqual({ ok: true, spec })
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('any text is read or refused, and the refused part lies inside the text', () => {
  const word = fc.constantFrom(
    ...KIND_NAMES,
    ...PRESET_NAMES,
    ':',
    ',',
    '=',
    ' then ',
    '\\',
    'at',
    'max',
    '1',
    '!I',
    'ff',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word).map((words) => words.join('')),
        fc.string(),
      ),
      (text) => {
        const parsed = parseFraming(text)
        if (parsed.ok) return
        const { start, end } = parsed.error
        expect(start >= 0 && start <= end && end <= text.length).toBe(true)
      },
    ),
    { seed: SEED, numRuns: 3000 },
  )
})

function bodies(): fc.Arbitrary<Uint8Array[]> {
  const body = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ minLength: 250, maxLength: 260 }))
  return fc.array(body, { minLength: 1, maxLength: 4 })
}

function piecesOf(stream: Uint8Array, places: readonly number[]): Uint8Array[] {
  return cutAt(
    stream,
    places.map((place) => place % (stream.length + 1)),
  )
}

function specOf(text: string): FramingSpec {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

/** A preset without its prefaces: the encoder writes the frames that come after them. */
function mainOf(text: string): FramingSpec {
  const spec = specOf(text)
  return spec.kind === 'preset' ? withoutPrefaces(spec) : spec
}

function withoutPrefaces(spec: FramingSpec): FramingSpec {
  if (spec.kind === 'preset') return withoutPrefaces(specOf(PRESETS[spec.name].text))
  return spec.kind === 'sequence' ? spec.rest : spec
}
