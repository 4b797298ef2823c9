// Generic Routing Encapsulation (RFC 2784, RFC 2890), with the mirrored frames of ERSPAN and PPTP's PPP (RFC 2637) in it.
import { type Payload, refuse, refuseShort } from '../payload.ts'
import { carry } from './carried.ts'

const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
const ACKNOWLEDGMENT = 0x0080
const VERSION = 0x0007

const ETHERNET = 0x6558
const PPP = 0x880b
const WCCP = 0x883e
/** ERSPAN of version 1 and 2, and of version 3. */
const ERSPAN = 0x88be
const ERSPAN_3 = 0x22eb

export const dissectGre = (
  view: DataView,
  at: number,
  end: number,
  wireEnd: number,
  out: Payload,
): boolean => {
  if (end - at < 4) return refuseShort(out, at + 4, wireEnd, 'BAD_HEADER')
  const flags = view.getUint16(at)
  const protocol = view.getUint16(at + 2)
  const version = flags & VERSION
  if (version > 1) return refuse(out, 'NOT_IP')
  const keyAt = at + ((flags & (CHECKSUM | ROUTING)) === 0 ? 4 : 8)
  const sequenceAt = keyAt + ((flags & KEY) === 0 ? 0 : 4)
  const routesAt =
    sequenceAt +
    ((flags & SEQUENCE) === 0 ? 0 : 4) +
    (version === 1 && (flags & ACKNOWLEDGMENT) !== 0 ? 4 : 0)
  const body = (flags & ROUTING) === 0 ? routesAt : afterRoutes(view, routesAt, end)
  if (body > end) return refuseShort(out, body, wireEnd, 'BAD_HEADER')
  const inside = { at: body, end, wireEnd }
  // PPTP's key has the number of its call, which each direction numbers for itself.
  const key = version === 0 && (flags & KEY) !== 0 ? view.getUint32(keyAt) : 0
  switch (protocol) {
    case PPP:
      return carry(out, 'GRE', 'ppp', inside, { label: version === 1 ? view.getUint16(at + 6) : 0 })
    case ETHERNET:
      // NVGRE's key ends with a byte that depends on the flow (RFC 7637, 3.2).
      return carry(out, 'GRE', 'ethernet', inside, { id: key >>> 8 })
    case ERSPAN: {
      const header = (flags & SEQUENCE) === 0 ? 0 : 8
      return carry(out, 'ERSPAN', 'ethernet', { ...inside, at: body + header })
    }
    case ERSPAN_3: {
      if (body + 12 > end) return refuseShort(out, body + 12, wireEnd, 'BAD_HEADER')
      // The last bit says that 8 more bytes follow.
      const header = (view.getUint8(body + 11) & 1) === 0 ? 12 : 20
      return carry(out, 'ERSPAN', 'ethernet', { ...inside, at: body + header })
    }
    case WCCP: {
      // Its second version has 4 bytes of its own in front of the packet.
      const isPacket = body < end && view.getUint8(body) >> 4 === 4
      return carry(out, 'GRE', 'ip', { ...inside, at: isPacket ? body : body + 4 })
    }
    default:
      if (isAruba(protocol)) return carry(out, 'GRE', 'wifi', inside)
      return carry(out, 'GRE', 'ether-type', inside, { id: key, etherType: protocol })
  }
}

/** Source routes (RFC 1701): each has its length in its fourth byte, and the last is four zeros. */
const afterRoutes = (view: DataView, at: number, end: number): number => {
  while (at + 4 <= end) {
    const isLast = view.getUint32(at) === 0
    at += 4 + view.getUint8(at + 3)
    if (isLast) return at
  }
  return at + 4
}

/** Aruba's access points send IEEE 802.11 frames; the protocol says the queue. */
const isAruba = (protocol: number): boolean =>
  protocol >= 0x8200 && protocol <= 0x8370 && (protocol & 0x0f) === 0
