// The TCP and UDP headers, and the IPv6 extension headers that may stand before them.
import { u16, u32 } from './big-endian.ts'
import { type Payload, refuse } from './payload.ts'

const HOP_BY_HOP = 0
const TCP = 6
const UDP = 17
const ROUTING = 43
const FRAGMENT = 44
const AUTHENTICATION = 51
const DESTINATION_OPTIONS = 60
const MOBILITY = 135
const HIP = 139
const SHIM6 = 140

/**
 * Takes an IP payload at `[at, end)` of `data`; on the wire it went on to `wireEnd`. `protocol` is IPv4's protocol
 * or IPv6's next header; extension headers are followed for both, since IPv4 has no use for their numbers.
 */
export const dissectTransport = (
  protocol: number,
  data: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  for (;;) {
    switch (protocol) {
      case TCP:
        return dissectTcp(data, at, end, wireEnd, out)
      case UDP:
        return dissectUdp(data, at, end, wireEnd, out)
      case HOP_BY_HOP:
      case ROUTING:
      case DESTINATION_OPTIONS:
      case MOBILITY:
      case HIP:
      case SHIM6:
      case AUTHENTICATION: {
        if (end - at < 8) return refuse(out, wireEnd - at < 8 ? 'BAD_HEADER' : 'HEADER_CUT')
        const length = data[at + 1] as number
        // In 8 bytes without the first 8 (RFC 8200, 4.3); the authentication header: in 4 without 8 (RFC 4302, 2.2).
        const next = at + (protocol === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8)
        protocol = data[at] as number
        at = next
        break
      }
      case FRAGMENT: {
        if (end - at < 8) return refuse(out, wireEnd - at < 8 ? 'BAD_HEADER' : 'HEADER_CUT')
        const position = u16(data, at + 2)
        protocol = data[at] as number
        if ((position & 0xfff9) !== 0) {
          out.fragmentId = u32(data, at + 4)
          return fragment(protocol, position & 0xfff8, (position & 1) !== 0, data, at + 8, end, wireEnd, out)
        }
        at += 8
        break
      }
      default:
        return refuse(out, 'NOT_TCP_OR_UDP')
    }
  }
}

/** Leaves a fragment for a reassembler; `out.fragmentId` is already set. */
export const fragment = (
  protocol: number,
  offset: number,
  more: boolean,
  data: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): false => {
  out.protocol = protocol
  out.fragmentOffset = offset
  out.moreFragments = more
  place(data, at, end, wireEnd, out)
  return refuse(out, 'FRAGMENT')
}

/** RFC 9293, 3.1. */
const dissectTcp = (data: Uint8Array, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 20) return refuse(out, wireEnd - at < 20 ? 'BAD_HEADER' : 'HEADER_CUT')
  const headerLength = ((data[at + 12] as number) >> 4) * 4
  if (headerLength < 20 || at + headerLength > wireEnd) return refuse(out, 'BAD_HEADER')
  out.transport = 'tcp'
  out.sourcePort = u16(data, at)
  out.destinationPort = u16(data, at + 2)
  out.hasTcpHeader = true
  out.sequence = u32(data, at + 4)
  out.acknowledgment = u32(data, at + 8)
  out.flags = data[at + 13] as number
  out.window = u16(data, at + 14)
  out.optionsStart = at + 20
  out.optionsEnd = Math.min(at + headerLength, end)
  place(data, at + headerLength, end, wireEnd, out)
  out.problem = undefined
  return true
}

/** RFC 768. A length of 0 stands for "to the end of the datagram": a jumbogram, or offload (RFC 2675, 4). */
const dissectUdp = (data: Uint8Array, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 8) return refuse(out, wireEnd - at < 8 ? 'BAD_HEADER' : 'HEADER_CUT')
  const length = u16(data, at + 4)
  if (length > 0 && length < 8) return refuse(out, 'BAD_HEADER')
  const udpEnd = length === 0 ? wireEnd : Math.min(at + length, wireEnd)
  out.transport = 'udp'
  out.sourcePort = u16(data, at)
  out.destinationPort = u16(data, at + 2)
  out.hasTcpHeader = false
  place(data, at + 8, Math.min(end, udpEnd), udpEnd, out)
  out.problem = undefined
  return true
}

const place = (data: Uint8Array, at: number, end: number, wireEnd: number, out: Payload): void => {
  out.data = data
  out.start = Math.min(at, end)
  out.length = end - out.start
  out.originalLength = Math.max(wireEnd - at, 0)
}
