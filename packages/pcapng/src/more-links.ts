// Link layers of telephone networks, firewalls and rings, and the header that Juniper's captures have in front of others.
import { ETHER_MPLS } from './ether-types.ts'
import { dissectSnap, dissectTyped } from './ether-type.ts'
import { dissectIp } from './ip.ts'
import { dissectSerial } from './links.ts'
import { type Payload, refuse, refuseShort } from './payload.ts'
import { carry } from './tunnels/carried.ts'
import { dissectPpp } from './tunnels/ppp.ts'

type Link = (view: DataView, at: number, end: number, wireEnd: number, out: Payload) => boolean

/** Frame relay: two bytes of address, unnumbered information, and a number for what follows (RFC 2427, 3); or Cisco's EtherType. */
export const dissectFrameRelay: Link = (view, at, end, wireEnd, out) => {
  if (at + 4 > end) return refuseShort(out, at + 4, wireEnd, 'NOT_IP')
  if (view.getUint8(at + 2) !== UNNUMBERED) return dissectTyped(view, at + 2, at + 4, end, wireEnd, out)
  const isFilled = view.getUint8(at + 3) === 0 && at + 5 <= end
  const kindAt = isFilled ? at + 4 : at + 3
  const kind = view.getUint8(kindAt)
  if (kind === NLPID_IPV4 || kind === NLPID_IPV6) return dissectIp(view, kindAt + 1, end, wireEnd, out)
  // SNAP's organization and EtherType.
  return kind === NLPID_SNAP
    ? dissectTyped(view, kindAt + 4, kindAt + 6, end, wireEnd, out)
    : refuse(out, 'NOT_IP')
}

const UNNUMBERED = 0x03
const NLPID_IPV4 = 0xcc
const NLPID_IPV6 = 0x8e
const NLPID_SNAP = 0x80

/** ATM's adaptation layer 5 (RFC 2684, 5): routed packets behind LLC and SNAP, or bridged Ethernet frames. */
export const dissectAtm: Link = (view, at, end, wireEnd, out) => {
  const isBridged =
    at + 10 <= end &&
    view.getUint16(at) === 0xaaaa &&
    view.getUint32(at + 2) === 0x0300_80c2 &&
    (view.getUint16(at + 6) === 1 || view.getUint16(at + 6) === 7)
  return isBridged
    ? dissectTyped(view, at + 22, at + 24, end, wireEnd, out)
    : dissectSnap(view, at, end, wireEnd, out)
}

/** SunATM: how it was received, and the channel. */
export const dissectSunAtm: Link = (view, at, end, wireEnd, out) =>
  dissectAtm(view, at + 4, end, wireEnd, out)

/** Token ring: two bytes of control, two addresses, perhaps a route whose first five low bits are its length, then LLC. */
export const dissectTokenRing: Link = (view, at, end, wireEnd, out) => {
  if (at + 15 > end) return refuseShort(out, at + 15, wireEnd, 'NOT_IP')
  const hasRoute = (view.getUint8(at + 8) & 0x80) !== 0
  return dissectSnap(view, at + 14 + (hasRoute ? view.getUint8(at + 14) & 0x1f : 0), end, wireEnd, out)
}

/** OpenBSD's firewall log: its header begins with its length, without the filling up to four bytes. */
export const dissectPflog: Link = (view, at, end, wireEnd, out) =>
  at + 1 > end
    ? refuseShort(out, at + 1, wireEnd, 'NOT_IP')
    : dissectIp(view, at + ((view.getUint8(at) + 3) & ~3), end, wireEnd, out)

/** Packets in OpenBSD's IPsec: address family, index and flags, then IP. */
export const dissectEnc: Link = (view, at, end, wireEnd, out) => dissectIp(view, at + 12, end, wireEnd, out)

/** PPP with a byte that says who sent it. */
export const dissectPppWithDirection: Link = (view, at, end, wireEnd, out) =>
  dissectPpp(view, at + 1, end, wireEnd, out)

const dissectEthernet: Link = (view, at, end, wireEnd, out) =>
  dissectTyped(view, at + 12, at + 14, end, wireEnd, out)

/**
 * Juniper's header: a magic number, flags, perhaps extensions behind their length, then `inside`, or if there is no link
 * layer a number in little-endian order that says what follows.
 */
const dissectJuniper =
  (inside: Link): Link =>
  (view, at, end, wireEnd, out) => {
    if (at + 6 > end) return refuseShort(out, at + 6, wireEnd, 'NOT_IP')
    const first = view.getUint32(at)
    if (first >>> 8 !== JUNIPER) return refuse(out, 'NOT_IP')
    const body = at + ((first & EXTENDED) === 0 ? 4 : 6 + view.getUint16(at + 4))
    if ((first & NO_LINK) === 0) return inside(view, body, end, wireEnd, out)
    if (body + 4 > end) return refuseShort(out, body + 4, wireEnd, 'NOT_IP')
    const kind = view.getUint32(body, true)
    if (kind === JUNIPER_IPV4 || kind === JUNIPER_IPV6) return dissectIp(view, body + 4, end, wireEnd, out)
    return JUNIPER_MPLS.has(kind)
      ? carry(out, 'MPLS', 'ether-type', { at: body + 4, end, wireEnd }, { etherType: ETHER_MPLS })
      : refuse(out, 'NOT_IP')
  }

/** “MGC”. */
const JUNIPER = 0x4d4743
const EXTENDED = 0x80
const NO_LINK = 0x02
const JUNIPER_IPV4 = 2
const JUNIPER_IPV6 = 6
const JUNIPER_MPLS: ReadonlySet<number> = new Set([3, 4, 5, 7, 8])

export const dissectJuniperEthernet: Link = dissectJuniper(dissectEthernet)
export const dissectJuniperPpp: Link = dissectJuniper(dissectPpp)
export const dissectJuniperFrameRelay: Link = dissectJuniper(dissectFrameRelay)
export const dissectJuniperSerial: Link = dissectJuniper(dissectSerial)
