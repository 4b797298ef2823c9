import { describe, expect, test } from 'vitest'
import { hex } from '../test/collect.ts'
import { decodeUpperPdu, encodeUpperPdu } from './upper-pdu.ts'

const payload = hex('cafe')

describe('an exported PDU', () => {
  test('between IPv4 addresses has 52 bytes of tags', () => {
    const pdu = encodeUpperPdu({
      transport: 'udp',
      source: { address: '10.0.0.1', port: 53 },
      destination: { address: '10.0.0.255', port: 65_535 },
      payload,
    })
    expect(pdu).toEqual(
      hex(`000c 0004 64617461  0014 0004 0a000001  0015 0004 0a0000ff  0018 0004 00000003
           0019 0004 00000035  001a 0004 0000ffff  0000 0000  cafe`),
    )
    expect(pdu.length).toBe(52 + 2)
  })

  test('between IPv6 addresses has 76, and a zone is left out', () => {
    const pdu = encodeUpperPdu({
      transport: 'tcp',
      source: { address: 'fe80::1%lo', port: 1 },
      destination: { address: '2001:db8::ff00:42:8329', port: 2 },
      payload,
    })
    expect(pdu).toEqual(
      hex(`000c 0004 64617461  0016 0010 fe800000000000000000000000000001
           0017 0010 20010db8000000000000ff0000428329  0018 0004 00000002
           0019 0004 00000001  001a 0004 00000002  0000 0000  cafe`),
    )
    expect(decodeUpperPdu(pdu)).toEqual({
      transport: 'tcp',
      source: { address: 'fe80::1', port: 1 },
      destination: { address: '2001:db8::ff00:42:8329', port: 2 },
      payloadStart: 76,
      payloadLength: 2,
    })
  })

  test('writes an IPv4-mapped address as the IPv4 address on the wire', () => {
    const from = (address: string) =>
      encodeUpperPdu({
        transport: 'tcp',
        source: { address, port: 1 },
        destination: { address: '::1', port: 2 },
        payload,
      })
    expect(from('::ffff:127.0.0.1')).toEqual(from('127.0.0.1'))
  })

  test.each([
    ['NOT_AN_ADDRESS', { address: 'localhost', port: 1 }],
    ['NOT_AN_ADDRESS', { address: '', port: 1 }],
    ['NOT_A_PORT', { address: '::1', port: 65_536 }],
    ['NOT_A_PORT', { address: '::1', port: 1.5 }],
  ])('is refused with %s', (code, source) => {
    expect(() => encodeUpperPdu({ transport: 'tcp', source, destination: source, payload })).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test('that is cut in its tags, or lacks one, is not read', () => {
    const end = { address: '::1', port: 7 }
    const pdu = encodeUpperPdu({ transport: 'tcp', source: end, destination: end, payload })
    for (let length = 0; length < 76; length++)
      expect(decodeUpperPdu(pdu.subarray(0, length))).toBeUndefined()
    expect(decodeUpperPdu(pdu.subarray(0, 76))).toMatchObject({ payloadStart: 76, payloadLength: 0 })
    expect(decodeUpperPdu(hex('000c 0004 64617461 0000 0000'))).toBeUndefined()
  })
})
