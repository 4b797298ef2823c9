// A capture of some kilobytes that claims a stream of gigabytes: bytes of one TCP direction, far apart.
import { interfaceBlock, LINK_RAW, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { began } from './log-of.ts'

const SYN = 0x02

const ACK = 0x10

/** An IPv4 and TCP header by hand (RFC 791, RFC 9293), from 10.0.0.2:5000 to 10.0.0.1:80, and its payload. */
const packet = (sequence: number, flags: number, payload: string): Uint8Array =>
  packetBlock({ interfaceId: 0, time: began, data: headers(sequence, flags, payload) })

/** The answer from 10.0.0.1:80 that acknowledges all bytes before that number. */
const acknowledgment = (sequence: number): Uint8Array => {
  const data = headers(0, ACK, '')
  data.writeUInt32BE(0x0a000001, 12)
  data.writeUInt32BE(0x0a000002, 16)
  data.writeUInt16BE(80, 20)
  data.writeUInt16BE(5_000, 22)
  data.writeUInt32BE(sequence, 28)
  return packetBlock({ interfaceId: 0, time: began, data })
}

const headers = (sequence: number, flags: number, payload: string): Buffer => {
  const data = Buffer.alloc(40 + payload.length)
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(data.length, 2)
  data.writeUInt16BE(0x4006, 8)
  data.writeUInt32BE(0x0a000002, 12)
  data.writeUInt32BE(0x0a000001, 16)
  data.writeUInt16BE(5_000, 20)
  data.writeUInt16BE(80, 22)
  data.writeUInt32BE(sequence, 24)
  data.writeUInt16BE(0x5000 | flags, 32)
  data.write(payload, 40, 'latin1')
  return data
}

/** One captured letter (a, b, c, …) at each of these stream offsets. */
export const sparseLog = (offsets: readonly number[]): Buffer =>
  Buffer.concat([
    sectionHeaderBlock({}),
    interfaceBlock({ linkType: LINK_RAW }),
    packet(2 ** 32 - 1, SYN, ''),
    // A segment that is far ahead counts once it is acknowledged.
    ...offsets.flatMap((offset, index) => [
      packet(offset % 2 ** 32, 0, String.fromCharCode(0x61 + index)),
      acknowledgment((offset + 1) % 2 ** 32),
    ]),
  ])

/** 16 letters, each a gibibyte after the one before: the farthest that a TCP window reaches. */
export const sixteenGibibytes = sparseLog(Array.from({ length: 16 }, (_, index) => index * 2 ** 30))
