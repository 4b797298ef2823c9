// The IPv4 and IPv6 headers.
import { readIpv4, readIpv6 } from './address.ts'
import { type Payload, refuse, refuseShort } from './payload.ts'
import { dissectTransport, fragment } from './transport.ts'

/** Reads the IP packet at `[at, end)` of `view`. On the wire it reached to `wireEnd`, or less if its length says so. */
export const dissectIp = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  if (at >= end) return refuseShort(out, at + 1, wireEnd, 'NOT_IP')
  const version = view.getUint8(at) >> 4
  if (version === 4) return dissectIpv4(view, at, end, wireEnd, out)
  return version === 6 ? dissectIpv6(view, at, end, wireEnd, out) : refuse(out, 'NOT_IP')
}

/** RFC 791, 3.1. A total length of 0 means an offload super-segment: it reaches to the end of the packet. */
const dissectIpv4 = (view: DataView, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 20) return refuseShort(out, at + 20, wireEnd, 'BAD_HEADER')
  const headerLength = (view.getUint8(at) & 15) * 4
  const total = view.getUint16(at + 2)
  if (headerLength < 20 || (total > 0 && total < headerLength)) return refuse(out, 'BAD_HEADER')
  const ipEnd = total === 0 || at + total > wireEnd ? wireEnd : at + total
  const captured = ipEnd < end ? ipEnd : end
  const body = at + headerLength
  if (body > captured) return refuseShort(out, body, ipEnd, 'BAD_HEADER')
  const protocol = view.getUint8(at + 9)
  out.ipVersion = 4
  readIpv4(view, at + 12, out.sourceWords)
  readIpv4(view, at + 16, out.destinationWords)
  const position = view.getUint16(at + 6)
  if ((position & 0x3fff) === 0) return dissectTransport(protocol, view, body, captured, ipEnd, out)
  out.fragmentId = view.getUint16(at + 4)
  return fragment(protocol, (position & 0x1fff) * 8, (position & 0x2000) !== 0, body, captured, ipEnd, out)
}

/** RFC 8200, 3. A payload length of 0 means a jumbogram (RFC 2675, 3): it reaches to the end of the packet. */
const dissectIpv6 = (view: DataView, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 40) return refuseShort(out, at + 40, wireEnd, 'BAD_HEADER')
  const payloadLength = view.getUint16(at + 4)
  const ownEnd = at + 40 + payloadLength
  const ipEnd = payloadLength === 0 || ownEnd > wireEnd ? wireEnd : ownEnd
  out.ipVersion = 6
  readIpv6(view, at + 8, out.sourceWords)
  readIpv6(view, at + 24, out.destinationWords)
  return dissectTransport(view.getUint8(at + 6), view, at + 40, ipEnd < end ? ipEnd : end, ipEnd, out)
}
