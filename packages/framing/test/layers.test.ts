// `A over B`: messages inside frames. The expected intervals are counted by hand from the specifications' examples; however
// the stream is cut, they are the same.
import { describe, expect, test } from 'vitest'
import { parseFraming, printFraming } from '../src/index.ts'
import { accountOf, cutAt, everyCut, hex, latin1 } from './every-cut.ts'

interface Case {
  readonly name: string
  readonly spec: string
  readonly bytes: Uint8Array
  /** `[start, end)` of the messages and of the frames of each layer below, the wire's first. */
  readonly messages: readonly (readonly [number, number])[]
  readonly below: readonly (readonly (readonly [number, number])[])[]
  readonly bodies: readonly string[]
  /** Which of the messages' rows are only a part of one. */
  readonly parts?: readonly number[]
  readonly error?: string
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n'
const EVENTS = 'f\r\ndata: {"token":\r\n19\r\n" gest"}\n\n: ping\n\ndata: a\r\na\r\n\ndata: b\n\n\r\n'

const CASES: readonly Case[] = [
  {
    // WHATWG, server-sent events; RFC 9112, 7.1. The events have 25, 8 and 17 bytes.
    name: 'events in HTTP chunks',
    spec: 'delimiter:\\n\\n over http1',
    bytes: latin1(`${HEAD}${EVENTS}0\r\n\r\n`),
    messages: [
      [83, 114],
      [114, 122],
      [122, 144],
    ],
    below: [[[0, 151]]],
    bodies: ['data: {"token":" gest"}', ': ping', 'data: a\ndata: b'],
  },
  {
    name: 'events of an answer that has not ended',
    spec: 'delimiter:\\n\\n over http1',
    bytes: latin1(`${HEAD}${EVENTS}3\r\nid`),
    messages: [
      [83, 114],
      [114, 122],
      [122, 144],
    ],
    below: [[]],
    bodies: ['data: {"token":" gest"}', ': ping', 'data: a\ndata: b'],
    error: 'END_INSIDE_FRAME at 149',
  },
  {
    // RTMP 1.0, 5.3.1 and 5.4.2: two messages whose chunks take turns, and one that is aborted.
    name: 'RTMP messages whose chunks take turns',
    spec: 'joined over rtmp-chunks',
    bytes: hex(
      '02 000000000004 01 00000000 00000002  03 000000000004 08 00000000 6162  04 000000000003 09 00000000 7879' +
        'c3 6364  83 000000 4142  c4 7a  02 000000000004 02 00000000 0000  c2 0003  03 000000000001 08 00000000 65',
    ),
    messages: [
      [0, 16],
      [16, 30],
      [30, 44],
      [44, 47],
      [47, 53],
      [53, 55],
      [55, 72],
      [72, 85],
    ],
    parts: [1, 2, 4],
    below: [
      [
        [0, 16],
        [16, 30],
        [30, 44],
        [44, 47],
        [47, 53],
        [53, 55],
        [55, 69],
        [69, 72],
        [72, 85],
      ],
    ],
    bodies: ['\0\0\0\x02', 'abcd', 'xyz', '\0\0\0\x03', 'e'],
  },
  {
    name: 'bodies that are streams of their own',
    spec: 'line over http1',
    bytes: latin1(
      'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\na\nb\nPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nc\nd',
    ),
    messages: [
      [38, 40],
      [40, 42],
      [80, 82],
    ],
    below: [
      [
        [0, 42],
        [42, 83],
      ],
    ],
    bodies: ['a', 'b', 'c'],
    error: 'END_INSIDE_FRAME at 82',
  },
  {
    // RFC 6455, 5.7: "Hel", then a ping between, then "lo"; a close with 1000.
    name: 'fragments with a ping between them',
    spec: 'joined over websocket',
    bytes: hex('010348656c 890170 80026c6f 880203e8'),
    messages: [
      [0, 5],
      [5, 8],
      [8, 12],
      [12, 16],
    ],
    parts: [0],
    below: [
      [
        [0, 5],
        [5, 8],
        [8, 12],
        [12, 16],
      ],
    ],
    bodies: ['p', 'Hello', '\x03\xe8'],
  },
  {
    name: 'fragments without anything between them, masked, after the upgrade',
    spec: 'joined over websocket',
    bytes: Buffer.concat([
      latin1('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'),
      hex('018337fa213d 7f9f4d 808237fa213d 5b95'),
    ]),
    messages: [
      [0, 38],
      [38, 55],
    ],
    below: [
      [
        [0, 38],
        [38, 47],
        [47, 55],
      ],
    ],
    bodies: ['', 'Hello'],
  },
  {
    name: 'a new message before the last one ended (RFC 6455, 5.4)',
    spec: 'joined over websocket',
    bytes: hex('010161 810162'),
    messages: [],
    below: [
      [
        [0, 3],
        [3, 6],
      ],
    ],
    bodies: [],
    error: 'HEADER_INVALID at 3',
  },
  {
    name: 'a continuation of nothing',
    spec: 'joined over websocket',
    bytes: hex('800161'),
    messages: [],
    below: [[[0, 3]]],
    bodies: [],
    error: 'HEADER_INVALID at 0',
  },
  {
    // RFC 7692, 6.1.
    name: 'RSV1 on a continuation',
    spec: 'joined over websocket',
    bytes: hex('410161 c00162'),
    messages: [],
    below: [[[0, 3]]],
    bodies: [],
    error: 'HEADER_INVALID at 3',
  },
  {
    // RFC 1006, section 6; ISO 8073, 13.7: two data TPDUs, the second with EOT, then one with it.
    name: 'COTP data up to its EOT',
    spec: 'joined over tpkt,strip=3',
    bytes: hex('0300001102f000 78787878787878787878 0300000c02f080 7979797979 0300000802f080 7a'),
    messages: [
      [0, 29],
      [29, 37],
    ],
    below: [
      [
        [0, 17],
        [17, 29],
        [29, 37],
      ],
    ],
    bodies: ['xxxxxxxxxxyyyyy', 'z'],
  },
  {
    // RFC 5531, section 11.
    name: 'fragments of a record',
    spec: 'joined over rpc',
    bytes: hex('00000003 616263 80000002 6465 80000001 66'),
    messages: [
      [0, 13],
      [13, 18],
    ],
    below: [
      [
        [0, 7],
        [7, 13],
        [13, 18],
      ],
    ],
    bodies: ['abcde', 'f'],
  },
  {
    // OPC 10000-6, 6.7.2.2: C goes on, F is the last.
    name: 'chunks of OPC UA',
    spec: 'joined over opcua',
    bytes: hex('4d534743 0000000a 0000 4d534746 0000000a 0000'.replaceAll('0000000a', '0a000000')),
    messages: [[0, 20]],
    below: [
      [
        [0, 10],
        [10, 20],
      ],
    ],
    bodies: ['\0\0\0\0'],
  },
  {
    name: 'frames of a given size that go on',
    spec: 'joined,full=2 over length:u8',
    bytes: hex('02 6162 02 6364 00 01 65'),
    messages: [
      [0, 7],
      [7, 9],
    ],
    below: [
      [
        [0, 3],
        [3, 6],
        [6, 7],
        [7, 9],
      ],
    ],
    bodies: ['abcd', 'e'],
  },
  {
    name: 'three layers: lines over joined frames over frames',
    spec: 'line over joined,full=2 over length:u8',
    bytes: hex('02 610a 02 6263 01 0a 01 64'),
    messages: [
      [1, 3],
      [4, 8],
    ],
    below: [
      [
        [0, 3],
        [3, 6],
        [6, 8],
        [8, 10],
      ],
      [
        [0, 8],
        [8, 10],
      ],
    ],
    bodies: ['a', 'bc'],
    error: 'END_INSIDE_FRAME at 9',
  },
  {
    name: 'a framing over frames with headers, which messages cross',
    spec: 'length:u8 over length:u16be,at=1,header=4,adjust=1',
    bytes: hex('aa0003bb 026869 aa0001bb 02 aa0002bb 6a6b'),
    messages: [
      [4, 7],
      [11, 18],
    ],
    below: [
      [
        [0, 7],
        [7, 12],
        [12, 18],
      ],
    ],
    bodies: ['hi', 'jk'],
  },
  {
    name: 'an error above, after which the frames below go on',
    spec: 'netstring over length:u8',
    bytes: hex('01 78 02 6162'),
    messages: [],
    below: [
      [
        [0, 2],
        [2, 5],
      ],
    ],
    bodies: [],
    error: 'LENGTH_INVALID at 1',
  },
]

describe.each(CASES)('$spec, $name', ({ spec, bytes, messages, below, bodies, parts = [], error }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes])
  const spans = (rows: readonly (readonly number[])[]) => rows.map(([start, , , end]) => [start, end])

