// Presets against bytes that real servers and clients sent, and the PDU lengths that tshark found in them
// (fixtures/record.py made both). If no implementation was available, the bytes are the specification's own examples.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseFraming, PRESET_NAMES } from '../src/index.ts'
import { accountOf, everyCut, hex, latin1 } from './every-cut.ts'
import { PROTOCOLS } from './protocols.ts'

interface Side {
  readonly hex: string
  readonly lengths: readonly number[]
}

interface Recording {
  readonly lengthsFrom: string
  readonly connections: readonly { readonly client: Side; readonly server: Side }[]
}

/** Bytes before the first PDU that tshark shows but does not count as one: [client, server]. */
const UNLISTED: Readonly<Record<string, readonly [number[], number[]]>> = {
  // The server's one-byte answer to SSLRequest.
  postgres: [[], [1]],
  // The protocol header.
  amqp091: [[8], []],
}

const FOLDER = new URL('fixtures/', import.meta.url)
const RECORDED = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))

describe.each(RECORDED)('%s', (name) => {
  const recording = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Recording
  const parsed = parseFraming(name)
  if (!parsed.ok) throw new Error(parsed.error.message)

  test.each(['client', 'server'] as const)(
    'cuts what the %s sent at the same places as tshark',
    (direction) => {
      for (const connection of recording.connections) {
        const bytes = hex(connection[direction].hex)
        if (bytes.length === 0) continue
        const unlisted = UNLISTED[name]?.[direction === 'client' ? 0 : 1] ?? []
        const account = accountOf(parsed.spec, [bytes], direction)
        expect(account.frames.map(([start, , , end]) => end - start)).toEqual([
          ...unlisted,
          ...connection[direction].lengths,
        ])
        expect(account.error).toBeUndefined()
        for (const pieces of everyCut(bytes.subarray(0, 250), 5)) {
          const part = accountOf(parsed.spec, pieces, direction)
          expect(part.frames).toEqual(
            account.frames.filter(([, , , end]) => end <= Math.min(250, bytes.length)),
          )
        }
      }
    },
  )
})

/** One or more frames per preset, from the specification that its definition names; sizes counted by hand. */
const EXAMPLES: readonly (readonly [name: string, bytes: Uint8Array, sizes: readonly number[]])[] = [
  // MongoDB manual: an OP_MSG whose messageLength counts its own 4 bytes.
  [
    'mongodb',
    hex('15000000 01000000 00000000 dd025000 00000000 00 10000000 02000000 01000000 dd025000'),
    [21, 16],
  ],
  // Kafka protocol guide: Size, then an ApiVersions request v0 with client id "a".
  ['kafka', hex('0000000b 0012 0000 00000001 0001 61'), [15]],
  // CQL v4, 2: OPTIONS without a body; a READY.
  ['cassandra', hex('04 00 0001 05 00000000 84 00 0001 02 00000000'), [9, 9]],
  // gRPC, Length-Prefixed-Message: compressed flag, length, message.
  ['grpc', hex('00 00000002 0801 00 00000000'), [7, 5]],
  // MS-TDS 4.1, pre-login: type 12, status 01, length 002F.
  [
    'tds',
    hex(
      '12 01 002f 0000 01 00 00001a00060100200001020021000103002200000400220001ff09000050000000 0000'.padEnd(
        200,
        '0',
      ),
    ).subarray(0, 47),
    [47],
  ],
  // RFC 1006, 6: version 3, reserved, length; an X.224 connection request as in MS-RDPBCGR 4.1.1.
  [
    'tpkt',
    hex('0300 002c 27e00000000000436f6f6b69653a206d737473686173683d656c746f6e730d0a0100080000000000'),
    [44],
  ],
  // MODBUS messaging guide, 4: read one holding register; its answer.
  ['modbus', hex('1501 0000 0006 ff 03 0004 0001 1501 0000 0005 ff 03 02 0005'), [12, 11]],
  // RFC 6733, 3: only a header, with its length of 20.
  ['diameter', hex('01 000014 80 000118 00000000 00000001 00000002'), [20]],
  // Bitcoin developer reference: verack.
  ['bitcoin', hex('f9beb4d9 76657261636b000000000000 00000000 5df6e0e2'), [24]],
  // OPC 10000-6, 7.1.2.2: an ACK of 28 bytes.
  ['opcua', hex('41434b46 1c000000 00000000 00200000 00200000 00000000 00000000'), [28]],
  // IEC 60870-5-104: STARTDT act and con.
  ['iec104', hex('68 04 07 00 00 00 68 04 0b 00 00 00'), [6, 6]],
  // LSP 3.17, base protocol.
  ['lsp', latin1('Content-Length: 15\r\n\r\n{"jsonrpc":"2"}'), [37]],
  // Minecraft: a status request; protobuf: the 150 of "Encoding" as a body.
  ['minecraft', hex('01 00 09 01 0000000000000001'), [2, 10]],
  ['protobuf', hex('03 089601 00'), [4, 1]],
  // STOMP 1.2, "Connecting" and "SEND".
  [
    'stomp',
    latin1('CONNECTED\nversion:1.2\n\n\0\nSEND\ndestination:/queue/a\n\nhello queue a\n\0'),
    [24, 42],
  ],
  // FIX Trading Community, a logon as the session layer shows it.
  [
    'fix',
    latin1(
      '8=FIX.4.2\x019=65\x0135=A\x0149=SERVER\x0156=CLIENT\x0134=177\x0152=20090107-18:15:16\x0198=0\x01108=30\x0110=062\x01',
    ),
    [87],
  ],
]

test.each(EXAMPLES)('%s cuts the example of its specification', (name, bytes, sizes) => {
  const parsed = parseFraming(name)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes])
  expect(whole.error).toBeUndefined()
  expect(whole.frames.map(([start, , , end]) => end - start)).toEqual(sizes)
  for (const pieces of everyCut(bytes)) expect(accountOf(parsed.spec, pieces)).toEqual(whole)
})

test('every preset is tested on a recording or on its specification', () => {
  const tested = new Set([
    ...RECORDED,
    ...EXAMPLES.map(([name]) => name),
    ...PROTOCOLS.map(({ spec }) => spec),
  ])
  expect(PRESET_NAMES.filter((name) => !tested.has(name))).toEqual([])
})
