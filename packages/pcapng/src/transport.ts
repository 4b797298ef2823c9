// The TCP and UDP headers, the IPv6 extension headers that may come before them, and IP's tunnels.
import { ETHER_MPLS } from './ether-types.ts'
import { type Payload, refuse, refuseShort } from './payload.ts'
import { carry } from './tunnels/carried.ts'
import { dissectGre } from './tunnels/gre.ts'
import { isCarrying } from './tunnels/udp-tunnels.ts'

const HOP_BY_HOP = 0
const IPV4 = 4
const TCP = 6
const UDP = 17
const IPV6 = 41
const ROUTING = 43
const FRAGMENT = 44
const GRE = 47
const AUTHENTICATION = 51
const DESTINATION_OPTIONS = 60
const ETHER_IP = 97
const MOBILITY = 135
const MPLS = 137
const HIP = 139
const SHIM6 = 140

/**
 * Reads an IP payload at `[at, end)` of `view`; on the wire it reached to `wireEnd`. `protocol` is IPv4's protocol or
 * IPv6's next header. Extension headers are followed for both, because IPv4 does not use their numbers.
 */
export const dissectTransport = (
  protocol: number,
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  for (;;) {
    switch (protocol) {
      case TCP:
        return dissectTcp(view, at, end, wireEnd, out)
      case UDP:
        return dissectUdp(view, at, end, wireEnd, out)
      case IPV4:
      case IPV6:
        return carry(out, 'IP in IP', 'ip', { at, end, wireEnd })
      case GRE:
        return dissectGre(view, at, end, wireEnd, out)
      case ETHER_IP:
        // Two bytes with its version (RFC 3378).
        return carry(out, 'EtherIP', 'ethernet', { at: at + 2, end, wireEnd })
      case MPLS:
        return carry(out, 'MPLS', 'ether-type', { at, end, wireEnd }, { etherType: ETHER_MPLS })
      case HOP_BY_HOP:
      case ROUTING:
      case DESTINATION_OPTIONS:
      case MOBILITY:
      case HIP:
      case SHIM6:
      case AUTHENTICATION: {
        if (end - at < 8) return refuseShort(out, at + 8, wireEnd, 'BAD_HEADER')
        const length = view.getUint8(at + 1)
        // Units of 8 bytes, without the first 8 (RFC 8200, 4.3); the authentication header: units of 4, without the
        // first 8 (RFC 4302, 2.2).
        const next = at + (protocol === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8)
        protocol = view.getUint8(at)
        at = next
        break
      }
      case FRAGMENT: {
        if (end - at < 8) return refuseShort(out, at + 8, wireEnd, 'BAD_HEADER')
        const position = view.getUint16(at + 2)
        protocol = view.getUint8(at)
        if ((position & 0xfff9) !== 0) {
          out.fragmentId = view.getUint32(at + 4)
          return fragment(protocol, position & 0xfff8, (position & 1) !== 0, at + 8, end, wireEnd, out)
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
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): false => {
  out.protocol = protocol
  out.fragmentOffset = offset
  out.moreFragments = more
  place(at, end, wireEnd, out)
  return refuse(out, 'FRAGMENT')
}

/** RFC 9293, 3.1. */
const dissectTcp = (view: DataView, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 20) return refuseShort(out, at + 20, wireEnd, 'BAD_HEADER')
  const offsetAndFlags = view.getUint16(at + 12)
  const body = at + (offsetAndFlags >> 12) * 4
  if (body < at + 20 || body > wireEnd) return refuse(out, 'BAD_HEADER')
  out.transport = 'tcp'
  out.sourcePort = view.getUint16(at)
  out.destinationPort = view.getUint16(at + 2)
  out.hasTcpHeader = true
  out.sequence = view.getUint32(at + 4)
  out.acknowledgment = view.getUint32(at + 8)
  out.flags = offsetAndFlags & 0xff
  out.window = view.getUint16(at + 14)
  out.optionsStart = at + 20
  out.optionsEnd = body < end ? body : end
  place(body, end, wireEnd, out)
  out.problem = undefined
  return true
}

/** RFC 768. A length of 0 means "to the end of the datagram": a jumbogram, or offload (RFC 2675, 4). */
const dissectUdp = (view: DataView, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 8) return refuseShort(out, at + 8, wireEnd, 'BAD_HEADER')
  const length = view.getUint16(at + 4)
  if (length > 0 && length < 8) return refuse(out, 'BAD_HEADER')
  const udpEnd = length === 0 || at + length > wireEnd ? wireEnd : at + length
  out.transport = 'udp'
  out.sourcePort = view.getUint16(at)
  out.destinationPort = view.getUint16(at + 2)
  out.hasTcpHeader = false
  const captured = udpEnd < end ? udpEnd : end
  if (isCarrying(view, at + 8, captured, udpEnd, out)) return false
  place(at + 8, captured, udpEnd, out)
  out.problem = undefined
  return true
}

/** The payload at `at`: captured up to `end`, which may come before it, and on the wire up to `wireEnd`. */
const place = (at: number, end: number, wireEnd: number, out: Payload): void => {
  const start = at < end ? at : end
  out.start = start
  out.length = end - start
  out.originalLength = wireEnd > at ? wireEnd - at : 0
}