  test('gives the messages counted by hand, and the frames that carry them', () => {
    expect(spans(whole.frames)).toEqual(messages)
    expect(whole.below.map(spans)).toEqual(below)
    expect(whole.bodies).toEqual(bodies)
    expect(whole.apart).toEqual(parts.map((row) => [row, 'part']))
    const found =
      whole.error === undefined ? undefined : (JSON.parse(whole.error) as { code: string; offset: number })
    expect(found && `${found.code} at ${found.offset}`).toBe(error)
  })

  test('gives the same however the stream is cut', () => {
    for (const pieces of everyCut(bytes)) expect(accountOf(parsed.spec, pieces)).toEqual(whole)
  })

  test('is printed as it was written', () => {
    expect(printFraming(parsed.spec)).toBe(spec)
  })
})

test.each([
  ['joined', 'joined joins frames of another framing'],
  ['joined over length:u8', 'joined needs more=, last= or full='],
  ['none over length:u8', 'none cuts nothing'],
  ['line over none', 'none has no frames'],
  ['line over slip', 'slip changes the bytes of its bodies'],
  ['line then joined over rpc', 'joined cannot come after'],
])('%s is refused', (text, message) => {
  const parsed = parseFraming(text)
  expect(parsed.ok ? '' : parsed.error.message).toContain(message)
})

