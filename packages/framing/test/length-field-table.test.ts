// The documented examples of Netty's LengthFieldBasedFrameDecoder and tokio-util's length_delimited, as a table:
// the same bytes, the same frames. Sources: the Javadoc of LengthFieldBasedFrameDecoder (4.1), "2 bytes length field
// at offset 0, …", and the module docs of tokio_util::codec::length_delimited (0.7), "Decoder" examples.
import { describe, expect, test } from 'vitest'
import { parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex } from './every-cut.ts'

const HELLO = Buffer.from('HELLO, WORLD').toString('hex')

interface Example {
  readonly from: string
  readonly spec: string
  readonly bytes: string
  /** Whole frames, in hex: what Netty gives without stripping, and what tokio reads in total. */
  readonly frames: readonly string[]
  /** Bodies, in hex, if the example strips or skips. */
  readonly bodies: readonly string[]
}

const EXAMPLES: readonly Example[] = [
  {
    from: 'Netty: 2 bytes length field at offset 0, do not strip header',
    spec: 'length:u16be',
    bytes: `000c${HELLO}`,
    frames: [`000c${HELLO}`],
    bodies: [HELLO],
  },
  {
    from: 'Netty: 2 bytes length field at offset 0, strip header (initialBytesToStrip = 2)',
    spec: 'length:u16be',
    bytes: `000c${HELLO}`,
    frames: [`000c${HELLO}`],
    bodies: [HELLO],
  },
  {
    from: 'Netty: the length field represents the length of the whole message (lengthAdjustment = -2)',
    spec: 'length:u16be,adjust=-2',
    bytes: `000e${HELLO}`,
    frames: [`000e${HELLO}`],
    bodies: [HELLO],
  },
  {
    from: 'Netty: 3 bytes length field at the end of 5 bytes header (lengthFieldOffset = 2)',
    spec: 'length:u24be,at=2',
    bytes: `cafe00000c${HELLO}`,
    frames: [`cafe00000c${HELLO}`],
    bodies: [HELLO],
  },
  {
    from: 'Netty: 3 bytes length field at the beginning of 5 bytes header (lengthAdjustment = 2)',
    spec: 'length:u24be,header=5,adjust=2',
    bytes: `00000ccafe${HELLO}`,
    frames: [`00000ccafe${HELLO}`],
    bodies: [HELLO],
  },
  {
    from: 'Netty: offset 1 in the middle of 4 bytes header, strip the first header field and the length field',
    spec: 'length:u16be,at=1,adjust=1',
    bytes: `ca000cfe${HELLO}`,
    frames: [`ca000cfe${HELLO}`],
    bodies: [`fe${HELLO}`],
  },
  {
    from: 'Netty: the same, the length field represents the whole message (lengthAdjustment = -3)',
    spec: 'length:u16be,at=1,adjust=-3',
    bytes: `ca0010fe${HELLO}`,
    frames: [`ca0010fe${HELLO}`],
    bodies: [`fe${HELLO}`],
  },
  {
    from: 'tokio: length field of 2 bytes, skipped',
    spec: 'length:u16be',
    bytes: '000b48656c6c6f20776f726c64',
    frames: ['000b48656c6c6f20776f726c64'],
    bodies: ['48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: length includes the head (length_adjustment(-2))',
    spec: 'length:u16be,adjust=-2',
    bytes: '000d48656c6c6f20776f726c64',
    frames: ['000d48656c6c6f20776f726c64'],
    bodies: ['48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: length_field_offset(2), head of 5 bytes with 3 bytes of length',
    spec: 'length:u24be,at=2',
    bytes: 'cafe00000b48656c6c6f20776f726c64',
    frames: ['cafe00000b48656c6c6f20776f726c64'],
    bodies: ['48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: 3 bytes length first, length_adjustment(2), num_skip(3)',
    spec: 'length:u24be,adjust=2',
    bytes: '00000bcafe48656c6c6f20776f726c64',
    frames: ['00000bcafe48656c6c6f20776f726c64'],
    bodies: ['cafe48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: length_field_offset(1), length_adjustment(1), num_skip(3)',
    spec: 'length:u16be,at=1,adjust=1',
    bytes: 'ca000bfe48656c6c6f20776f726c64',
    frames: ['ca000bfe48656c6c6f20776f726c64'],
    bodies: ['fe48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: length_field_offset(1), length_adjustment(-3), num_skip(3): the length includes the head',
    spec: 'length:u16be,at=1,adjust=-3',
    bytes: 'ca000ffe48656c6c6f20776f726c64',
    frames: ['ca000ffe48656c6c6f20776f726c64'],
    bodies: ['fe48656c6c6f20776f726c64'],
  },
  {
    from: 'tokio: length_field_length(3), num_skip(4): more is stripped than the header',
    spec: 'length:u24be,strip=1',
    bytes: '00000bff656c6c6f20776f726c64',
    frames: ['00000bff656c6c6f20776f726c64'],
    bodies: ['656c6c6f20776f726c64'],
  },
]

describe.each(EXAMPLES)('$from', ({ spec, bytes, frames, bodies }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)

  test.each([1, 3])('%i of them in one piece and in any pieces', (times) => {
    const stream = hex(bytes.repeat(times))
    const whole = accountOf(parsed.spec, [stream])
    const cut = whole.frames.map(([start, , , end]) =>
      Buffer.from(stream.subarray(start, end)).toString('hex'),
    )
    expect(cut).toEqual(Array.from({ length: times }, () => frames).flat())
    expect(whole.bodies.map((body) => Buffer.from(body, 'latin1').toString('hex'))).toEqual(
      Array.from({ length: times }, () => bodies).flat(),
    )
    for (const pieces of everyCut(stream)) expect(accountOf(parsed.spec, pieces)).toEqual(whole)
  })
})

test('a message of 2 MiB cut after byte 3 of its prefix stays one message (Netty #17549)', () => {
  const stream = new Uint8Array(4 + 2 ** 21)
  stream.set(hex('00200000'))
  for (const at of [1, 2, 3, 4, 5]) {
    const account = accountOf({ kind: 'length', type: 'u32be' }, [
      stream.subarray(0, at),
      stream.subarray(at),
    ])
    expect(account.frames).toEqual([[0, 4, 0, 4 + 2 ** 21]])
  }
})
