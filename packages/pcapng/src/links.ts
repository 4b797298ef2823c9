// Link layers that need more than one step to the packet they carry.
import { dissectSnap, dissectTyped } from './ether-type.ts'
import { dissectIp } from './ip.ts'
import { type Payload, refuse, refuseShort } from './payload.ts'
import { dissectPpp } from './tunnels/ppp.ts'

type Link = (view: DataView, at: number, end: number, wireEnd: number, out: Payload) => boolean

/** BSD loopback. Systems differ in the family's numbers and machines in its byte order, but IP's own version says what it is. */
export const dissectLoopback: Link = (view, at, end, wireEnd, out) => {
  if (end - at < 4) return refuseShort(out, at + 4, wireEnd, 'NOT_IP')
  const family = view.getUint16(at) || view.getUint16(at + 2)
  const number = family > 0xff ? family >> 8 : family
  return FAMILIES.has(number) ? dissectIp(view, at + 4, end, wireEnd, out) : refuse(out, 'NOT_IP')
}

/** AF_INET, and AF_INET6 on Linux, Windows, NetBSD and OpenBSD, FreeBSD, and macOS. */
const FAMILIES: ReadonlySet<number> = new Set([2, 10, 23, 24, 28, 30])

/** Cisco HDLC (RFC 1547, 4.3.1), and PPP on a serial line, which differ in the first byte. */
export const dissectSerial: Link = (view, at, end, wireEnd, out) => {
  if (at + 4 > end) return refuseShort(out, at + 4, wireEnd, 'NOT_IP')
  const first = view.getUint8(at)
  return first === 0x0f || first === 0x8f
    ? dissectTyped(view, at + 2, at + 4, end, wireEnd, out)
    : dissectPpp(view, at, end, wireEnd, out)
}

/** Linux's netfilter log: attributes in the byte order of the machine, one of which is the packet. */
export const dissectNflog: Link = (view, at, end, wireEnd, out) => {
  for (let next = at + 4; next + 4 <= end;) {
    // An attribute has at least its own four bytes and is shorter than 4 KiB unless it is the packet, so one order fits.
    const little = view.getUint16(next, true) >= 4 && view.getUint16(next + 2, true) < 64
    const length = view.getUint16(next, little)
    if (length < 4) break
    const until = Math.min(next + length, wireEnd)
    if (view.getUint16(next + 2, little) === NFLOG_PAYLOAD)
      return dissectIp(view, next + 4, Math.min(end, until), until, out)
    next += (length + 3) & ~3
  }
  return refuse(out, end < wireEnd ? 'HEADER_CUT' : 'NOT_IP')
}

const NFLOG_PAYLOAD = 9

/** FDDI: frame control and two addresses, then LLC. */
export const dissectFddi: Link = (view, at, end, wireEnd, out) =>
  dissectSnap(view, at + 13, end, wireEnd, out)

/** ARCNET (RFC 1201), from the protocol on: whether the packet was split, and its number. */
export const dissectArcnet: Link = (view, at, end, wireEnd, out) => {
  const body = at + 4
  if (body > end) return refuseShort(out, body, wireEnd, 'NOT_IP')
  const protocol = view.getUint8(at)
  // RFC 1051, which splits nothing.
  if (protocol === ARCNET_OLD_IP) return dissectIp(view, at + 1, end, wireEnd, out)
  const splits = view.getUint8(at + 1)
  // Pieces of a split packet are not put together.
  if ((protocol !== ARCNET_IP && protocol !== ARCNET_IPV6) || (splits !== 0 && splits !== EXCEPTION))
    return refuse(out, 'NOT_IP')
  return dissectIp(view, splits === EXCEPTION ? body + 4 : body, end, wireEnd, out)
}

/** A packet of a length that ARCNET cannot carry has four bytes of filling before a header of its own. */
const EXCEPTION = 0xff
const ARCNET_IP = 212
const ARCNET_OLD_IP = 240
const ARCNET_IPV6 = 196

/** IP over InfiniBand: the 40 bytes of a global routing header, an EtherType, and two bytes that mean nothing (RFC 4391, 6). */
export const dissectInfiniband: Link = (view, at, end, wireEnd, out) =>
  dissectTyped(view, at + 40, at + 44, end, wireEnd, out)