test('an RTMP handshake is three messages, and then chunks are joined', () => {
  // RTMP 1.0, 5.2 and 5.3: C0, C1, C2 and a message of 200 bytes in chunks of 128 and 72.
  const parsed = parseFraming('joined over rtmp')
  if (!parsed.ok) throw new Error(parsed.error.message)
  const bytes = hex(`03${'00'.repeat(3072)}030000000000c81400000000${'61'.repeat(128)}c3${'62'.repeat(72)}`)
  const edges = [1, 1537, 3073, 3213, 3286]
  const whole = accountOf(parsed.spec, [bytes])
  expect(whole.frames.map(([start, , , end]) => [start, end])).toEqual([
    [0, 1],
    [1, 1537],
    [1537, 3073],
    [3073, 3286],
  ])
  expect(whole.below[0]?.map(([, , , end]) => end)).toEqual(edges)
  expect(whole.bodies[3]).toBe('a'.repeat(128) + 'b'.repeat(72))
  expect(whole.error).toBeUndefined()
  // C1 and C2 are zeros, so only cuts near an edge can differ.
  for (const edge of edges)
    for (let place = Math.max(0, edge - 15); place <= Math.min(bytes.length, edge + 15); place++)
      expect(accountOf(parsed.spec, cutAt(bytes, [place]))).toEqual(whole)
  expect(
    accountOf(
      parsed.spec,
      [...bytes].map((byte) => Uint8Array.of(byte)),
    ),
  ).toEqual(whole)
})

test('a wrong word below is named with its place in the whole text', () => {
  const parsed = parseFraming('line over length:u7')
  expect(parsed.ok ? undefined : [parsed.error.start, parsed.error.end]).toEqual([17, 19])
})
