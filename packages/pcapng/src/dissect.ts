// Finds a captured packet's TCP or UDP payload: through the link layer, then IP, then the transport's header.
import { dissectIp } from './ip.ts'
import {
  LINK_ETHERNET,
  LINK_IPV4,
  LINK_IPV6,
  LINK_LINUX_SLL,
  LINK_LINUX_SLL2,
  LINK_LOOP,
  LINK_NULL,
  LINK_RAW,
  LINK_RAW_DLT,
  LINK_UPPER_PDU,
} from './link-type.ts'
import { type Payload, refuse } from './payload.ts'
import { dissectUpperPdu } from './upper-pdu.ts'

/**
 * Finds the TCP or UDP payload of the packet at `[start, start + length)` of `data`, `originalLength` bytes long on
 * the wire, and writes it into `out`, which keeps a view of `data`. Returns `false` if there is none: `out.problem` says
 * why, and a `FRAGMENT` may go to a `Reassembler`. Reads no byte outside the packet and never throws.
 */
export const dissect = (
  linkType: number,
  data: Uint8Array,
  start: number,
  length: number,
  originalLength: number,
  out: Payload,
): boolean => {
  const end = start + length
  const wireEnd = end + Math.min(Math.max(originalLength - length, 0), MAX_MISSING)
  const view = out.lookAt(data)
  switch (linkType) {
    case LINK_ETHERNET:
      return dissectEtherType(view, start + 12, start + 14, end, wireEnd, out)
    case LINK_LINUX_SLL:
      return dissectEtherType(view, start + 14, start + 16, end, wireEnd, out)
    case LINK_LINUX_SLL2:
      return dissectEtherType(view, start, start + 20, end, wireEnd, out)
    case LINK_RAW:
    case LINK_RAW_DLT:
    case LINK_IPV4:
    case LINK_IPV6:
      return dissectIp(view, start, end, wireEnd, out)
    case LINK_NULL:
    case LINK_LOOP:
      return dissectLoopback(view, start, end, wireEnd, out)
    case LINK_UPPER_PDU:
      return dissectUpperPdu(view, start, end, wireEnd, out)
    default:
      return refuse(out, 'UNKNOWN_LINK_TYPE')
  }
}

/** The most bytes that may be missing of a packet. More is not believed, so that all sums stay within 31 bits. */
const MAX_MISSING = 0x0fff_ffff

const IPV4 = 0x0800
const IPV6 = 0x86dd
const VLAN = 0x8100
/** QinQ: the outer tag of IEEE 802.1ad, and the older number for it. */
const SERVICE_VLAN = 0x88a8
const OLD_SERVICE_VLAN = 0x9100
/** Smaller numbers are lengths of IEEE 802.3 frames, which LLC and perhaps SNAP follow. */
const FIRST_ETHER_TYPE = 0x600

/** Goes from the EtherType at `typeAt`, over any number of VLAN tags from `at` on, to IP. */
const dissectEtherType = (
  view: DataView,
  typeAt: number,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  for (;;) {
    if (at > end) return refuse(out, at > wireEnd ? 'NOT_IP' : 'HEADER_CUT')
    const type = view.getUint16(typeAt)
    switch (type) {
      case IPV4:
      case IPV6:
        return dissectIp(view, at, end, wireEnd, out)
      case VLAN:
      case SERVICE_VLAN:
      case OLD_SERVICE_VLAN:
        typeAt = at + 2
        at += 4
        break
      default:
        if (type >= FIRST_ETHER_TYPE || !isSnap(view, at, end)) return refuse(out, 'NOT_IP')
        typeAt = at + 6
        at += 8
    }
  }
}

/** LLC's SNAP header with no organization: an EtherType follows (RFC 1042). */
const isSnap = (view: DataView, at: number, end: number): boolean =>
  at + 8 <= end &&
  view.getUint16(at) === 0xaaaa &&
  view.getUint16(at + 2) === 0x0300 &&
  view.getUint16(at + 4) === 0

/** Systems differ in the family's numbers and machines in its byte order, but IP's own version says what it is. */
const dissectLoopback = (view: DataView, at: number, end: number, wireEnd: number, out: Payload): boolean => {
  if (end - at < 4) return refuse(out, wireEnd - at < 4 ? 'NOT_IP' : 'HEADER_CUT')
  const family = view.getUint16(at) || view.getUint16(at + 2)
  const number = family > 0xff ? family >> 8 : family
  return FAMILIES.has(number) ? dissectIp(view, at + 4, end, wireEnd, out) : refuse(out, 'NOT_IP')
}

/** AF_INET, and AF_INET6 on Linux, Windows, NetBSD and OpenBSD, FreeBSD, and macOS. */
const FAMILIES: ReadonlySet<number> = new Set([2, 10, 23, 24, 28, 30])
