// The IPv4 and IPv6 headers.
import { readIpv4, readIpv6 } from './address.ts'
import { u16 } from './big-endian.ts'
import { type Payload, refuse } from './payload.ts'
import { dissectTransport, fragment } from './transport.ts'

/** Takes the IP packet at `[at, end)` of `data`; on the wire it went on to `wireEnd`, or its own length says less. */
export const dissectIp = (
  data: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  if (at >= end) return refuse(out, at >= wireEnd ? 'NOT_IP' : 'HEADER_CUT')
  const version = (data[at] as number) >> 4
  if (version === 4) return dissectIpv4(data, at, end, wireEnd, out)
  return version === 6 ? dissectIpv6(data, at, end, wireEnd, out) : refuse(out, 'NOT_IP')
}

/** RFC 791, 3.1. A total length of 0 is an offload super-segment's: it goes to the end of the packet. */
const dissectIpv4 = (data: Uint8Array, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 20) return refuse(out, wireEnd - at < 20 ? 'BAD_HEADER' : 'HEADER_CUT')
  const headerLength = ((data[at] as number) & 15) * 4
  const total = u16(data, at + 2)
  if (headerLength < 20 || (total > 0 && total < headerLength)) return refuse(out, 'BAD_HEADER')
  const ipEnd = total === 0 ? wireEnd : Math.min(at + total, wireEnd)
  const captured = Math.min(end, ipEnd)
  const body = at + headerLength
  if (body > captured) return refuse(out, body > ipEnd ? 'BAD_HEADER' : 'HEADER_CUT')
  const protocol = data[at + 9] as number
  out.ipVersion = 4
  readIpv4(data, at + 12, out.sourceWords)
  readIpv4(data, at + 16, out.destinationWords)
  const position = u16(data, at + 6)
  if ((position & 0x3fff) === 0) return dissectTransport(protocol, data, body, captured, ipEnd, out)
  out.fragmentId = u16(data, at + 4)
  return fragment(
    protocol,
    (position & 0x1fff) * 8,
    (position & 0x2000) !== 0,
    data,
    body,
    captured,
    ipEnd,
    out,
  )
}

/** RFC 8200, 3. A payload length of 0 is a jumbogram's (RFC 2675, 3): it goes to the end of the packet. */
const dissectIpv6 = (data: Uint8Array, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 40) return refuse(out, wireEnd - at < 40 ? 'BAD_HEADER' : 'HEADER_CUT')
  const payloadLength = u16(data, at + 4)
  const ipEnd = payloadLength === 0 ? wireEnd : Math.min(at + 40 + payloadLength, wireEnd)
  out.ipVersion = 6
  readIpv6(data, at + 8, out.sourceWords)
  readIpv6(data, at + 24, out.destinationWords)
  return dissectTransport(data[at + 6] as number, data, at + 40, Math.min(end, ipEnd), ipEnd, out)
}
